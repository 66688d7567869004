/// Makes nodes of passages, in their order, and gives them to a sink.
package struct PassageWriter {
  private let begin: (SourceText, String?) -> any NodeSink
  private var sink: (any NodeSink)?

  /// Creates a writer for one document.
  ///
  /// - Parameter begin: The sink for a document of this text, in this language (a BCP 47 tag).
  package init(begin: @escaping (SourceText, String?) -> any NodeSink) {
    self.begin = begin
  }

  /// Writes the next passage.
  package mutating func write(_ passage: Passage) {
    if case .beginning(let text, let language, let timeline) = passage.content {
      let sink = begin(text, language)
      let isPlaced = PlacingSink.isNeeded(for: text, hasTimes: timeline != nil)
      self.sink = isPlaced ? PlacingSink(sink, text: text, timeline: timeline) : sink
      if let timeline { sink.take(timeline.node, at: nil) }
    }
    guard let sink else { return }
    switch passage.content {
    case .beginning: break
    case .opening(let container): sink.open(container)
    case .node(let node, let lines): sink.take(node, at: lines)
    case .closing: sink.close()
    case .turns(let stretch): stretch.write(to: sink)
    }
  }
}
