public import Foundation

/// The development data that lies outside the repository, where there is any.
///
/// Named by the environment variable `RAPPORTEUR_DATA`; tests that need it are skipped without it.
public enum TestData {
  /// The folder, or `nil` where the variable is not set.
  public static let folder: URL? = ProcessInfo.processInfo.environment["RAPPORTEUR_DATA"]
    .map { URL(filePath: $0, directoryHint: .isDirectory) }

  /// Whether there is any.
  public static var isThere: Bool { folder != nil }
}

/// The root of the package, found from the place of this file.
public let packageRoot = URL(filePath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
