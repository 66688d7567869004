import CEmbedded

/// The schema of what the converter writes, as it lies in the program.
enum EmbeddedSchema {
  /// What messages call it.
  static let name = "rapporteur.rng"

  /// Its bytes.
  static var bytes: [UInt8] {
    let embedded = rapporteur_schema_rng()
    return Array(UnsafeBufferPointer(start: embedded.bytes, count: embedded.count))
  }
}
