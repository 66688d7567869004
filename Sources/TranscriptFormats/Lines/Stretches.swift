import Dispatch
import Synchronization

extension Range<Int> {
  /// How many numbers are looked at one after the other; of more, several stretches at once.
  private static var stretch: Int { 16_384 }

  /// What becomes of each stretch of a long range, in order; they are looked at several at a time.
  func mapStretches<Result: Sendable>(
    _ transform: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let stretches = (count + Self.stretch - 1) / Self.stretch
    if stretches == 1 { return [transform(self)] }
    let results = Mutex([Result?](repeating: nil, count: stretches))
    DispatchQueue.concurrentPerform(iterations: stretches) { number in
      let start = lowerBound + number * Self.stretch
      let result = transform(start..<Swift.min(start + Self.stretch, upperBound))
      results.withLock { $0[number] = result }
    }
    return results.withLock { $0 }.compactMap(\.self)
  }
}
