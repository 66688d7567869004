import Synchronization

/// Works on many things at once, a bounded number at a time; results come in the order of the things.
///
/// The only concurrency in the program: the work itself is a synchronous function on values.
package struct BoundedWork: Sendable {
  /// How many are worked on at the same time.
  package var width: Int

  /// Creates work that is `width` wide, or 1 for less.
  package init(width: Int) {
    self.width = max(1, width)
  }

  /// Does `work` on every item and hands over each result as soon as all before it are there.
  ///
  /// A result may wait for one before it, so results should be small: outcomes, not documents.
  package func run<Item: Sendable, Outcome: Sendable>(
    over items: [Item], _ work: @escaping @Sendable (Item) -> Outcome,
    deliver: (Outcome) -> Void
  ) async {
    await run(over: items, worker: {}, { _, item in work(item) }, deliver: deliver)
  }

  /// The same with workers, each of which may keep what one item taught it for the next.
  ///
  /// A worker takes the next item when it is done with one, and never meets another worker.
  package func run<Item: Sendable, Worker, Outcome: Sendable>(
    over items: [Item], worker: @escaping @Sendable () -> Worker,
    _ work: @escaping @Sendable (Worker, Item) -> Outcome,
    deliver: (Outcome) -> Void
  ) async {
    let turnstile = Turnstile()
    let (outcomes, channel) = AsyncStream.makeStream(of: (Int, Outcome).self)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<min(width, items.count) {
        group.addTask {
          let worker = worker()
          while true {
            let index = turnstile.take()
            guard index < items.count else { return }
            channel.yield((index, work(worker, items[index])))
          }
        }
      }
      var waiting: [Int: Outcome] = [:]
      var next = 0
      guard next < items.count else { return }
      for await (index, outcome) in outcomes {
        waiting[index] = outcome
        while let outcome = waiting.removeValue(forKey: next) {
          deliver(outcome)
          next += 1
        }
        if next == items.count { return }
      }
    }
  }
}

/// Gives every number once, from 0.
private final class Turnstile: Sendable {
  private let next = Atomic(0)

  func take() -> Int { next.add(1, ordering: .relaxed).oldValue }
}
