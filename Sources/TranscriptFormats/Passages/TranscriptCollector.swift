import Diagnostics
import Transcripts

/// Keeps all nodes of a document, for whoever wants the transcript as a whole.
final class TranscriptCollector: NodeSink {
  /// Where the parts stood in the source.
  private(set) var origins = Origins()
  /// The containers that are open, outermost first, and what they hold so far; the first of all is
  /// the document.
  private var open: [(container: Node?, content: [Node])] = [(nil, [])]

  /// What stands inside TEI's `text`.
  var content: [Node] { open[0].content }

  func open(_ container: Node) {
    open.append((container, []))
  }

  func take(_ node: consuming Node, at lines: LineRange?) {
    if let lines, let id = node.element?.id { origins[id.rawValue] = lines }
    open[open.count - 1].content.append(node)
  }

  func close() {
    guard open.count > 1, let (container, content) = open.popLast() else { return }
    switch container {
    case .body(var body)?:
      body.content = content
      take(.body(body), at: nil)
    case .division(var division)?:
      division.content = content
      take(.division(division), at: nil)
    default:
      // Nothing else is opened; were it, its content would not be lost.
      open[open.count - 1].content += content
    }
  }
}
