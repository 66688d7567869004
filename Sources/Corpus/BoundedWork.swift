import Synchronization

/// Works on many things at once, a bounded number at a time; results come in the order of the things.
///
/// The only concurrency in the program: the work itself is a synchronous function on values.
package struct BoundedWork: Sendable {
  /// How many are worked on at the same time.
  package var width: Int
  /// How much may be begun whose results are not delivered yet, as `weight` weighs it.
  package var budget: Int
  /// How many results a worker may keep to itself while it has more to do: to hand over each of many
  /// small ones costs more than it is worth.
  package var bundle: Int

  /// How many items wait for workers, so that these need not wait while results are delivered.
  private static let ahead = 512

  /// Creates work that is `width` wide, or 1 for less.
  package init(width: Int, budget: Int = .max, bundle: Int = 1) {
    self.width = max(1, width)
    self.budget = budget
    self.bundle = bundle
  }

  /// Does `work` on every item and hands over each result as soon as all before it are there.
  ///
  /// A result may wait for one before it, so results should be small: outcomes, not documents.
  package func run<Items: Sequence, Outcome: Sendable>(
    over items: Items, _ work: @escaping @Sendable (Items.Element) -> Outcome,
    deliver: (Outcome) async -> Void
  ) async where Items.Element: Sendable {
    await run(over: items, worker: {}, { _, item in work(item) }, deliver: deliver)
  }

  /// The same with workers, each of which may keep what one item taught it for the next.
  ///
  /// A worker takes the next item when it is done with one, and never meets another worker. The items
  /// are asked for one by one, where the results are delivered, and no more of them are kept than
  /// workers soon need.
  package func run<Items: Sequence, Worker, Outcome: Sendable>(
    over items: Items, weight: (Items.Element) -> Int = { _ in 0 },
    worker: @escaping @Sendable () -> Worker,
    _ work: @escaping @Sendable (Worker, Items.Element) -> Outcome,
    deliver: (Outcome) async -> Void
  ) async where Items.Element: Sendable {
    let queue = WorkQueue<Items.Element>(budget: budget)
    let (outcomes, channel) = AsyncStream.makeStream(of: [(Int, Outcome)].self)
    var iterator = items.makeIterator()
    var (added, next, isAtEnd) = (0, 0, false)
    func fill() {
      while !isAtEnd, added - next < Self.ahead {
        if let item = iterator.next() {
          queue.add(item, weight: weight(item))
          added += 1
        } else {
          isAtEnd = true
          queue.end()
        }
      }
    }
    fill()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<min(width, added) {
        group.addTask {
          let worker = worker()
          var done: [(Int, Outcome)] = []
          while true {
            var next = done.count < bundle ? queue.takeReady() : nil
            if next == nil {
              // Whoever waits keeps nothing back that others may wait for.
              if !done.isEmpty { channel.yield(done) }
              done = []
              // There may be no other thread for whoever delivers: a worker that always finds more to
              // do would keep this one.
              await Task.yield()
              next = await queue.take()
            }
            guard let (index, item) = next else { break }
            done.append((index, work(worker, item)))
          }
        }
      }
      var waiting: [Int: Outcome] = [:]
      guard added > 0 else { return }
      for await bundle in outcomes {
        for (index, outcome) in bundle { waiting[index] = outcome }
        while let outcome = waiting.removeValue(forKey: next) {
          await deliver(outcome)
          queue.leave()
          next += 1
          fill()
        }
        if isAtEnd, next == added { return }
      }
    }
  }
}

/// Items on their way to workers: they go in one after another, as long as those that have not left
/// are not too heavy together.
private final class WorkQueue<Item: Sendable>: Sendable {
  private struct State {
    /// Those that are not taken yet, from `first` on.
    var items: [(item: Item, weight: Int)] = []
    var first = 0
    var isEnded = false
    /// The number of the next that is taken.
    var next = 0
    /// The weights of those that are taken and have not left, from `oldest` on.
    var inside: [Int] = []
    var oldest = 0
    var weight = 0
    var idle: [CheckedContinuation<(Int, Item)?, Never>] = []

    /// Lets the next item in, if there is one and there is room for it.
    mutating func admit(_ budget: Int) -> (Int, Item)? {
      guard first < items.count else { return nil }
      let (item, weight) = items[first]
      guard oldest == inside.count || weight <= budget - self.weight else { return nil }
      first += 1
      if first == items.count || first > 4096 {
        items.removeFirst(first)
        first = 0
      }
      inside.append(weight)
      self.weight += weight
      next += 1
      return (next - 1, item)
    }
  }

  private let budget: Int
  private let state = Mutex(State())

  init(budget: Int) {
    self.budget = budget
  }

  func add(_ item: Item, weight: Int) {
    admit { $0.items.append((item, weight)) }
  }

  /// Says that no more items come.
  func end() {
    admit { $0.isEnded = true }
  }

  /// The next item with its number, if there is one now and nobody waits.
  func takeReady() -> (Int, Item)? {
    state.withLock { $0.idle.isEmpty ? $0.admit(budget) : nil }
  }

  /// The next item with its number, when there is room for it; whatever its weight, one alone fits.
  ///
  /// - Returns: `nil` when there are no more.
  func take() async -> (Int, Item)? {
    await withCheckedContinuation { wake in admit { $0.idle.append(wake) } }
  }

  /// Makes room: the oldest of those that were taken is done with.
  func leave() {
    admit { state in
      state.weight -= state.inside[state.oldest]
      state.oldest += 1
      if state.oldest == state.inside.count || state.oldest > 4096 {
        state.inside.removeFirst(state.oldest)
        state.oldest = 0
      }
    }
  }

  private func admit(after change: (inout State) -> Void) {
    let admitted = state.withLock { state in
      change(&state)
      var admitted: [(CheckedContinuation<(Int, Item)?, Never>, (Int, Item)?)] = []
      while !state.idle.isEmpty {
        guard state.first < state.items.count else {
          guard state.isEnded else { break }
          admitted.append((state.idle.removeFirst(), nil))
          continue
        }
        guard let item = state.admit(budget) else { break }
        admitted.append((state.idle.removeFirst(), item))
      }
      return admitted
    }
    for (wake, item) in admitted { wake.resume(returning: item) }
  }
}
