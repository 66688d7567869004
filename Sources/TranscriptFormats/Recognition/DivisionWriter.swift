import Diagnostics
import Transcripts

/// Writes the divisions of a body: a heading closes one and opens the next.
struct DivisionWriter {
  private let text: [UInt8]
  /// The offset up to which the text is accounted for.
  private var position: Int
  private var isOpen: Bool

  /// Creates a writer that goes on at `start`.
  init(text: [UInt8], at start: TurnPosition) {
    self.text = text
    position = start.offset
    isOpen = start.isInDivision
  }

  /// Writes a node that stands for the text in `range`; what lies before it becomes text.
  mutating func write(
    _ node: consuming Node, covering range: Range<Int>, at lines: LineRange? = nil,
    to sink: any NodeSink
  ) {
    beginDivision(in: sink)
    fill(to: range.lowerBound, in: sink)
    sink.take(node, at: lines)
    position = range.upperBound
  }

  /// Writes the label of a turn.
  mutating func write(label range: Range<Int>, to sink: any NodeSink) {
    beginDivision(in: sink)
    fill(to: range.lowerBound, in: sink)
    sink.take(label: text.span.extracting(range))
    position = range.upperBound
  }

  /// Writes an utterance.
  mutating func write(
    _ made: MadeUtterance, of content: UtteranceContent, to sink: any NodeSink
  ) {
    beginDivision(in: sink)
    fill(to: made.range.lowerBound, in: sink)
    sink.take(made.utterance, of: content, at: made.lines)
    position = made.range.upperBound
  }

  /// Writes several nodes that stand for the text in `range`.
  mutating func write(
    contentsOf nodes: [Node], covering range: Range<Int>, to sink: any NodeSink
  ) {
    beginDivision(in: sink)
    fill(to: range.lowerBound, in: sink)
    for node in nodes { sink.take(node, at: nil) }
    position = range.upperBound
  }

  /// Writes what lies before `offset`, if that is not written yet.
  mutating func writeLayout(before offset: Int, to sink: any NodeSink) {
    guard offset > position else { return }
    beginDivision(in: sink)
    fill(to: offset, in: sink)
  }

  /// Opens a division with a heading; white space before it stands between the divisions.
  mutating func open(
    _ heading: consuming Node, covering range: Range<Int>, to sink: any NodeSink
  ) {
    if isOpen, text[position..<range.lowerBound].contains(where: isDigit) {
      fill(to: range.lowerBound, in: sink)
    }
    close(in: sink)
    fill(to: range.lowerBound, in: sink)
    write(heading, covering: range, to: sink)
  }

  /// Ends the last division.
  mutating func close(in sink: any NodeSink) {
    if isOpen { sink.close() }
    isOpen = false
  }

  private mutating func beginDivision(in sink: any NodeSink) {
    if isOpen { return }
    sink.open(.division(Division(kind: .debateSection)))
    isOpen = true
  }

  private mutating func fill(to offset: Int, in sink: any NodeSink) {
    guard offset > position else { return }
    if text[position..<offset].contains(where: isDigit) {
      for node in text.layout(in: position..<offset) { sink.take(node, at: nil) }
    } else {
      sink.take(text: text.span.extracting(position..<offset))
    }
    position = offset
  }
}
