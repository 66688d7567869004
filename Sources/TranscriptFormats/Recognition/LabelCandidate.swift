/// Something at the beginning of a paragraph that may be a speaker label.
struct LabelCandidate: Hashable, Sendable {
  /// How it is set off from the words.
  enum Form: Hashable, Sendable {
    /// A name in capitals and a colon.
    case capitals
    /// A name in mixed case and a colon.
    case mixed
    /// `Q` alone, without a colon.
    case letter
    /// `Q.` and `A.` of courts.
    case court
    /// A title and a name in capitals, and a full stop: `Mr. REID.`
    case fullStop
    /// A name that the markup of the source sets off, with a delimiter or without.
    case marked
    /// A title and a name in mixed case, and a full stop: `Mr. Reid.`, `The President.`
    case mixedFullStop
    /// A name alone on its line, without a delimiter.
    case bare
  }

  let form: Form
  /// Whether at least two spaces (of any kind) follow the delimiter, or the line ends.
  var isWide: Bool
  /// Whether it is printed in bold.
  var isStrong: Bool
  /// Whether the markup can mean nothing else.
  var isCertain: Bool
  /// The name where the text does not have it, as the voices of captions.
  var name: String?
  private var number: Int32 = -1
  // Long documents have very many candidates, so their ranges are kept small.
  private var compactLabel: CompactRange
  private var compactCore: CompactRange
  private var compactRole: CompactRange
  private var compactBrackets: CompactRange
  private var compactTime = CompactRange.none

  init(
    form: Form, label: Range<Int>, core: Range<Int>, role: Range<Int>? = nil,
    brackets: Range<Int>? = nil, isWide: Bool, name: String? = nil, isStrong: Bool = false,
    isCertain: Bool = false
  ) {
    self.form = form
    self.isWide = isWide
    self.isStrong = isStrong
    self.isCertain = isCertain
    self.name = name
    compactLabel = CompactRange(label)
    compactCore = CompactRange(core)
    compactRole = CompactRange(role ?? 0..<0)
    compactBrackets = CompactRange(brackets ?? 0..<0)
  }

  /// The label as printed, with its delimiter, up to its last character that is no ASCII white space.
  var label: Range<Int> {
    get { compactLabel.range }
    set { compactLabel = CompactRange(newValue) }
  }
  /// The name or role in it.
  var core: Range<Int> {
    get { compactCore.range }
    set { compactCore = CompactRange(newValue) }
  }
  /// What follows the name after a comma: a role.
  var role: Range<Int>? {
    get { compactRole.rangeIfAny }
    set { compactRole = CompactRange(newValue ?? 0..<0) }
  }
  /// The brackets in it: `(THROUGH TRANSLATOR)`.
  var brackets: Range<Int>? {
    get { compactBrackets.rangeIfAny }
    set { compactBrackets = CompactRange(newValue ?? 0..<0) }
  }
  /// The time code in it, or before it.
  var time: Range<Int>? {
    get { compactTime.rangeIfAny }
    set { compactTime = CompactRange(newValue ?? 0..<0) }
  }
  /// The number under which ``LabelEvidence`` knows labels that are printed so.
  var facts: Int {
    get { Int(number) }
    set { number = Int32(newValue) }
  }
}
