import Synchronization

/// Makes deliveries in the order of their numbers, from 0, whichever is ready first.
///
/// Nobody waits: what is ready too early is left to the thread that was behind.
final class OrderedDeliveries: Sendable {
  private struct State {
    var next = 0
    var early: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  /// Makes a delivery as soon as all with lower numbers are made.
  func make(_ number: Int, _ delivery: @escaping @Sendable () -> Void) {
    state.withLock { state in
      state.early[number] = delivery
      while let delivery = state.early.removeValue(forKey: state.next) {
        delivery()
        state.next += 1
      }
    }
  }
}
