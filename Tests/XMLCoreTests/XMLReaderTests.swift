import Testing
import XMLCore

@Suite struct XMLReaderTests {
  @Test(arguments: [
    ("<a/>", ["<a", ">", "end"]),
    ("<a>x<b/>y</a>", ["<a", "'x", "<b", ">", "'y", ">", "end"]),
    ("<a b='1' c=\"2\"/>", ["<a b=1 c=2", ">", "end"]),
    (
      "<p:a xmlns='u' xmlns:p='v' p:b='1'><c/></p:a>",
      ["<p:a{v} xmlns:=u xmlns:p=v p:b=1", "<c{u}", ">", ">", "end"]
    ),
    ("<a xml:id='i'/>", ["<a xml:id=i", ">", "end"]),
    ("<a>&lt;&#x41;&amp;</a>", ["<a", "'<A&", ">", "end"]),
    ("<a b='x\n&#10;y'/>", ["<a b=x \ny", ">", "end"]),
    ("<a>1\r\n2\r3</a>", ["<a", "'1\n2\n3", ">", "end"]),
    ("<a><![CDATA[<x>&]]></a>", ["<a", "[", "'<x>&", "]", ">", "end"]),
    (
      "<a><![CDATA[]]><![CDATA[x]]><![CDATA[y]]></a>",
      ["<a", "[", "]", "[", "'x", "]", "[", "'y", "]", ">", "end"]
    ),
    (
      "<!--1--><?t d ?><a><!--2--></a><?u?>",
      ["comment 1", "pi t d ", "<a", "comment 2", ">", "pi u ", "end"]
    ),
    ("<!DOCTYPE a><a/>", ["doctype a - - -", "<a", ">", "end"]),
    (
      "<!DOCTYPE a PUBLIC 'p' 's'><a>&x;</a>", ["doctype a p s -", "<a", "&x", ">", "end"]
    ),
    (
      "<!DOCTYPE a [<!ENTITY e 'x&#38;#38;<b/>'><!-- ]>' --><?p ]> ?>]><a>&e;&e;</a>",
      [
        "doctype a - - <!ENTITY e 'x&#38;#38;<b/>'><!-- ]>' --><?p ]> ?>", "<a", "'x&", "<b", ">",
        "'x&", "<b", ">", ">", "end",
      ]
    ),
    (
      "<!DOCTYPE a [<!ATTLIST a b CDATA 'd' c CDATA #IMPLIED>]><a/>",
      ["doctype a - - <!ATTLIST a b CDATA 'd' c CDATA #IMPLIED>", "<a b=d(default)", ">", "end"]
    ),
    ("\u{FEFF}<a>\u{E9}\u{1F600}</a>", ["<a", "'\u{E9}\u{1F600}", ">", "end"]),
  ])
  func sendsEvents(_ document: String, _ expected: [String]) throws {
    #expect(try events(document) == expected)
  }
}
