import TestSupport
import Testing
import XMLCore

/// However the bytes arrive, the events are the same.
@Suite struct XMLChunkTests {
  static let documents: [String] = [
    """
    <?xml version="1.0" encoding="UTF-8"?>\r
    <!DOCTYPE a [<!ENTITY e "<b>\u{E9}</b>"> <!-- ]> ' -->]>\r
    <?p d?><a xmlns="u" xmlns:q='v' q:x="1 &lt;&#10;\r\n 2>" y='"'>text \u{1F600}\r\n&e;&amp;\
    <![CDATA[ ]] ]]]]><![CDATA[>]]><!-- - c --><q:b/>\r\u{20AC}</a ><!--end-->
    """,
    "\u{FEFF}<a b='c'>d</a>",
    "<a>" + String(repeating: "<b c='\u{E9}\u{20AC}'>\u{1F600}x</b>\r\n", count: 400) + "</a>",
  ]

  @Test(arguments: documents)
  func arriveInAnySize(_ document: String) throws {
    let bytes = Array(document.utf8)
    let whole = try events(bytes, withPositions: true)
    for size in [1, 2, 3, 5, 7, 64, 4_000, 4_001] {
      #expect(try events(bytes, withPositions: true, chunk: size) == whole, "\(size)")
    }
  }

  @Test(arguments: documents)
  func breakAnywhere(_ document: String) throws {
    let bytes = Array(document.utf8)
    guard bytes.count < 1_000 else { return }
    let whole = try events(bytes, withPositions: true)
    for cut in 1..<bytes.count {
      let recorder = EventRecorder()
      recorder.withPositions = true
      var parts = [Array(bytes[cut...]), [], Array(bytes[..<cut])]
      try XMLReader(file: "a.xml").parse(reading: { parts.popLast() }, into: recorder)
      #expect(recorder.lines == whole, "\(cut)")
    }
  }

  @Test func theEndIsAskedForOnce() throws {
    var ends = 0
    var rest: [UInt8]? = Array("<a/>".utf8)
    try XMLReader(file: "a.xml").parse(
      reading: {
        if rest == nil { ends += 1 }
        return rest.take()
      }, into: EventRecorder())
    #expect(ends == 1)
  }

  @Test func truncationIsAlwaysNoticed() {
    let bytes = Array(Self.documents[0].utf8)
    let end = bytes.count - "<!--end-->".utf8.count
    for cut in 0..<end { #expect(complaint(about: Array(bytes[..<cut])) != nil, "\(cut)") }
  }

  /// Damage must be survived, whatever it makes of the document.
  @Test(arguments: 0..<20)
  func damageIsSurvived(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      var bytes = Array(Self.documents[0].utf8)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let index = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = .random(in: .min ... .max, using: &generator)
        case 1: bytes.remove(at: index)
        case 2:
          bytes.insert("<>&;'\"[]!-?=% \n".utf8.randomElement(using: &generator) ?? 0, at: index)
        default: bytes.insert(contentsOf: bytes[..<index], at: index)
        }
      }
      _ = complaint(about: bytes)
    }
  }
}
