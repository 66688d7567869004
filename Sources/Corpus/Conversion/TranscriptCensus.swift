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
  /// The categories of the utterance before, and whether they say that it is interpreted.
  private var last: (categories: Pointers?, isInterpreted: Bool) = (nil, false)

  /// Creates a census of nothing.
  init() {}

  /// Counts an utterance.
  mutating func count(_ utterance: Utterance) {
    if utterance.previous == nil { turns += 1 }
    if utterance.categories != last.categories {
      last = (utterance.categories, utterance.voice != .own)
    }
    if last.isInterpreted { interpreted += 1 }
    if let speaker = utterance.speaker { note(speaker.rawValue) }
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
    census.speakers += part.speakers
  }

  /// Those who speak take turns, so most were among the last few.
  private mutating func note(_ speaker: String) {
    if !speakers.suffix(4).contains(speaker) { speakers.append(speaker) }
  }

  private var parts: [(name: String, one: String, many: String, count: Int)] {
    [
      ("speakers", "speaker", "speakers", Set(speakers).count), ("turns", "turn", "turns", turns),
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
