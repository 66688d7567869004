import Corpus
import TestSupport
import Testing

/// The comparer is proven: it reports what was changed, at the levels at which that matters.
@Suite struct ComparerTests {
  /// The strongest of the forms that still are the same.
  enum Same: String, Sendable {
    case bytes, exact, canonical, text, nothing
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let old: String
    let new: String
    let same: Same

    init(_ what: String, _ old: String, _ new: String, _ same: Same) {
      (testDescription, self.old, self.new, self.same) = (what, old, new, same)
    }
  }

  static let document = """
    <?xml version="1.0"?>
    <!DOCTYPE TEI SYSTEM "tei.dtd" [<!ENTITY mdash "&#8212;">]>
    <TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:a="urn:a" xmlns:b="urn:a">
      <teiHeader><fileDesc/></teiHeader>
      <text>
        <body>
          <!-- first -->
          <u who="#a" n='1'>Who is <hi>there</hi> now? &mdash; &outside; &#233;</u>
          <u who="#b"><![CDATA[I & you]]> <pause/><seg>one</seg> <seg>two</seg></u>
          <list> <item>x</item> <item>y</item> </list>
          <choice> <sic>teh</sic> <corr>the</corr> </choice>
          <mystery> <a:inner/> </mystery>
          <list xml:space="preserve"> <item>z</item></list>
        </body>
      </text>
    </TEI>

    """

  static let changes = [
    Change("nothing", "there", "there", .bytes),
    Change("text", "there", "theme", .nothing),
    Change("one letter more", "there", "theree", .nothing),
    Change("a composed letter", "&#233;", "e&#x301;", .nothing),
    Change("an attribute's value", "who=\"#a\"", "who=\"#c\"", .text),
    Change("an attribute taken away", " who=\"#a\"", "", .text),
    Change("an element's name", "<hi>there</hi>", "<emph>there</emph>", .text),
    Change(
      "the order of elements", "<seg>one</seg> <seg>two</seg>", "<seg>two</seg> <seg>one</seg>",
      .nothing),
    Change("the order of empty elements", "<pause/><seg>one", "<seg><pause/>one", .text),
    Change("a comment", "<!-- first -->", "<!-- fast -->", .text),
    Change("a comment taken away", "<!-- first -->", "", .text),
    Change("an instruction put in", "<!-- first -->", "<!-- first --><?x y?>", .text),
    Change("white space in mixed content", "Who is", "Who  is", .nothing),
    Change("white space between words and markup", "is <hi>", "is<hi>", .nothing),
    Change("white space in an utterance", "</seg> <seg>two", "</seg><seg>two", .nothing),
    Change("white space in element content", "<list> <item>x", "<list>\n<item>x", .canonical),
    Change("no white space in element content", "<list> <item>x", "<list><item>x", .canonical),
    Change("white space in a choice", "<choice> <sic>", "<choice><sic>", .nothing),
    Change("white space in an unknown element", "<mystery> ", "<mystery>", .nothing),
    Change("white space that is preserved", "preserve\"> <item>", "preserve\"><item>", .nothing),
    Change("an entity outside", "&outside;", "&inside;", .nothing),
    Change("an entity written out", "&mdash;", "&#x2014;", .exact),
    Change("a namespace prefix", "<a:inner/>", "<b:inner/>", .text),
    Change("a namespace", "xmlns:a=\"urn:a\"", "xmlns:a=\"urn:c\"", .text),
    Change("the order of attributes", "who=\"#a\" n='1'", "n='1' who=\"#a\"", .exact),
    Change("quotation marks", "n='1'", "n=\"1\"", .exact),
    Change("an empty element", "<pause/>", "<pause></pause>", .exact),
    Change("white space in a tag", "<hi>", "<hi >", .exact),
    Change("a CDATA section", "<![CDATA[I & you]]>", "I &amp; you", .canonical),
    Change("the XML declaration", "<?xml version=\"1.0\"?>\n", "", .exact),
  ]

  @Test(arguments: changes)
  func reportsWhatMatters(_ change: Change) throws {
    let pieces = Self.document.split(separator: change.old, omittingEmptySubsequences: false)
    try #require(pieces.count == 2)
    let edited = pieces.joined(separator: change.new)
    let comparison = try compare(Self.document, edited)
    let same = Same.allLevels(of: comparison)
    #expect(same == change.same.andWeaker)
  }

  @Test func showsTheFirstDifferenceWithItsLines() throws {
    let edited = Self.document.replacing("<item>y</item>", with: "\n\n<item n=\"2\">y</item>")
    let found = try #require(
      try MarkupDifference(
        between: Array(Self.document.utf8), and: Array(edited.utf8), file: "f", isExact: false))
    #expect(found.path == "TEI/text/body/list")
    #expect(found.original == MarkupDifference.Side(markup: "<item>", line: 10))
    #expect(found.other == MarkupDifference.Side(markup: "<item n=\"2\">", line: 12))
  }

  /// Whatever character of the text or of an attribute becomes another, it is reported in its line.
  @Test(
    arguments: AnyDocument.fixtures.filter {
      !["p4.xml", "utf16.xml"].contains($0.testDescription)
    })
  func reportsEveryEditInItsLine(_ document: AnyDocument) throws {
    let bytes = try document.bytes()
    let letters = bytes.indices.filter { isLetter(bytes, $0) }
    var random = SeededGenerator(seed: 5)
    for _ in 0..<min(20, letters.count) {
      let place = try #require(letters.randomElement(using: &random))
      var edited = bytes
      edited[place] = bytes[place] == UInt8(ascii: "q") ? UInt8(ascii: "z") : UInt8(ascii: "q")
      let comparison = try DocumentComparison(of: bytes, with: edited, file: "f")
      #expect(!comparison.isCanonical && !comparison.isModel)
      let line = bytes[..<place].count { $0 == 0x0A } + 1
      let found = try MarkupDifference(between: bytes, and: edited, file: "f", isExact: false)
      #expect(found?.original.line == line)
      #expect(found?.other.line == line)
    }
  }

  /// Whether a letter stands in a text of a document without a subset, surrounded by letters.
  private func isLetter(_ bytes: [UInt8], _ place: Int) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    guard letters.contains(bytes[place]) else { return false }
    // Between a `>` and a `<`, with nothing but letters and spaces in between.
    let before = bytes[..<place].reversed().first { !letters.contains($0) && $0 != 0x20 }
    let after = bytes[place...].first { !letters.contains($0) && $0 != 0x20 }
    return before == UInt8(ascii: ">") && after == UInt8(ascii: "<")
  }

  private func compare(_ one: String, _ other: String) throws -> DocumentComparison {
    try DocumentComparison(of: Array(one.utf8), with: Array(other.utf8), file: "f")
  }
}

extension ComparerTests.Same {
  /// What is the same where this is.
  fileprivate var andWeaker: Set<Self> {
    let all: [Self] = [.bytes, .exact, .canonical, .text]
    return Set(all.drop { $0 != self })
  }

  fileprivate static func allLevels(of comparison: DocumentComparison) -> Set<Self> {
    var levels: Set<Self> = []
    if comparison.isSameBytes { levels.insert(.bytes) }
    if comparison.isExact { levels.insert(.exact) }
    if comparison.isCanonical { levels.insert(.canonical) }
    if comparison.isText { levels.insert(.text) }
    return levels
  }
}
