import Foundation
import TestSupport
import Testing
import XMLCore

/// Canonical XML 1.0 with comments, as libxml2's own command writes it.
@Suite struct CanonicalXMLTests {
  static let tool = URL(filePath: "/usr/bin/xmllint")
  static let hasTool = FileManager.default.isExecutableFile(atPath: tool.path)

  static let documents: [String] = [
    "<a/>", "<a b='2' a='1'/>",
    "<?xml version='1.0'?>\n<?p  d ?><!--1-->\n<a>x</a>\n<!--2--><?q?>",
    "<a xmlns:c='u:3' xmlns:b='u:2' xmlns='u:1' c:x='' b:x='' x='' xml:id='i' b:a='' z=''/>",
    "<a xmlns='u:1'><b xmlns='u:1'><c xmlns=''><d xmlns=''/><e xmlns='u:1'/></c></b></a>",
    "<p:a xmlns:p='u:1'><p:b xmlns:p='u:1'><p:c xmlns:p='u:2'/><p:d xmlns:q='u:1'/></p:b><p:e/></p:a>",
    "<a b='&lt;>&amp;&quot;&apos;&#9;&#10;&#13; x\ty'>&lt;&gt;&amp;\"'&#13;\t</a>",
    "<a><![CDATA[<&>]]>]]&gt;</a>", "<a>\r\n\u{E9}\u{1F600}</a>",
    "<!DOCTYPE a [<!ATTLIST a b CDATA 'd' c NMTOKENS #IMPLIED><!ENTITY e '<f>x</f>'>]>"
      + "<a c='  1  2 '>&e;</a>",
    "<a \u{E9}='' \u{10000}='' \u{FF5E}='' z=''/>",
    "<a xmlns:b='u:1' xmlns:a='u:2' a:z='' b:z='' a:a='' xml:lang='en'/>",
    // Start tags that are canonical as they stand, and those that miss it by little.
    "<a><b c=\"1\" d=\"2\"></b><b d=\"2\" c=\"1\"></b><b c=\"\"></b><b c=\"1>'2\"></b><b></b></a>",
    "<a><b  c=\"1\"></b><b c=\"1\" ></b><b c =\"1\"></b><b c= \"1\"></b><b\nc=\"1\"></b><b ></b></a>",
    "<a><b c='1'></b><b c=\"1\" d='2'></b><b c='1\"2'></b><b c=\"&gt;\"></b><b c=\"\t\"></b></a>",
    "<a xmlns:p=\"u:1\"><b p:d=\"\" c=\"\"></b><b c=\"\" p:d=\"\"></b><b c=\"1\"/><b xmlns=\"u:2\"></b></a>",
  ]

  private static func xmllint(_ document: Data) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "canonical-\(UUID().uuidString).xml")
    try document.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = tool
    process.arguments = ["--c14n", "--nonet", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(bytes)
  }

  @Test(.enabled(if: hasTool, "needs xmllint"), arguments: documents)
  func isThatOfXmllint(_ document: String) throws {
    let ours = try CanonicalXML.bytes(of: Array(document.utf8), file: "a.xml")
    let theirs = try Self.xmllint(Data(document.utf8))
    #expect(String(decoding: ours, as: UTF8.self) == String(decoding: theirs, as: UTF8.self))
  }

  @Test(.enabled(if: hasTool && TestData.isThere, "needs xmllint and the development data"))
  func isThatOfXmllintForRealDocuments() throws {
    let folder = try #require(TestData.folder).appending(path: "tei")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "xml" }
    #expect(!files.isEmpty)
    for file in files {
      let data = try Data(contentsOf: file)
      let ours = try CanonicalXML.bytes(of: Array(data), file: file.lastPathComponent)
      #expect(try ours == Self.xmllint(data), "\(file.lastPathComponent)")
    }
  }

  @Test(arguments: [
    ("<t xmlns='u'><h/><x a='1'><y/></x><x/></t>", "<x xmlns=\"u\" a=\"1\"><y></y></x>"),
    (
      "<t xmlns='u' xmlns:p='v' xmlns:q='w' xml:id='i'><h xmlns:r='z'/><x xmlns:q='n'><p:x/></x></t>",
      "<x xmlns=\"u\" xmlns:p=\"v\" xmlns:q=\"n\"><p:x></p:x></x>"
    ),
    ("<x xmlns='u'>1<x>2</x><!--3--></x><!--4-->", "<x xmlns=\"u\">1<x>2</x><!--3--></x>"),
    ("<t xmlns='u'><t xmlns=''><x/></t><x/></t>", "<x xmlns=\"u\"></x>"),
    ("<t xmlns='u'/>", ""),
  ])
  func anElementIsADocumentOfItsOwn(_ document: String, _ expected: String) throws {
    var bytes: [UInt8] = []
    let sink = CanonicalXML(ofElement: XMLName("x", in: "u")) { span in
      span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }
    try XMLReader(file: "a.xml").parse(Array(document.utf8), into: sink)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
    #expect(sink.hasFound == !expected.isEmpty)
  }
}
