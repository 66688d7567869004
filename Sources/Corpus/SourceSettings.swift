package import TranscriptFormats

/// What the user says of sources, where they do not tell it themselves: format and encoding.
package struct SourceSettings: Hashable, Sendable {
  /// The format; `nil` to find out.
  package let format: SourceFormat?
  /// The name of the encoding; `nil` to find out.
  package let encoding: String?

  /// Creates settings that leave everything to be found out.
  package init() {
    format = nil
    encoding = nil
  }

  /// Creates the settings that these names stand for; where one is not known, ``problem(format:encoding:)``
  /// tells, and it counts as not given.
  package init(format: String?, encoding: String?) {
    self.format = format.flatMap(SourceFormat.init(name:))
    self.encoding = encoding.flatMap { SourceEncoding.isKnown($0) ? $0 : nil }
  }

  /// What is wrong with these names, and what would be right.
  package static func problem(format: String?, encoding: String?) -> String? {
    if let format, SourceFormat(name: format) == nil {
      return "--from must be text, markdown, html, vtt or srt, not '\(format)'"
    }
    if let encoding, !SourceEncoding.isKnown(encoding) {
      return
        "the encoding '\(encoding)' is not known; names are such as UTF-8, windows-1252 or ISO-8859-2"
    }
    return nil
  }
}
