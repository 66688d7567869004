package import Transcripts

/// Takes what is inside an utterance, in the order of the source.
package protocol UtteranceContentWriter {
  /// A segment begins, with a number from 1 in an utterance of this identifier.
  mutating func startSegment(_ number: Int, of utterance: String)
  /// The segment ends.
  mutating func endSegment()
  /// A run of text: characters in UTF-8.
  mutating func write(text: Span<UInt8>)
  /// A whole node.
  mutating func write(_ node: Node)
}

/// What is inside an utterance, before nodes are made of it.
///
/// Most of a transcript is here, so whoever only writes it need not have nodes made.
package struct UtteranceContent {
  let inline: InlineReader
  let parts: [TurnPlan.Part]
  /// The identifiers of its turn, and its number in it, from 0.
  let identifiers: TurnIdentifiers
  let number: Int

  /// Hands it on in its order.
  package func write(to writer: inout some UtteranceContentWriter) {
    let parts = parts.span
    let utterance = identifiers.utterance(number)
    var position = parts.isEmpty ? 0 : parts[0].range.lowerBound
    var segments = 0
    for index in parts.indices {
      if case .segment = parts[index].kind {
        let range = parts[index].range
        writeLayout(position..<range.lowerBound, to: &writer)
        segments += 1
        writer.startSegment(segments, of: utterance)
        if parts[index].beginsLost { writer.write(.gap(Gap(reason: .lost))) }
        write(range, marks: parts[index].marks, to: &writer)
        writer.endSegment()
        position = range.upperBound
      } else {
        var assembler = NodeAssembler(inline.text, from: position)
        inline.append(parts[index], to: &assembler)
        for node in assembler.nodes { writer.write(node) }
        position = assembler.position
      }
    }
  }

  /// Writes words with their marks.
  private func write(
    _ range: Range<Int>, marks: [Mark], to writer: inout some UtteranceContentWriter
  ) {
    if marks.isEmpty {
      if !range.isEmpty { write(text: range, to: &writer) }
    } else {
      for node in inline.nodes(of: range, marks: marks) { writer.write(node) }
    }
  }

  /// Writes what lies between two parts: mostly white space.
  private func writeLayout(_ range: Range<Int>, to writer: inout some UtteranceContentWriter) {
    if range.isEmpty { return }
    if inline.text[range].allSatisfy(isASCIISpace) {
      write(text: range, to: &writer)
    } else {
      for node in inline.text.layout(in: range) { writer.write(node) }
    }
  }

  private func write(text range: Range<Int>, to writer: inout some UtteranceContentWriter) {
    let text = inline.text
    writer.write(text: text.span.extracting(range))
  }

  /// The nodes that it becomes.
  func nodes() -> [Node] {
    var collector = Collector()
    write(to: &collector)
    return collector.content
  }

  private struct Collector: UtteranceContentWriter {
    var content: [Node] = []
    var segment: Segment?

    mutating func startSegment(_ number: Int, of utterance: String) {
      segment = Segment(id: TurnIdentifiers.segment(number, of: utterance))
    }

    mutating func endSegment() {
      if let segment { content.append(.segment(segment)) }
      segment = nil
    }

    mutating func write(text: Span<UInt8>) {
      write(.text(text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }))
    }

    mutating func write(_ node: Node) {
      if segment == nil { content.append(node) } else { segment?.content.append(node) }
    }
  }
}
