import Dispatch
import Synchronization

extension Range<Int> {
  /// What becomes of each stretch of a long range, in order; they are looked at several at a time.
  ///
  /// - Parameter length: How many numbers are looked at one after the other.
  func mapStretches<Result: Sendable>(
    of length: Int = 16_384, _ transform: @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let stretches = (count + length - 1) / length
    if stretches == 1 { return [transform(self)] }
    let results = Mutex([Result?](repeating: nil, count: stretches))
    DispatchQueue.concurrentPerform(iterations: stretches) { number in
      let start = lowerBound + number * length
      let result = transform(start..<Swift.min(start + length, upperBound))
      results.withLock { $0[number] = result }
    }
    return results.withLock { $0 }.compactMap(\.self)
  }
}
