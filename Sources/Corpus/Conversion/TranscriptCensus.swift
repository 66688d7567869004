import Diagnostics
import Transcripts

/// What a transcript consists of, counted.
package struct TranscriptCensus: Sendable {
  private var turns = 0
  private var paragraphs = 0
  private var interpreted = 0
  private var gaps = 0
  private var events = 0
  private var figures = 0
  private var quotations = 0
  /// Those who speak; one of them again where others spoke in between.
  private var speakers: [String] = []
  /// Those who speak in what was counted apart.
  private var speakersOfParts: Set<String> = []
  /// The categories that utterances had so far, and whether they say that it is interpreted; there
  /// are few.
  private var categories: [(of: Pointers?, isInterpreted: Bool)] = []

  /// Creates a census of nothing.
  init() {}

  /// Counts an utterance.
  mutating func count(_ utterance: Utterance) {
    if utterance.previous == nil { turns += 1 }
    if isInterpreted(utterance) { interpreted += 1 }
    if let speaker = utterance.speaker { note(speaker.rawValue) }
  }

  private mutating func isInterpreted(_ utterance: Utterance) -> Bool {
    let known = categories.first { $0.of == utterance.categories }
    if let known { return known.isInterpreted }
    let isInterpreted = utterance.voice != .own
    if categories.count < 16 { categories.append((utterance.categories, isInterpreted)) }
    return isInterpreted
  }

  /// Counts quoted speech.
  mutating func count(_ quotation: Quotation) {
    quotations += 1
    if let speaker = quotation.speaker { note(speaker.rawValue) }
  }

  /// Counts all else, by how often elements of TEI occur.
  mutating func count(_ elements: [String: Int]) {
    func sum(_ names: String...) -> Int { names.reduce(0) { $0 + (elements[$1] ?? 0) } }
    paragraphs += sum("p")
    gaps += sum("gap")
    events += sum("vocal", "kinesic", "incident", "pause")
    figures += sum("figure")
  }

  /// Adds what was counted apart.
  static func += (census: inout Self, part: Self) {
    census.turns += part.turns
    census.paragraphs += part.paragraphs
    census.interpreted += part.interpreted
    census.gaps += part.gaps
    census.events += part.events
    census.figures += part.figures
    census.quotations += part.quotations
    census.speakersOfParts.formUnion(part.speakers)
    census.speakersOfParts.formUnion(part.speakersOfParts)
  }

  private mutating func note(_ speaker: String) {
    if !spokeLately(speaker) { speakers.append(speaker) }
  }

  /// Those who speak take turns, so most were among the last few.
  private func spokeLately(_ speaker: String) -> Bool {
    let known = speakers.span
    for index in (max(0, known.count - 4)..<known.count).reversed() where known[index] == speaker {
      return true
    }
    return false
  }

  private var parts: [(name: String, one: String, many: String, count: Int)] {
    [
      ("speakers", "speaker", "speakers", speakersOfParts.union(speakers).count),
      ("turns", "turn", "turns", turns),
      ("interpreted", "interpreted", "interpreted", interpreted),
      ("paragraphs", "paragraph", "paragraphs", paragraphs),
      ("quotations", "quotation", "quotations", quotations),
      ("figures", "photograph", "photographs", figures), ("gaps", "gap", "gaps", gaps),
      ("events", "event", "events", events),
    ]
  }

  /// `3 speakers, 12 turns, 1 gap`; only what there is.
  var summary: String {
    let present = parts.filter { $0.count > 0 }
    if present.isEmpty { return "text only" }
    return present.map { "\($0.count) \($0.count == 1 ? $0.one : $0.many)" }
      .joined(separator: ", ")
  }

  /// The same for programs; all of it.
  var facts: [(name: String, value: JSONText)] {
    parts.map { ($0.name, .integer($0.count)) }
  }
}
