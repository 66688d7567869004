import Corpus

/// The line that says how far a long run has come; on a terminal only.
struct ProgressLine {
  private let count: Int
  private let isShown: Bool
  private var done = 0
  private var isVisible = false

  init(of count: Int, isShown: Bool) {
    self.count = count
    self.isShown = isShown && count > 1 && StandardStreams.errorIsTerminal
  }

  /// Shows that one more file is done.
  mutating func advance() {
    done += 1
    guard isShown, done < count else { return }
    StandardStreams.writeError("\r\u{1B}[K\(done) of \(count) files")
    isVisible = true
  }

  /// Takes the line away, so that something else can be printed.
  mutating func clear() {
    guard isVisible else { return }
    StandardStreams.writeError("\r\u{1B}[K")
    isVisible = false
  }
}
