import Diagnostics
import TestSupport
import Testing
import XMLCore

/// What the scanner reads, and what it leaves to libxml2, is what libxml2 alone would have read.
@Suite struct XMLScannerTests {
  /// Pieces of documents: plain, unusual and wrong.
  private static let pieces = [
    "text", "\u{E9}\u{20AC}\u{1F600}", "]", "]]", "]]>", " ", "\n", "\t", "\r\n", ">", "'", "\"",
    "&amp;", "&lt;", "&#233;", "&#x1F600;", "&#0;", "&#xFFFE;", "&e;", "&", "&amp", "&#x;",
    "<b/>", "<b c='d' e=\"f\"/>", "<b c='&lt;\n\t&#10;\u{E9}'/>", "<b c='1' c='2'/>", "<b c='<'/>",
    "<b c=d/>", "<b c/>", "<b c='d'e='f'/>", "<b c = 'd' />", "<b\nc='d'\n>", "</b>", "</b >",
    "<p:b/>", "<p:b xmlns:p='u' p:c='d' c='d'/>", "<b xmlns:p='u' xmlns:q='u' p:c='' q:c=''/>",
    "<b xmlns='v'>", "<b xmlns:p=''/>", "<b xmlns:xml='u'/>", "<b xmlns:xmlns='u'/>",
    "<b xmlns:p='u' xmlns:p='v'/>", "<b xml:id='i' xml:lang='en'/>", "<p:q:b/>", "<:b/>", "<b:/>",
    "<\u{E9}/>", "<1/>", "< b/>", "<b c='\u{1}'/>", "\u{1}", "\u{FFFE}", "\u{FFFD}",
    "<!--c-->", "<!---->", "<!-- - -->", "<!-- -- -->", "<!--\u{E9}--->", "<!-", "<!x>",
    "<?p d?>", "<?p?>", "<?p  d ? ?>", "<?xml d?>", "<?p:q d?>", "<?1?>", "<?",
    "<![CDATA[x<&]]>", "<![CDATA[]]>", "<![CDATA[]]]]>", "<![CDATA", "</a>", "<a>", "<",
  ]
  private static let prologs = [
    "", "", "", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!--p-->",
    "<?xml version='1.0' standalone='yes' ?>", "<?xml version='1.1'?>", " <?xml version='1.0'?>",
    "<?xml?>", "\u{FEFF}", "<!DOCTYPE a>", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'x'>]>",
    "<!DOCTYPE a SYSTEM 'x'>\n",
    "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY e '<b/>'>]>\n<!--p-->",
    "<!--p--><!DOCTYPE a PUBLIC '-//p' \"x\" [<!--]>--><?p ]>?>\n<!ENTITY % f ']>'>\n] >",
    "<!DOCTYPE a [<!ATTLIST b c CDATA 'd'>]>", "<!DOCTYPE a SYSTEM 'x' [<!ENTITY % f ''>%f;]>",
    "<!DOCTYPE a [<!ENTITY e 'x]>", "<!DOCTYPE>", "<!DOCTYPE a><!DOCTYPE a>", "<!DOCTYPE a [<!x>]>",
    "<!DOCTYPE a [<!ELEMENT a (b)*><!NOTATION n SYSTEM 'x'>]>", "<!DOCTYPE a [<!ENTITY e '&e;'>]>",
    "<!-- c --><?p d?>\n", "x", "&amp;", "<?xmlx y?>", "<?xml version='1.0' encoding='latin1'?>",
  ]

  private static func document(_ generator: inout SeededGenerator) -> [UInt8] {
    var text = prologs.randomElement(using: &generator) ?? ""
    text +=
      ["<a>", "<a xmlns='u' b='c'>", "<p:a xmlns:p='w'>"].randomElement(using: &generator) ?? ""
    for _ in 0..<Int.random(in: 0...9, using: &generator) {
      // Mostly what is plain, so that there is much before the first mistake.
      let plain = Int.random(in: 0..<4, using: &generator) > 0
      text +=
        plain
        ? pieces[[0, 1, 5, 6, 12, 22, 23, 24][Int.random(in: 0..<8, using: &generator)]]
        : pieces.randomElement(using: &generator) ?? ""
    }
    text +=
      ["</a>", "</a>\n", "</a><!--e-->", "</a>x", "</a><b/>", "</p:a>", ""]
      .randomElement(using: &generator) ?? ""
    return Array(text.utf8)
  }

  @Test(arguments: 0..<20)
  func readsAsLibXML2Alone(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<120 {
      let document = Self.document(&generator)
      let alone = outcome(document, isScanned: false)
      let text = String(decoding: document, as: UTF8.self)
      #expect(outcome(document, isScanned: true) == alone, "\(text)")
      let chunk = Int.random(in: 1...20, using: &generator)
      #expect(outcome(document, isScanned: true, chunk: chunk) == alone, "\(text), by \(chunk)")
    }
  }

  /// What one document has taught of names is right for the next, and no more than that.
  @Test(arguments: 0..<6)
  func readsTheSameWithNamesThatAreKnown(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let names = XMLNameTable()
    for _ in 0..<120 {
      let document = Self.document(&generator)
      let text = String(decoding: document, as: UTF8.self)
      #expect(
        outcome(document, isScanned: true, names: names) == outcome(document, isScanned: false),
        "\(text)")
    }
  }

  @Test func limitsHoldForNamesThatAreKnown() throws {
    let names = XMLNameTable()
    let document = Array("<a><bbbbbbbbbb/></a>".utf8)
    try XMLReader(file: "a.xml", names: names).parse(document, into: EventRecorder())
    var options = XMLReader.Options()
    options.limits.nameLength = 5
    #expect(throws: DiagnosticError.self) {
      try XMLReader(file: "a.xml", names: names, options: options)
        .parse(document, into: EventRecorder())
    }
  }

  /// Long documents, whose tokens lie across the ends of blocks, with one mistake or none.
  @Test(arguments: 0..<6)
  func goesOnAnywhere(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var text = "<a xmlns='u'>\n"
    while text.utf8.count < 100_000 {
      text += "<b xml:id='i\(text.utf8.count)' c='\u{E9}&amp;'>"
      text += String(repeating: "words \u{20AC} ", count: .random(in: 0...90, using: &generator))
      text += "</b>\n"
    }
    text += "</a>\n"
    var document = Array(text.utf8)
    if seed % 3 > 0 {
      let index = document.indices.randomElement(using: &generator) ?? 0
      document[index] = "<>&'\u{1}\r\"".utf8.randomElement(using: &generator) ?? 0
    }
    let alone = outcome(document, isScanned: false)
    #expect(outcome(document, isScanned: true) == alone)
    #expect(outcome(document, isScanned: true, chunk: 10_007) == alone)
  }

  @Test func hasRoomForWhatHasNoPlaceInABlock() {
    let long = String(repeating: "x\u{E9}\n", count: 60_000)
    for token in [
      "<!--\(long)-->", "<b c='\(long)'/>", "<![CDATA[\(long)]]>", "<?p \(long)?>", long,
      "<b" + String(repeating: "\n", count: 100_000) + "/>",
      "<b \((0..<100).map { "c\($0)=''" }.joined(separator: " "))/>",
      String(repeating: "<b>", count: 400) + String(repeating: "</b>", count: 400),
      String(repeating: "<b>", count: 600),
    ] {
      let document = Array("<a>\n<c>\(token)</c><d/></a>".utf8)
      #expect(outcome(document, isScanned: true) == outcome(document, isScanned: false))
    }
  }

  @Test func saysWhereAnElementWasOpened() {
    let filler = String(repeating: "<c>words</c>\n", count: 20_000)
    #expect(
      complaint(about: "<a>\n<b>\n\(filler)</a>")
        == "a.xml:20003:5: '</a>' closes 'b', opened on line 2; '</b>' was expected "
        + "[xml-not-well-formed]")
  }

  /// The events with their places, and what was objected to, if anything.
  private func outcome(
    _ document: [UInt8], isScanned: Bool, chunk: Int? = nil, names: XMLNameTable = XMLNameTable()
  ) -> [String] {
    let recorder = EventRecorder()
    recorder.withPositions = true
    var options = XMLReader.Options()
    options.isScanned = isScanned
    let reader = XMLReader(file: "a.xml", names: names, options: options)
    var rest = document[...]
    do {
      try reader.parse(
        reading: {
          defer { rest = rest.dropFirst(chunk ?? document.count) }
          return rest.isEmpty ? nil : Array(rest.prefix(chunk ?? document.count))
        }, into: recorder)
      return recorder.lines
    } catch let error as DiagnosticError {
      // What comes before a mistake may be sent in more or fewer events.
      return ["\(error.diagnostic.location): \(error.diagnostic.message)"]
    } catch {
      return ["\(error)"]
    }
  }
}
