/// The labels of paragraphs.
///
/// Most paragraphs have none, and a label is large: so they are kept apart, and each paragraph has
/// the number of its own.
struct ParagraphLabels {
  private var numbers: [Int32] = []
  private var labels: [LabelCandidate] = []

  private static var none: Int32 { -1 }

  init(reserving count: Int) {
    numbers.reserveCapacity(count)
  }

  /// The labels that `find` finds in paragraphs; each is looked at for itself.
  init(
    of paragraphs: [SourceParagraph], _ find: @Sendable (SourceParagraph) -> LabelCandidate?
  ) {
    self.init(reserving: paragraphs.count)
    let found = paragraphs.indices.mapStretches { range in
      var labels = ParagraphLabels(reserving: range.count)
      for paragraph in paragraphs[range] { labels.append(find(paragraph)) }
      return labels
    }
    for labels in found { append(contentsOf: labels) }
  }

  private mutating func append(contentsOf other: ParagraphLabels) {
    let count = Int32(labels.count)
    for number in other.numbers { numbers.append(number == Self.none ? number : number + count) }
    labels += other.labels
  }

  /// The indexes of the paragraphs.
  var indices: Range<Int> { numbers.indices }

  /// Whether the paragraph at `index` has a label.
  func hasLabel(at index: Int) -> Bool { numbers[index] != Self.none }

  /// The label of the paragraph at `index`; `nil` where it has none.
  subscript(index: Int) -> LabelCandidate? {
    hasLabel(at: index) ? labels[Int(numbers[index])] : nil
  }

  /// The first paragraph from `start` on that has a label; the end where there is none.
  func nextLabelled(from start: Int) -> Int {
    var index = start
    while index < numbers.count, numbers[index] == Self.none { index += 1 }
    return index
  }

  /// Adds the next paragraph, and its label if it has one.
  mutating func append(_ label: LabelCandidate?) {
    guard let label else { return numbers.append(Self.none) }
    numbers.append(Int32(labels.count))
    labels.append(label)
  }

  /// Takes its label from the paragraph at `index`.
  mutating func remove(at index: Int) { numbers[index] = Self.none }

  /// Changes the label of the paragraph at `index`, if it has one.
  mutating func update(at index: Int, _ change: (inout LabelCandidate) -> Void) {
    if hasLabel(at: index) { change(&labels[Int(numbers[index])]) }
  }

  /// Gives the paragraph at `index` another label.
  mutating func set(_ label: LabelCandidate, at index: Int) {
    numbers[index] = Int32(labels.count)
    labels.append(label)
  }

  /// Calls `body` for each label of the paragraphs from `start` on, in their order.
  func forEach(from start: Int, _ body: (LabelCandidate) -> Void) {
    forEach(in: start..<numbers.count, body)
  }

  /// Calls `body` for each label of the paragraphs in `range`, in their order.
  func forEach(in range: Range<Int>, _ body: (LabelCandidate) -> Void) {
    let (numbers, labels) = (numbers.span, labels.span)
    for index in range where numbers[index] != Self.none { body(labels[Int(numbers[index])]) }
  }
}
