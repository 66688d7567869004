import Diagnostics

/// A source as its format reads it: what a reader sees, and what the markup says of it.
///
/// This is all that the recogniser knows of a format.
struct RenderedSource: Sendable {
  /// What the format tells of the document besides its text.
  struct Metadata: Hashable, Sendable {
    var title: String?
    /// A BCP 47 tag.
    var language: String?
    var uri: String?
    /// A date as ISO 8601 writes it.
    var date: String?
  }

  var format: SourceFormat
  var text: SourceText
  var markup = SourceMarkup()
  var metadata = Metadata()
  /// When what is said, ascending.
  var cues: [TimedText] = []
  var diagnostics: [Diagnostic] = []

  /// Plain text, which is what it is.
  init(plain text: SourceText) {
    format = .text
    self.text = text
  }

  /// Takes what `builder` has built from `source`.
  init(_ format: SourceFormat, _ builder: consuming RenderedTextBuilder, from source: SourceText) {
    self.format = format
    (text, markup) = builder.finish(source)
  }
}

/// A part of a text with the time at which it is said.
struct TimedText: Hashable, Sendable {
  /// Its bytes.
  var range: Range<Int>
  /// When it begins and ends, in milliseconds.
  var start: Int
  var end: Int
}
