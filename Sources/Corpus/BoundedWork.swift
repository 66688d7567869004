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
    await withTaskGroup(of: (Int, Outcome).self) { group in
      var waiting: [Int: Outcome] = [:]
      var next = 0
      func take(_ index: Int, _ outcome: Outcome) {
        waiting[index] = outcome
        while let outcome = waiting.removeValue(forKey: next) {
          deliver(outcome)
          next += 1
        }
      }
      for (index, item) in items.enumerated() {
        if index >= width, let (done, outcome) = await group.next() { take(done, outcome) }
        group.addTask { (index, work(item)) }
      }
      while let (done, outcome) = await group.next() { take(done, outcome) }
    }
  }
}
