import Diagnostics
import Synchronization
import Transcripts

/// Keeps all nodes of a document, for whoever wants the transcript as a whole.
final class TranscriptCollector: PassageReceiver {
  private let nodes: Mutex<CollectedNodes>

  init() {
    nodes = Mutex(CollectedNodes())
  }

  let threadCount = 1

  func begin(_ text: SourceText) {}

  func makeWorker() -> PassageWorker {
    { passage in { self.nodes.withLock { $0.write(passage) } } }
  }

  /// What stands inside TEI's `text`, and where its parts stood in the source.
  func take() -> (content: [Node], origins: Origins) {
    nodes.withLock { ($0.sink.content, $0.sink.origins) }
  }
}

/// The nodes of a document, as far as it has been read.
private struct CollectedNodes {
  let sink = CollectingSink()
  private var writer: PassageWriter

  init() {
    let sink = sink
    writer = PassageWriter { _, _ in sink }
  }

  mutating func write(_ passage: Passage) { writer.write(passage) }
}

private final class CollectingSink: NodeSink {
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
    if let lines, let id = node.id { origins[id.rawValue] = lines }
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
