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

  /// Adds a piece.
  func update(_ piece: [UInt8]) {
    guard let queue else { return hasher.withLock { $0.update(piece.span) } }
    queue.async { self.hasher.withLock { $0.update(piece.span) } }
  }

  /// The digest of all pieces, in lower-case hexadecimal.
  func finalise() -> String {
    queue?.sync {}
    return hasher.withLock { $0.finalise() }
  }
}
