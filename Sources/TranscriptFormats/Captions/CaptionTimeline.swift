import Transcripts

/// The times of captions as a timeline, and where they belong in the text.
struct CaptionTimeline: Sendable {
  private let documentID: String
  private let cues: [TimedText]
  /// All moments, ascending.
  private let moments: [Int]
  /// The places in the text that moments belong to, ascending.
  private let places: [(offset: Int, moment: Int)]

  /// Creates the timeline of a document; `nil` where nothing has a time.
  init?(of cues: [TimedText], documentID: String) {
    guard !cues.isEmpty else { return nil }
    self.documentID = documentID
    self.cues = cues
    moments = Set(cues.flatMap { [$0.start, $0.end] }).sorted()
    var places: [(offset: Int, moment: Int)] = []
    for (index, cue) in cues.enumerated() {
      places.append((cue.range.lowerBound, cue.start))
      // An end that is the next beginning is the same moment.
      if index + 1 == cues.count || cues[index + 1].start != cue.end {
        places.append((cue.range.upperBound, cue.end))
      }
    }
    self.places = places
  }

  /// The timeline itself.
  var node: Node {
    let origin = ElementID(rawValue: "\(documentID).t0")
    var points: [Node] = [.timePoint(TimePoint(id: origin))]
    for (index, moment) in moments.enumerated() {
      points.append(
        .timePoint(
          TimePoint(
            id: identifier(index), interval: CaptionTime.seconds(moment),
            since: Pointers(to: origin))))
    }
    return .timeline(Timeline(unit: "s", origin: Pointers(to: origin), content: points))
  }

  private func identifier(_ index: Int) -> ElementID {
    ElementID(documentID, ".t", index + 1)
  }

  private func pointer(to moment: Int) -> Pointers {
    var low = 0
    var high = moments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if moments[middle] <= moment { low = middle } else { high = middle }
    }
    return Pointers(to: identifier(low))
  }

  // MARK: Into the text

  /// The first cue that ends behind `offset`.
  private func firstCue(endingBehind offset: Int) -> Int {
    var low = 0
    var high = cues.count
    while low < high {
      let middle = (low + high) / 2
      if cues[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first of ``places`` behind `offset`.
  private func firstPlace(behind offset: Int) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// An event between utterances with its times.
  func timed(_ node: Node, at offset: Int) -> Node {
    let first = firstCue(endingBehind: offset)
    guard first < cues.count, cues[first].range.lowerBound <= offset else { return node }
    let (start, end) = (pointer(to: cues[first].start), pointer(to: cues[first].end))
    switch node {
    case .vocal(var vocal):
      (vocal.start, vocal.end) = (start, end)
      return .vocal(vocal)
    case .kinesic(var kinesic):
      (kinesic.start, kinesic.end) = (start, end)
      return .kinesic(kinesic)
    case .incident(var incident):
      (incident.start, incident.end) = (start, end)
      return .incident(incident)
    case .gap(var gap):
      (gap.start, gap.end) = (start, end)
      return .gap(gap)
    default: return node
    }
  }

  /// Gives an utterance whose text begins at `offset` its times, and anchors to those inside it.
  ///
  /// - Returns: Where its text ends.
  func time(_ utterance: inout Utterance, at offset: Int) -> Int {
    var place = Place(offset: offset, next: 0)
    let end = offset + Self.length(of: utterance.content)
    let first = firstCue(endingBehind: offset)
    var last = first
    while last + 1 < cues.count, cues[last + 1].range.lowerBound < end { last += 1 }
    guard first < cues.count, cues[first].range.lowerBound < end else { return end }
    utterance.start = pointer(to: cues[first].start)
    utterance.end = pointer(to: cues[last].end)
    // What begins or ends with the utterance is said by its attributes.
    place.next = firstPlace(behind: offset)
    place.end = end
    utterance.content = anchored(utterance.content, &place)
    return end
  }

  private struct Place {
    var offset: Int
    /// The number of the next of ``places``.
    var next: Int
    /// Where the utterance ends.
    var end = 0
  }

  private func anchored(_ nodes: [Node], _ place: inout Place) -> [Node] {
    var result: [Node] = []
    result.reserveCapacity(nodes.count)
    for node in nodes {
      switch node {
      case .text(let run):
        let bytes = run.utf8Span.span
        var start = 0
        while place.next < places.count, places[place.next].offset < place.end,
          places[place.next].offset <= place.offset + bytes.count - start
        {
          let cut = start + max(0, places[place.next].offset - place.offset)
          if cut > start { result.append(.text(Self.string(bytes, start..<cut))) }
          place.offset += cut - start
          start = cut
          appendAnchor(to: &result, &place)
        }
        if start == 0 {
          result.append(node)
        } else if start < bytes.count {
          result.append(.text(Self.string(bytes, start..<bytes.count)))
        }
        place.offset += bytes.count - start
      case .segment(var segment):
        segment.content = anchored(segment.content, &place)
        result.append(.segment(segment))
      default:
        while place.next < places.count, places[place.next].offset < place.end,
          places[place.next].offset <= place.offset
        {
          appendAnchor(to: &result, &place)
        }
        result.append(node)
        place.offset += Self.length(of: node)
      }
    }
    return result
  }

  private func appendAnchor(to result: inout [Node], _ place: inout Place) {
    result.append(.anchor(Anchor(moment: pointer(to: places[place.next].moment))))
    place.next += 1
  }

  private static func string(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// How many bytes of text nodes hold.
  static func length(of nodes: [Node]) -> Int {
    nodes.reduce(0) { $0 + length(of: $1) }
  }

  /// How many bytes of text a node holds.
  static func length(of node: Node) -> Int {
    if case .text(let run) = node { run.utf8.count } else { length(of: node.content) }
  }
}
