import CEmbedded
import TEI

/// All that a document of a corpus depends on, but for its source.
struct CorpusRecipe {
  /// What is raised whenever the same source would give other bytes.
  ///
  /// With the release, since a release may change anything.
  static let conversionVersion = "\(rapporteurVersion) 1"

  private var hasher = Digest.Hasher()

  /// Creates the recipe for the options that a conversion takes.
  init(_ options: CorpusBuildOptions) {
    add("conversion", Array(Self.conversionVersion.utf8))
    add("schema", EmbeddedSchema.bytes)
    let conventions = rapporteur_conventions_yaml()
    add(
      "conventions", Array(UnsafeBufferPointer(start: conventions.bytes, count: conventions.count)))
    add("language", Array((options.language ?? "").utf8))
    add("licence", Array((options.licence ?? "").utf8))
    add("licence URI", Array((options.licenceURI ?? "").utf8))
  }

  /// Adds a part; its length keeps it apart from the next.
  private mutating func add(_ name: String, _ bytes: [UInt8]) {
    hasher.update(Array("\(name) \(bytes.count)\n".utf8).span)
    hasher.update(bytes.span)
  }

  /// The recipe as SHA-256, in hexadecimal.
  var digest: String { hasher.finalise() }
}
