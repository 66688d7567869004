/// Text on its way to a page: words with single spaces between them, lines, paragraphs.
///
/// White space is only ever put between words, so the characters of what is added come out in order,
/// all of them.
struct PageLayout {
  /// What has been laid out.
  private(set) var text = ""
  private var separator = Separator.none
  /// Whether nothing may come between what stands there and what follows: a label and its words.
  private var isHolding = false

  /// What stands between two words, the weaker first.
  enum Separator: Int, Comparable {
    case none, space, tab, line, paragraph

    static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

    fileprivate var characters: String {
      switch self {
      case .none: ""
      case .space: " "
      case .tab: "\t"
      case .line: "\n"
      case .paragraph: "\n\n"
      }
    }
  }

  /// Sees to it that what follows is set off at least so.
  mutating func separate(_ wanted: Separator) {
    if isHolding, wanted > .space { return }
    separator = max(separator, wanted)
  }

  /// Sees to it that what follows begins in the same line, whatever it is.
  mutating func holdLine() {
    isHolding = true
    separator = min(max(separator, .space), .space)
  }

  /// Adds text; every run of ASCII white space in it is one space.
  mutating func add(_ run: some StringProtocol) {
    var word = run.utf8.startIndex
    var index = word
    let end = run.utf8.endIndex
    while index < end {
      if Self.isSpace(run.utf8[index]) {
        put(run[word..<index])
        separate(.space)
        run.utf8.formIndex(after: &index)
        word = index
      } else {
        run.utf8.formIndex(after: &index)
      }
    }
    put(run[word..<end])
  }

  private mutating func put(_ word: some StringProtocol) {
    if word.isEmpty { return }
    if !text.isEmpty { text += separator.characters }
    separator = .none
    isHolding = false
    text += word
  }

  /// Whether nothing has been put since the last line or paragraph was asked for.
  var isAtStartOfLine: Bool { text.isEmpty || separator >= .line }

  /// Whether white space is all that `run` is.
  static func isSpace(_ run: String) -> Bool { run.utf8.allSatisfy { isSpace($0) } }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
