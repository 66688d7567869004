import TestSupport
import Testing
import XMLCore

/// What is written is read again.
@Suite struct XMLRoundTripTests {
  private static let texts = [
    "a", " ", "\n", "\t", "\r", "&", "<", ">", "]]>", "\"", "'", "\u{E9}", "e\u{301}", "\u{1F600}",
    "\u{5D0}\u{5D1}", "\u{200F}", "\u{A0}", "\u{FFFD}", "\u{2028}", "\u{85}", "&amp;", "--",
  ]

  /// Sends a random document, of which `sinks` all get the same events.
  private static func send(seed: UInt64, to sinks: [any XMLEventSink]) throws {
    var generator = SeededGenerator(seed: seed)
    let producer = XMLEventProducer(
      into: sinks.dropFirst().reduce(sinks[0]) { EventTee($0, $1) })
    func text() -> String {
      (0..<Int.random(in: 1...6, using: &generator))
        .map { _ in texts.randomElement(using: &generator) ?? "" }.joined()
    }
    func element(depth: Int) throws {
      let prefix = ["", "p"].randomElement(using: &generator) ?? ""
      let local = ["a", "b", "\u{E9}", "e\u{301}"].randomElement(using: &generator) ?? "a"
      try producer.start(
        producer.name(local, in: prefix.isEmpty ? "u" : "v", prefix: prefix))
      if depth == 0 {
        producer.declare(prefix: "", uri: "u")
        producer.declare(prefix: "p", uri: "v")
      }
      for name in ["x", "\u{E9}", "y"] where Bool.random(using: &generator) {
        producer.attribute(producer.name(name), text())
      }
      if Bool.random(using: &generator) {
        producer.attribute(producer.name("x", in: "v", prefix: "p"), text())
      }
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0,
          1 where depth < 6:
          try element(depth: depth + 1)
        case 2: try producer.comment("c")
        case 3: try producer.processingInstruction(target: "t", data: "d")
        case 4: try producer.cdata("x<&>y")
        default: try producer.text(text())
        }
      }
      try producer.end()
    }
    try element(depth: 0)
    try producer.endDocument()
  }

  @Test(arguments: 0..<300)
  func keepsEveryEvent(_ seed: UInt64) throws {
    let sent = EventRecorder()
    var plain: [UInt8] = []
    var canonical: [UInt8] = []
    try Self.send(
      seed: seed,
      to: [
        sent,
        XMLWriter(form: .plain) { $0.withUnsafeBufferPointer { plain.append(contentsOf: $0) } },
        CanonicalXML { $0.withUnsafeBufferPointer { canonical.append(contentsOf: $0) } },
      ])
    #expect(try events(plain) == sent.lines)
    // Canonical XML is the same for every way to write a document, and for itself.
    #expect(try CanonicalXML.bytes(of: plain, file: "a.xml") == canonical)
    #expect(try CanonicalXML.bytes(of: canonical, file: "a.xml") == canonical)
  }

  @Test func whatASinkThrowsComesThrough() {
    struct Enough: Error, Equatable {}
    final class Impatient: XMLEventSink {
      var count = 0
      func startElement(_ tag: XMLStartTag) throws {
        count += 1
        if count == 2 { throw Enough() }
      }
      func text(_ bytes: Span<UInt8>) {}
      func endElement(at position: XMLPosition) {}
      func endDocument() { Issue.record("the document did not end") }
    }
    let sink = Impatient()
    #expect(throws: Enough()) {
      try XMLReader(file: "a.xml").parse(Array("<a><b/><c/><d></a>".utf8), into: sink)
    }
    #expect(sink.count == 2)
    #expect(throws: Enough()) {
      try XMLReader(file: "a.xml").parse(reading: { throw Enough() }, into: sink)
    }
  }
}
