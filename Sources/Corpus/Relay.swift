import Dispatch
import Foundation
import Synchronization

/// Two halves of one job beside each other: what the first makes, the second uses, in its order.
///
/// Both are synchronous, so the result is the same as if the second were called by the first; only
/// the time is shorter. The first gets a thread of its own and none of those that tasks share, since
/// it waits whenever it is too far ahead.
final class Relay<Item: Sendable, End: Sendable>: Sendable {
  private enum Message: Sendable {
    case item(Item)
    case end(End)
  }

  /// How many items the first half may be ahead: enough to smooth what some take longer.
  private static var depth: Int { 16 }

  private let messages = Mutex<[Message]>([])
  private let room = DispatchSemaphore(value: depth)
  private let stock = DispatchSemaphore(value: 0)

  private init() {}

  /// Runs both halves; what the first returns.
  ///
  /// - Parameters:
  ///   - make: The first half, which gives each item to the closure that it is called with.
  ///   - use: The second half, called here for each item.
  static func run(
    _ make: @escaping @Sendable (_ deliver: (Item) -> Void) -> End, use: (Item) -> Void
  ) -> End {
    let relay = Relay()
    let thread = Thread {
      let end = make { relay.put(.item($0)) }
      relay.put(.end(end))
    }
    thread.start()
    while true {
      switch relay.take() {
      case .item(let item): use(item)
      case .end(let end): return end
      }
    }
  }

  private func put(_ message: consuming Message) {
    room.wait()
    let message = message
    messages.withLock { $0.append(message) }
    stock.signal()
  }

  private func take() -> Message {
    stock.wait()
    defer { room.signal() }
    return messages.withLock { $0.removeFirst() }
  }
}
