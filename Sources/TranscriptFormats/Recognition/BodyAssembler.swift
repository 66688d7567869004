import Transcripts

/// Builds the divisions of a body: a heading closes one and opens the next.
struct BodyAssembler {
  private let text: [UInt8]
  private var divisions: [Node] = []
  private var current: NodeAssembler
  /// Where the last division ended; white space up to the next belongs between them.
  private var end: Int

  /// Creates an assembler for a body that begins at `start`.
  init(text: [UInt8], start: Int) {
    self.text = text
    current = NodeAssembler(text, from: start)
    end = start
  }

  /// Appends a node that stands for the text in `range`.
  mutating func append(_ node: Node, covering range: Range<Int>) {
    current.append(node, covering: range)
  }

  /// Appends several nodes that stand for the text in `range`.
  mutating func append(contentsOf nodes: [Node], covering range: Range<Int>) {
    current.append(contentsOf: nodes, covering: range)
  }

  /// Opens a division with a heading.
  mutating func open(_ heading: Node, covering range: Range<Int>) {
    close()
    if range.lowerBound > end {
      divisions.append(.text(text.string(end..<range.lowerBound)))
    }
    current = NodeAssembler(text, from: range.lowerBound)
    current.append(heading, covering: range)
  }

  /// The divisions, and the white space between them.
  mutating func finish() -> [Node] {
    close()
    return divisions
  }

  private mutating func close() {
    end = current.position
    guard !current.nodes.isEmpty else { return }
    divisions.append(.division(Division(kind: .debateSection, content: current.nodes)))
  }
}
