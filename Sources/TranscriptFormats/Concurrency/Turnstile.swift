import Dispatch
import Synchronization

/// Lets threads through one after another, by their numbers, from 0.
///
/// Whoever takes numbers as they come, and only then does what takes long, never waits for a number
/// that nobody has taken.
final class Turnstile: Sendable {
  private struct State {
    var next = 0
    var waiting: [Int: DispatchSemaphore] = [:]
  }

  private let state = Mutex(State())

  /// Does `body` when all with lower numbers are through.
  func pass<Result>(_ number: Int, _ body: () -> Result) -> Result {
    let wait = state.withLock { state -> DispatchSemaphore? in
      if state.next == number { return nil }
      let semaphore = DispatchSemaphore(value: 0)
      state.waiting[number] = semaphore
      return semaphore
    }
    wait?.wait()
    defer {
      let next = state.withLock { state in
        state.next = number + 1
        return state.waiting.removeValue(forKey: number + 1)
      }
      next?.signal()
    }
    return body()
  }
}
