package import Diagnostics
import SystemPackage
import TEI
package import TranscriptFormats
import Transcripts

/// What sources are read by: conventions, and the people that a participants file lists.
package struct SourceRules: Sendable {
  /// The conventions.
  package let conventions: Conventions
  /// The people; `nil` without a participants file.
  package let people: KnownPeople?

  /// Creates rules: the built-in conventions with those in the files `conventions` laid over them, in
  /// order, and the people in the file `participants`.
  ///
  /// - Throws: `conventions-invalid` or `participants-invalid` with the place, or why a file could not
  ///   be read.
  package init(
    conventions files: [String] = [], participants file: String? = nil
  ) throws(DiagnosticError) {
    var conventions = try Conventions.builtIn()
    for name in files {
      let (bytes, listed) = try Self.read(name)
      conventions = try conventions.adding(bytes, file: name, listed: listed)
    }
    self.conventions = conventions
    guard let file else {
      people = nil
      return
    }
    let (bytes, listed) = try Self.read(file)
    people = try KnownPeople(bytes, file: file, listed: listed, conventions: conventions)
  }

  /// The conventions as YAML, with comments.
  package var conventionsText: String { conventions.yaml }

  private static func read(_ name: String) throws(DiagnosticError) -> ([UInt8], ListedFile) {
    let bytes = try FileAccess.bytes(of: Input(named: name))
    let listed = ListedFile(
      name: name == "-" ? "standard-input" : FilePath(name).lastComponent?.string ?? name,
      digest: Digest.sha256Hex(bytes))
    return (bytes, listed)
  }
}
