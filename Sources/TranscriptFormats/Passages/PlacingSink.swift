import Diagnostics
import Transcripts

/// Tells the next sink where things stand in the file and in time, where the text alone does not.
///
/// The recogniser counts the lines of the text that a reader sees; those of the file are others.
final class PlacingSink: NodeSink {
  private let sink: any NodeSink
  private let timeline: CaptionTimeline?
  private let places: SourcePlaces
  private let lines: TextLines
  /// Where the next node begins in the text.
  private var offset = 0

  /// Whether nodes of this text, which may have times, are elsewhere than the recogniser says.
  static func isNeeded(for text: SourceText, hasTimes: Bool) -> Bool {
    hasTimes || !text.lines.areThoseOfFile
  }

  init(_ sink: any NodeSink, text: SourceText, timeline: CaptionTimeline?) {
    self.sink = sink
    self.timeline = timeline
    places = SourcePlaces(of: text)
    lines = TextLines(of: text)
  }

  func open(_ container: Node) { sink.open(container) }

  func take(_ node: consuming Node, at range: LineRange?) {
    let range = range.map { lines.inFile($0) }
    guard let timeline else {
      sink.take(node, at: range)
      return
    }
    let start = offset
    let node = node
    offset += CaptionTimeline.length(of: node)
    switch node {
    case .vocal, .kinesic, .incident, .gap:
      sink.take(timeline.timed(node, at: start), at: range)
    default: sink.take(node, at: range)
    }
  }

  func take(text: Span<UInt8>) {
    offset += text.count
    sink.take(text: text)
  }

  func take(label: Span<UInt8>) {
    offset += label.count
    sink.take(label: label)
  }

  func take(_ utterance: Utterance, of content: UtteranceContent, at range: LineRange) {
    guard let timeline else {
      sink.take(utterance, of: content, at: lines.inFile(range))
      return
    }
    var utterance = utterance
    utterance.content = content.nodes()
    offset = timeline.time(&utterance, at: offset)
    sink.take(.utterance(utterance), at: lines.inFile(range))
  }

  func close() { sink.close() }
}
