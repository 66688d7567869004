import Dispatch
import Synchronization

/// A digest that another thread may take, beside the work that it is needed for.
package final class DigestTask: Sendable {
  private let digest = Mutex("")
  private let queue: DispatchQueue?

  /// Begins to take a digest; `isBeside` tells whether another thread does.
  package init(isBeside: Bool, _ take: @escaping @Sendable () -> String) {
    queue = isBeside ? DispatchQueue(label: "digest") : nil
    if let queue {
      queue.async { self.digest.withLock { $0 = take() } }
    } else {
      digest.withLock { $0 = take() }
    }
  }

  /// The digest, when it has been taken.
  package var value: String {
    queue?.sync {}
    return digest.withLock { $0 }
  }
}
