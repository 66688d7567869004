/// Makes nodes of passages, in their order, and gives them to a sink.
package struct PassageWriter {
  private var sink: any NodeSink
  private var turns: TurnWriter?

  /// Creates a writer for one document.
  package init(to sink: any NodeSink) {
    self.sink = sink
  }

  /// Writes the next passage.
  package mutating func write(_ passage: Passage) {
    switch passage.content {
    case .beginning(let text, let language, let timeline):
      sink.begin(text, language: language)
      if timeline != nil || !text.lines.areThoseOfFile {
        sink = PlacingSink(sink, text: text, timeline: timeline)
      }
      if let timeline { sink.take(timeline.node, at: nil) }
    case .opening(let container): sink.open(container)
    case .node(let node, let lines): sink.take(node, at: lines)
    case .closing: sink.close()
    case .writer(let writer): turns = writer
    case .leading(let plan): turns?.write(leading: plan, to: sink)
    case .turns(let planned): turns?.write(planned.span, to: sink)
    case .endOfTurns:
      turns?.finish(to: sink)
      turns = nil
    }
  }
}
