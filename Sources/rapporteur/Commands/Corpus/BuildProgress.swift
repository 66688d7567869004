import Corpus

/// The line that says how far a build has come, how fast, and how long it will take; on a terminal
/// only.
struct BuildProgress {
  /// Whether there is somebody to see it.
  let isShown: Bool
  private var count = 0
  private var done = 0
  private var failures = 0
  private let clock = ContinuousClock()
  private var start: ContinuousClock.Instant
  private var shown: ContinuousClock.Instant?
  private var isVisible = false

  init(isShown: Bool) {
    self.isShown = isShown && StandardStreams.errorIsTerminal
    start = clock.now
  }

  /// Begins with `count` documents to be built.
  mutating func begin(_ count: Int) {
    self.count = count
    start = clock.now
    if count > 0 { show("0 of \(count)") }
  }

  /// Shows that so many documents are done; at most ten times a second.
  mutating func advance(to done: Int, isFailure: Bool) {
    self.done = done
    if isFailure { failures += 1 }
    let now = clock.now
    if let shown, now - shown < .milliseconds(100), done < count { return }
    shown = now
    show(line(at: now))
  }

  private func line(at now: ContinuousClock.Instant) -> String {
    let passed = max((now - start) / .seconds(1), 0.001)
    let rate = Double(done) / passed
    let left = Int(Double(count - done) / max(rate, 0.001))
    var line = "\(done) of \(count), \(Int(rate)) a second, \(Self.duration(left)) left"
    if failures > 0 { line += ", \(failures) failed" }
    return line
  }

  /// `42 s`, `3 min 7 s`, `2 h 5 min`.
  static func duration(_ seconds: Int) -> String {
    switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3600: "\(seconds / 60) min \(seconds % 60) s"
    default: "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }
  }

  /// Shows a line in place of the last.
  mutating func show(_ line: String) {
    guard isShown else { return }
    StandardStreams.writeError("\r\u{1B}[K\(line)")
    isVisible = true
  }

  /// Takes the line away, so that something else can be printed.
  mutating func clear() {
    guard isVisible else { return }
    StandardStreams.writeError("\r\u{1B}[K")
    isVisible = false
  }
}
