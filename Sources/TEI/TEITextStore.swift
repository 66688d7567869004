/// The bytes of a text, in pieces, and their digest.
struct TEITextStore {
  private var pieces: [[UInt8]] = []
  private let digest: PieceDigest

  /// Creates an empty store; another thread takes the digest if it is to be taken beside.
  init(isDigestedBeside: Bool) {
    digest = PieceDigest(isBeside: isDigestedBeside)
  }

  /// Adds pieces.
  mutating func append(_ pieces: [[UInt8]]) {
    digest.update(pieces)
    self.pieces += pieces
  }

  /// The digest of all that was added, when that is all.
  func end() -> String { digest.finalise() }

  /// Takes away what was added.
  mutating func take() -> [[UInt8]] {
    defer { pieces = [] }
    return pieces
  }
}
