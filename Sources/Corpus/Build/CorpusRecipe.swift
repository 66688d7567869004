import CEmbedded
import Diagnostics
import SystemPackage
import TEI

/// All that a document of a corpus depends on, but for its source.
struct CorpusRecipe {
  /// What is raised whenever the same source would give other bytes.
  ///
  /// With the release, since a release may change anything.
  static let conversionVersion = "\(rapporteurVersion) 1"

  private var hasher = Digest.Hasher()

  /// Creates the recipe for the options that a conversion takes.
  ///
  /// - Throws: why a file of rules cannot be read.
  init(_ options: CorpusBuildOptions) throws(DiagnosticError) {
    add("conversion", Array(Self.conversionVersion.utf8))
    add("schema", EmbeddedSchema.bytes)
    let conventions = rapporteur_conventions_yaml()
    add(
      "conventions", Array(UnsafeBufferPointer(start: conventions.bytes, count: conventions.count)))
    for file in options.conventions {
      add("conventions \(Self.name(of: file))", try FileAccess.bytes(of: Input(named: file)))
    }
    if let file = options.participants {
      add("participants \(Self.name(of: file))", try FileAccess.bytes(of: Input(named: file)))
    }
    add("language", Array((options.language ?? "").utf8))
    add("licence", Array((options.licence ?? "").utf8))
    add("licence URI", Array((options.licenceURI ?? "").utf8))
  }

  /// What documents call a file: its name without its folder.
  private static func name(of file: String) -> String {
    FilePath(file).lastComponent?.string ?? file
  }

  /// Adds a part; its length keeps it apart from the next.
  private mutating func add(_ name: String, _ bytes: [UInt8]) {
    hasher.update(Array("\(name) \(bytes.count)\n".utf8).span)
    hasher.update(bytes.span)
  }

  /// The recipe as SHA-256, in hexadecimal.
  var digest: String { hasher.finalise() }
}
