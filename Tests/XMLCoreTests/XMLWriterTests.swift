import Testing
import XMLCore

/// What the writer makes of a document.
func written(_ document: String, _ form: XMLWriter.Form) throws -> String {
  var bytes: [UInt8] = []
  let writer = XMLWriter(form: form) { span in
    span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }
  try XMLReader(file: "a.xml").parse(Array(document.utf8), into: writer)
  return String(decoding: bytes, as: UTF8.self)
}

@Suite struct XMLWriterTests {
  @Test(arguments: [
    ("<a></a>", "<a/>\n"),
    (
      "<a b='1' a='&quot;&lt;&gt;&amp;&#9;&#10;&#13;'>&lt;&gt;&amp;&#13;\"'</a>",
      "<a b=\"1\" a=\"&quot;&lt;>&amp;&#x9;&#xA;&#xD;\">&lt;&gt;&amp;&#xD;\"'</a>\n"
    ),
    ("<!--1--><?p?><a/><?p d?><!--2-->", "<!--1-->\n<?p?>\n<a/>\n<?p d?>\n<!--2-->\n"),
    (
      "<a xmlns='u' xmlns:p='v'><p:b xmlns=''/></a>",
      "<a xmlns=\"u\" xmlns:p=\"v\"><p:b xmlns=\"\"/></a>\n"
    ),
    ("<a><![CDATA[<]]]]><![CDATA[>]]></a>", "<a><![CDATA[<]]]]><![CDATA[>]]></a>\n"),
    (
      "<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>",
      "<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]>\n<a/>\n"
    ),
    ("<!DOCTYPE a SYSTEM 's'><a>&x;</a>", "<!DOCTYPE a SYSTEM \"s\">\n<a>&x;</a>\n"),
  ])
  func writesPlainForm(_ document: String, _ expected: String) throws {
    #expect(try written(document, .plain) == expected)
  }
}
