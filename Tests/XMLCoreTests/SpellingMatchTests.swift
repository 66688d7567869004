import Testing
import XMLCore

/// What differs in spelling only is told from what differs in anything else, without a parser.
@Suite struct SpellingMatchTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let one: String
    let other: String

    init(_ what: String, _ one: String, _ other: String) {
      (testDescription, self.one, self.other) = (what, one, other)
    }
  }

  static let same = [
    Pair("nothing", "<a/>", "<a/>"),
    Pair("the declaration", "<a/>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/>"),
    Pair("a byte order mark", "\u{FEFF}<?xml version='1.0'?><a/>", "<a/>"),
    Pair("quotation marks", "<a b='1'/>", "<a b=\"1\"/>"),
    Pair("quotation marks inside", "<a b='\"'/>", "<a b=\"&quot;\"/>"),
    Pair("the order of attributes", "<a b='1' c='2' d='3'/>", "<a d='3' b='1' c='2'/>"),
    Pair("white space in tags", "<a\n b = '1' ></a >", "<a b='1'></a>"),
    Pair("an empty element", "<a><b></b></a>", "<a><b/></a>"),
    Pair("an empty element the other way", "<a><b/></a>", "<a><b></b ></a>"),
    Pair("an empty element with attributes", "<a><b d='' c=''></b></a>", "<a><b c='' d=''/></a>"),
    Pair("references", "<a>&gt;&#38;&#xE9;&apos;</a>", "<a>>&amp;é'</a>"),
    Pair("a character of four bytes", "<a>&#x1F600;</a>", "<a>\u{1F600}</a>"),
    Pair("line ends", "<a>\r\nx\ry</a>", "<a>\nx\ny</a>"),
    Pair("line ends in comments", "<a><!--\r\n--><?p \r\n?></a>", "<a><!--\n--><?p \n?></a>"),
    Pair("white space in a value", "<a b='1\n2\t3\r\n4'/>", "<a b='1 2 3 4'/>"),
    Pair("a brace in a value", "<a b='>'/>", "<a b='&gt;'/>"),
    Pair("white space outside the root", "<!--1--><a/>", "<!--1-->\n<a/>\n"),
    Pair("space behind a target", "<?p  d?><a/>", "<?p d?><a/>"),
    Pair("a declaration again", "<a xmlns='u'><b xmlns='u'/></a>", "<a xmlns='u'><b/></a>"),
    Pair(
      "a declaration one more time", "<p:a xmlns:p='u'><p:b/></p:a>",
      "<p:a xmlns:p='u'><p:b xmlns:p='u'/></p:a>"),
    Pair("no namespace where there is none", "<a xmlns=''/>", "<a/>"),
    Pair(
      "the order of declarations", "<a xmlns='u' xmlns:b='v'/>", "<a xmlns:b='v' xmlns='u'/>"),
    Pair("a section", "<a><![CDATA[<&]]></a>", "<a><![CDATA[<&]]></a >"),
    Pair(
      "the space in a document type", "<!DOCTYPE  a  SYSTEM 'x'  ><a/>",
      "<!DOCTYPE a SYSTEM \"x\"><a/>"),
    Pair(
      "entities that are not used", "<!DOCTYPE a [<!ENTITY e ']'>]><a b='1'/>",
      "<!DOCTYPE a [<!ENTITY e ']'>]>\n<a b=\"1\"/>"),
    Pair(
      "an entity by its name", "<!DOCTYPE a SYSTEM 'x'><a b='&f;'>&#101;&e;</a>",
      "<!DOCTYPE a SYSTEM 'x'><a b=\"&f;\">e&e;</a>"),
  ]

  /// Tags that are the same byte by byte, behind one that is not.
  static let sameTags = [
    "<longer name=\"1 > 2\" other=\"x>\">x</longer>", "<longer name='\"' other=\"'\">x</longer>",
    "<longer name=\"1\" xmlns:p=\"u\"><p:b c=\"d\"/></longer>", "<seven7/>", "<sixsix>x</sixsix>",
    "<x xml:id=\"xmln\" xx=\"x\">x</x>", "<b c=\"1\" d=\"12345678>\" e=\"f\"/>",
  ]

  @Test(arguments: sameTags)
  func passesTheSameTag(_ tag: String) {
    let (one, other) = ("<a  b='1'>", "<a b=\"1\">")
    #expect(Self.isSame("\(one)\(tag)</a>", ["\(other)\(tag)</a>"]))
    // Each byte of it counts.
    for index in tag.utf8.indices {
      var edited = Array(tag.utf8)
      edited[tag.utf8.distance(from: tag.utf8.startIndex, to: index)] = UInt8(ascii: "z")
      let text = String(decoding: edited, as: UTF8.self)
      if text != tag {
        #expect(!Self.isSame("\(one)\(tag)</a>", ["\(other)\(text)</a>"]), "\(text)")
      }
    }
    #expect(!Self.isSame("\(one)\(tag)</a>", ["\(other)\(tag)"]))
  }

  static let different = [
    Pair("a name", "<a/>", "<b/>"),
    Pair("a longer name", "<a/>", "<ab/>"),
    Pair("an end tag", "<a></a>", "<a></b>"),
    Pair("a value", "<a b='1'/>", "<a b='2'/>"),
    Pair("the name of an attribute", "<a b='1'/>", "<a c='1'/>"),
    Pair("an attribute more", "<a b='1'/>", "<a b='1' c='1'/>"),
    Pair("an attribute twice", "<a b='1' c='1'/>", "<a b='1' b='1'/>"),
    Pair("values exchanged", "<a b='1' c='2'/>", "<a b='2' c='1'/>"),
    Pair("no space between attributes", "<a b='1' c='2'/>", "<a b='1'c='2'/>"),
    Pair("text", "<a>x</a>", "<a>y</a>"),
    Pair("less text", "<a>xy</a>", "<a>x</a>"),
    Pair("more text", "<a>x</a>", "<a>xy</a>"),
    Pair("white space in text", "<a>x y</a>", "<a>x\ny</a>"),
    Pair("a composed letter", "<a>é</a>", "<a>e\u{301}</a>"),
    Pair("a carriage return", "<a>&#13;</a>", "<a>\r</a>"),
    Pair("a line feed in a value", "<a b='&#10;'/>", "<a b='\n'/>"),
    Pair("a letter for a reference", "<a>&amp;lt;</a>", "<a>&lt;</a>"),
    Pair("an ampersand alone", "<a>&amp;</a>", "<a>&</a>"),
    Pair("a brace in a value", "<a b='&lt;'/>", "<a b='<'/>"),
    Pair("the end of a section in text", "<a>]]&gt;</a>", "<a>]]></a>"),
    Pair("a section", "<a><![CDATA[x]]></a>", "<a>x</a>"),
    Pair("what is in a section", "<a><![CDATA[&lt;]]></a>", "<a><![CDATA[<]]></a>"),
    Pair("a comment", "<a><!--1--></a>", "<a><!--2--></a>"),
    Pair("no comment", "<a><!--1--></a>", "<a></a>"),
    Pair("a comment behind the root", "<a/><!--1-->", "<a/>"),
    Pair("one more comment", "<a/>", "<a/><!--1-->"),
    Pair("an instruction", "<?p d?><a/>", "<?p e?><a/>"),
    Pair("the target of an instruction", "<?p d?><a/>", "<?pd?><a/>"),
    Pair("an element more", "<a><b/></a>", "<a><b/><b/></a>"),
    Pair("an element less", "<a><b/><b/></a>", "<a><b/></a>"),
    Pair("an element inside another", "<a><b/><c/></a>", "<a><b><c/></b></a>"),
    Pair("a second root", "<a/>", "<a/><a/>"),
    Pair("text behind the root", "<a/>", "<a/>x"),
    Pair("a broken declaration", "<a/>", "<?xml version=\"1.0'?><a/>"),
    Pair("the end missing", "<a><b/></a>", "<a><b/>"),
    Pair("a namespace", "<a xmlns='u'/>", "<a xmlns='v'/>"),
    Pair("no namespace", "<a xmlns='u'/>", "<a/>"),
    Pair("a namespace too many", "<a/>", "<a xmlns='u'/>"),
    Pair(
      "a namespace that has ended", "<a><b xmlns='u'/><b xmlns='u'/></a>",
      "<a><b xmlns='u'/><b/></a>"),
    Pair(
      "a namespace that was another", "<a xmlns='u'><b xmlns='v'><c xmlns='u'/></b></a>",
      "<a xmlns='u'><b xmlns='v'><c/></b></a>"),
    Pair("a prefix", "<p:a xmlns:p='u' xmlns:q='u'/>", "<q:a xmlns:p='u' xmlns:q='u'/>"),
    Pair("a namespace declared twice", "<a xmlns:p='u'/>", "<a xmlns:p='u' xmlns:p='u'/>"),
    Pair("an entity", "<!DOCTYPE a SYSTEM 'x'><a>&e;</a>", "<!DOCTYPE a SYSTEM 'x'><a>&f;</a>"),
    Pair("the document type", "<!DOCTYPE a SYSTEM 'x'><a/>", "<!DOCTYPE a SYSTEM 'y'><a/>"),
    Pair("no document type", "<!DOCTYPE a SYSTEM 'x'><a/>", "<a/>"),
    Pair("a declaration of a type", "<!DOCTYPE a [<!ENTITY e ''>]><a/>", "<!DOCTYPE a []><a/>"),
  ]

  /// What a parser would have to say is left to it.
  static let open = [
    Pair(
      "defaults", "<!DOCTYPE a [<!ATTLIST a b CDATA '1'>]><a/>",
      "<!DOCTYPE a [<!ATTLIST a b CDATA '1'>]><a />"),
    Pair(
      "an entity written out", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
      "<!DOCTYPE a [<!ENTITY e 'x'>]><a>x</a>"),
    Pair("another encoding", "<?xml version='1.0' encoding='ISO-8859-1'?><a b=''/>", "<a b=\"\"/>"),
    Pair("another version", "<?xml version='1.1'?><a b=''/>", "<a b=\"\"/>"),
  ]

  @Test(arguments: same)
  func isTheSame(_ pair: Pair) {
    #expect(Self.isSame(pair.one, [pair.other]))
    guard !pair.other.hasPrefix("<!"), !pair.other.contains("='>"),
      let half = pair.other.firstIndex(of: ">").map({ pair.other.index(after: $0) })
    else { return }
    #expect(Self.isSame(pair.one, [String(pair.other[..<half]), String(pair.other[half...])]))
  }

  @Test(arguments: different + open)
  func isNotTheSame(_ pair: Pair) {
    #expect(!Self.isSame(pair.one, [pair.other]))
  }

  @Test func bytesAreComparedFirst() {
    let document = Array("<?xml version='1.1'?><a/>".utf8)
    var match = SpellingMatch(of: document)
    match.follow(document.span)
    #expect(match.isSameBytes && match.isComplete)
    match.follow([UInt8(ascii: "\n")].span)
    #expect(!match.isSameBytes && !match.isComplete)
  }

  private static func isSame(_ one: String, _ pieces: [String]) -> Bool {
    var match = SpellingMatch(of: Array(one.utf8))
    for piece in pieces { match.follow(Array(piece.utf8).span) }
    return match.isComplete
  }
}
