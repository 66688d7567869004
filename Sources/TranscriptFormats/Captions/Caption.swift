/// A caption: what is shown from one moment to another.
struct Caption: Sendable {
  /// A stretch of it in one voice, on one line.
  struct Run: Hashable, Sendable {
    var text: [UInt8]
    /// The line of the file.
    var line: Int
    /// Who says it, where the markup tells: `<v Roger>`.
    var voice: String?
    /// Whether a line of the caption begins with it.
    var opensLine: Bool
  }

  /// When it is shown; `nil` for text outside all captions, which is kept.
  var timing: CaptionTime.Timing?
  var runs: [Run] = []
}

/// What a file of captions holds.
struct CaptionFile: Sendable {
  var captions: [Caption] = []
  /// What it calls itself, behind `WEBVTT`.
  var title: String?
  /// The language that it states.
  var language: String?
}
