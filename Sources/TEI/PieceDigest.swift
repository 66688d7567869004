import Dispatch
import Synchronization

/// A SHA-256 digest over pieces, in their order, which may be taken beside the work that makes them.
final class PieceDigest: Sendable {
  private let hasher = Mutex(Digest.Hasher())
  private let queue: DispatchQueue?

  /// Creates the digest of nothing; `isBeside` tells whether another thread takes it.
  init(isBeside: Bool) {
    queue = isBeside ? DispatchQueue(label: "digest") : nil
  }

  /// Adds pieces.
  func update(_ pieces: [[UInt8]]) {
    // To wake another thread costs about as much as a small piece.
    guard let queue else { return add(pieces) }
    if !pieces.isEmpty { queue.async { self.add(pieces) } }
  }

  private func add(_ pieces: [[UInt8]]) {
    hasher.withLock { hasher in
      for piece in pieces { hasher.update(piece.span) }
    }
  }

  /// The digest of all pieces, in lower-case hexadecimal.
  func finalise() -> String {
    queue?.sync {}
    return hasher.withLock { $0.finalise() }
  }
}
