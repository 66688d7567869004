import Diagnostics
import Transcripts

/// A part of a transcript that is explained as one: a turn with its label, a paragraph, a line of the
/// head.
struct ExplainedBlock {
  /// What it is.
  enum Kind {
    case head, heading, turn, paragraph, figure, beside
  }

  var kind: Kind
  /// The nodes, in order.
  var nodes: [Node]
  /// The bytes of the source's text that they stand for.
  var range: Range<Int>
  /// The one who speaks, as an utterance points to them.
  var speaker: Pointers?
  /// The first utterance of a turn.
  var utterance: Utterance?

  /// The blocks of a transcript: its text is that of its source, so offsets are those of the source.
  static func blocks(of content: [Node]) -> [ExplainedBlock] {
    var walk = Walk()
    walk.visit(content, isHead: false)
    return walk.blocks
  }

  private struct Walk {
    var blocks: [ExplainedBlock] = []
    var offset = 0

    mutating func visit(_ nodes: [Node], isHead: Bool) {
      for node in nodes {
        switch node {
        case .frontMatter: visit(node.content, isHead: true)
        case .body, .division, .backMatter: visit(node.content, isHead: false)
        case .text(let run): append(run)
        case .comment, .processingInstruction, .timeline: continue
        default: append(node, isHead ? .head : kind(of: node))
        }
      }
    }

    /// White space between blocks belongs to none of them.
    private mutating func append(_ run: String) {
      let range = offset..<offset + run.utf8.count
      offset = range.upperBound
      if let last = blocks.indices.last, blocks[last].range.upperBound == range.lowerBound {
        blocks[last].nodes.append(.text(run))
        blocks[last].range = blocks[last].range.lowerBound..<range.upperBound
      }
    }

    private func kind(of node: Node) -> Kind {
      switch node {
      case .heading: .heading
      case .speakerLabel, .utterance: .turn
      case .paragraph: .paragraph
      case .figure: .figure
      case .note(let note) where note.kind == .interpreter: .turn
      default: .beside
      }
    }

    private mutating func append(_ node: Node, _ kind: Kind) {
      let range = offset..<offset + node.text.utf8.count
      offset = range.upperBound
      guard let last = blocks.indices.last, blocks[last].kind == kind,
        goesOn(node, after: blocks[last])
      else {
        var block = ExplainedBlock(kind: kind, nodes: [node], range: range)
        block.add(node)
        blocks.append(block)
        return
      }
      blocks[last].nodes.append(node)
      blocks[last].range = blocks[last].range.lowerBound..<range.upperBound
      blocks[last].add(node)
    }

    /// Whether a node belongs to the block before it, which is of its kind.
    private func goesOn(_ node: Node, after block: ExplainedBlock) -> Bool {
      guard block.kind == .turn else { return block.kind == .head || block.kind == .beside }
      return switch node {
      case .speakerLabel: false
      case .utterance(let utterance): block.utterance == nil || utterance.previous != nil
      default: true
      }
    }
  }

  private mutating func add(_ node: Node) {
    guard case .utterance(let utterance) = node, self.utterance == nil else { return }
    self.utterance = utterance
    speaker = utterance.speaker
  }
}
