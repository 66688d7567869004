import Diagnostics
import TestSupport
import TranscriptFormats
import Transcripts

/// Reads sources of all formats by the built-in conventions, which are read once.
enum FormatSupport {
  static let reader = Result { try TranscriptReader(conventions: .builtIn()) }

  static func read(
    _ bytes: [UInt8], as name: String, options: ReadingOptions = ReadingOptions()
  ) throws -> Reading {
    try reader.get().read(SourceDocument(name: name, bytes: bytes), options: options)
  }

  static func read(_ text: String, as name: String) throws -> Reading {
    try read(Array(text.utf8), as: name)
  }

  /// What a reader of the source sees, white space folded.
  static func words(_ text: String, as name: String) throws -> String {
    let source = SourceDocument(name: name, bytes: Array(text.utf8))
    return String(decoding: try reader.get().text(of: source).utf8, as: UTF8.self)
      .split { $0 == " " || $0 == "\n" || $0 == "\t" }.joined(separator: " ")
  }

  /// The code of the error that stops the reading.
  static func code(_ bytes: [UInt8], as name: String, encoding: String? = nil) throws -> String? {
    do {
      _ = try read(bytes, as: name, options: ReadingOptions(encoding: encoding))
      return nil
    } catch let error as DiagnosticError {
      return error.diagnostic.kind.code
    }
  }
}
