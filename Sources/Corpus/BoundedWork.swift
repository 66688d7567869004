import Synchronization

/// Works on many things at once, a bounded number at a time; results come in the order of the things.
///
/// The only concurrency in the program: the work itself is a synchronous function on values.
package struct BoundedWork: Sendable {
  /// How many are worked on at the same time.
  package var width: Int
  /// How much may be begun whose results are not delivered yet, as `weight` weighs it.
  package var budget: Int

  /// Creates work that is `width` wide, or 1 for less.
  package init(width: Int, budget: Int = .max) {
    self.width = max(1, width)
    self.budget = budget
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
    over items: [Item], weight: @escaping @Sendable (Item) -> Int = { _ in 0 },
    worker: @escaping @Sendable () -> Worker,
    _ work: @escaping @Sendable (Worker, Item) -> Outcome,
    deliver: (Outcome) -> Void
  ) async {
    let turnstile = Turnstile()
    let gate = Gate(budget: budget)
    let (outcomes, channel) = AsyncStream.makeStream(of: (Int, Outcome).self)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<min(width, items.count) {
        group.addTask {
          let worker = worker()
          while true {
            let index = turnstile.take()
            guard index < items.count else { return }
            await gate.enter(index, weight: weight(items[index]))
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
          gate.leave(weight: weight(items[next]))
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

/// Lets things in, one after another, as long as those inside are not too heavy together.
private final class Gate: Sendable {
  private struct State {
    /// The number of the next that may go in.
    var next = 0
    var weight = 0
    var count = 0
    var waiting: [Int: (weight: Int, wake: CheckedContinuation<Void, Never>)] = [:]
  }

  private let budget: Int
  private let state = Mutex(State())

  init(budget: Int) {
    self.budget = budget
  }

  /// Goes in when it is the turn of `index` and there is room; whatever its weight, one alone fits.
  func enter(_ index: Int, weight: Int) async {
    await withCheckedContinuation { wake in
      admit { $0.waiting[index] = (weight, wake) }
    }
  }

  /// Makes room.
  func leave(weight: Int) {
    admit {
      $0.weight -= weight
      $0.count -= 1
    }
  }

  private func admit(after change: (inout State) -> Void) {
    let admitted = state.withLock { state in
      change(&state)
      var admitted: [CheckedContinuation<Void, Never>] = []
      while let (weight, wake) = state.waiting[state.next],
        state.count == 0 || weight <= budget - state.weight
      {
        state.waiting[state.next] = nil
        state.next += 1
        state.weight += weight
        state.count += 1
        admitted.append(wake)
      }
      return admitted
    }
    for wake in admitted { wake.resume() }
  }
}
