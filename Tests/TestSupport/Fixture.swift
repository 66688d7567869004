public import Foundation
public import Testing

/// An input and what is expected of it, in one file with the reason why it exists.
///
///     why, in a line or two
///     ----
///     input
///     ----
///     expected
///
/// Set `RAPPORTEUR_RECORD=1` to write what is there now as what is expected; then read the difference.
public struct Fixture: Sendable, CustomTestStringConvertible {
  /// The file.
  public let url: URL
  /// Why it exists.
  public let reason: String
  /// The input.
  public let input: String
  /// What is expected; empty until it is recorded.
  public let expected: String

  private static let separator = "\n----\n"

  /// The fixtures in a folder, by name.
  public static func all(in folder: URL) -> [Fixture] {
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
      ?? []
    return files.filter { $0.pathExtension == "txt" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
      .compactMap(Fixture.init)
  }

  private init?(_ url: URL) {
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
    let parts = text.components(separatedBy: Self.separator)
    guard parts.count >= 2 else { return nil }
    self.url = url
    reason = parts[0]
    input = parts[1] + "\n"
    expected = parts.count > 2 ? parts[2] : ""
  }

  /// The name, as tests show it.
  public var testDescription: String { url.deletingPathExtension().lastPathComponent }

  /// What is expected; where recording is asked for, `actual` becomes it.
  public func expected(recording actual: String) throws -> String {
    guard ProcessInfo.processInfo.environment["RAPPORTEUR_RECORD"] == "1" else { return expected }
    let input = String(input.dropLast())
    try [reason, input, actual].joined(separator: Self.separator)
      .write(to: url, atomically: true, encoding: .utf8)
    return actual
  }
}
