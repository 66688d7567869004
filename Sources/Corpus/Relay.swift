import Dispatch
import Foundation
import Synchronization

/// Two halves of one job beside each other: what the first makes, the second uses, in its order.
///
/// Both are synchronous, so the result is the same as if the second were called by the first; only
/// the time is shorter. The first gets a thread of its own and none of those that tasks share, since
/// it waits whenever it is too far ahead; before that, it does some of the second half's work.
final class Relay<Item: Sendable, End: Sendable>: Sendable {
  private enum Message: Sendable {
    case item(Item)
    case end(End)
  }

  /// How many items the first half may be ahead: enough to smooth what some take longer.
  private static var depth: Int { 32 }
  /// After how many items the first half is told that there is room again: to wake a thread costs
  /// more than an item.
  private static var stride: Int { 8 }

  private let messages = Mutex<[Message]>([])
  /// What the second half is done with.
  ///
  /// It is the first half that lets go of it: memory is freed fastest by the thread that took it,
  /// while another would have to wait for that thread at every piece.
  private let used = Mutex<[Item]>([])
  private let room = DispatchSemaphore(value: 0)
  private let stock = DispatchSemaphore(value: 0)

  private init() {
    // A semaphore must not end with less than it began with, so it begins with nothing.
    for _ in 0..<Self.depth { room.signal() }
  }

  /// Gives the next item.
  ///
  /// It is made by a closure that is told whether the first half is too far ahead: then the first half
  /// would have to wait, and so it may as well do to the item what the second half would.
  typealias Deliver = (_ make: (_ isAhead: Bool) -> Item) -> Void

  /// Runs both halves; what the first returns.
  ///
  /// - Parameters:
  ///   - make: The first half, which gives each item to the closure that it is called with.
  ///   - begin: The beginning of the second half, which needs no item.
  ///   - use: The second half, called here for each item.
  static func run(
    _ make: @escaping @Sendable (_ deliver: Deliver) -> End, beside begin: () -> Void,
    use: (Item) -> Void
  ) -> End {
    let relay = Relay()
    let thread = Thread {
      let end = make { next in
        relay.put(.item(next(!relay.hasRoom)))
        relay.dropUsed()
      }
      relay.put(.end(end))
    }
    thread.start()
    begin()
    var taken = 0
    while true {
      let message = relay.take()
      taken += 1
      if taken % stride == 0 {
        for _ in 0..<stride { relay.room.signal() }
      }
      switch message {
      case .item(let item):
        use(item)
        relay.used.withLock { $0.append(item) }
      case .end(let end): return end
      }
    }
  }

  private var hasRoom: Bool { messages.withLock { $0.count < Self.depth } }

  private func dropUsed() {
    var items: [Item] = []
    used.withLock { swap(&items, &$0) }
  }

  private func put(_ message: consuming Message) {
    room.wait()
    let message = message
    messages.withLock { $0.append(message) }
    stock.signal()
  }

  private func take() -> Message {
    stock.wait()
    return messages.withLock { $0.removeFirst() }
  }
}
