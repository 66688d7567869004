import Glibc

/// The numbers of documents beside one another: how they are distributed, and who is far out.
struct DocumentMeasures {
  private var documents: [CorpusFigures.Document] = []
  private var words: [Double] = []
  private var wordsPerTurn: [Double?] = []
  /// Inaudible places per thousand words.
  private(set) var inaudible: [Double] = []
  /// The share of speech that is interpreted.
  private(set) var shares: [Double] = []

  mutating func add(
    _ document: CorpusFigures.Document, words: Int, turns: Int, inaudible: Int, speech: Int,
    interpreted: Int
  ) {
    documents.append(document)
    self.words.append(Double(words))
    wordsPerTurn.append(turns == 0 ? nil : Double(speech) / Double(turns))
    self.inaudible.append(words == 0 ? 0 : 1000 * Double(inaudible) / Double(words))
    shares.append(speech == 0 ? 0 : Double(interpreted) / Double(speech))
  }

  /// The documents with the highest values, of those that have any.
  func most(_ values: [Double], _ count: Int) -> [CorpusFigures.Measured] {
    values.indices.filter { values[$0] > 0 }
      .sorted { (-values[$0], $0) < (-values[$1], $1) }.prefix(count)
      .map { CorpusFigures.Measured(document: documents[$0], value: values[$0]) }
  }

  // MARK: Distributions

  var medianLength: Double { Self.median(words) }

  /// Lengths in words, in classes that double.
  var lengths: [CorpusFigures.Class] {
    guard let longest = words.max(), let shortest = words.min() else { return [] }
    var low = 1.0
    while low * 2 <= shortest { low *= 2 }
    if shortest < 1 { low = 0 }
    var classes: [CorpusFigures.Class] = []
    while classes.isEmpty || low <= longest {
      let high = low == 0 ? 1 : low * 2
      classes.append(CorpusFigures.Class(low: low, high: high, documents: 0))
      low = high
    }
    return Self.counted(words, classes)
  }

  /// Inaudible places per thousand words, in classes.
  var inaudibleRates: [CorpusFigures.Class] {
    guard let highest = inaudible.max(), highest > 0 else { return [] }
    var classes = [
      CorpusFigures.Class(low: 0, high: .leastNonzeroMagnitude, documents: 0),
      CorpusFigures.Class(low: .leastNonzeroMagnitude, high: 0.5, documents: 0),
    ]
    var low = 0.5
    while low <= highest {
      classes.append(CorpusFigures.Class(low: low, high: low * 2, documents: 0))
      low *= 2
    }
    return Self.counted(inaudible, classes)
  }

  private static func counted(
    _ values: [Double], _ classes: [CorpusFigures.Class]
  ) -> [CorpusFigures.Class] {
    var classes = classes
    for value in values {
      let index = classes.firstIndex { value >= $0.low && value < $0.high }
      if let index { classes[index].documents += 1 }
    }
    return classes
  }

  // MARK: Outliers

  /// The fewest documents of which it can be said that one is far from the others.
  private static let fewest = 10
  /// From how many robust standard deviations on a document is far out (Iglewicz and Hoaglin).
  private static let threshold = 3.5

  /// The documents that are farthest from the median, by measures of which the logarithm is about
  /// normal.
  func outliers(atMost count: Int) -> [CorpusFigures.Outlier] {
    guard documents.count >= Self.fewest else { return [] }
    let measures: [(String, [Double?])] = [
      ("words", words), ("words per turn", wordsPerTurn),
      ("inaudible per thousand words", inaudible.map { $0 > 0 ? $0 : nil }),
    ]
    return measures.flatMap { outliers($0.0, $0.1) }
      .sorted {
        ($1.distance.magnitude, $0.document.name) < ($0.distance.magnitude, $1.document.name)
      }
      .prefix(count).map(\.self)
  }

  private func outliers(_ measure: String, _ values: [Double?]) -> [CorpusFigures.Outlier] {
    let known = values.compactMap(\.self)
    guard known.count >= Self.fewest else { return [] }
    let logarithms = known.map { log10($0 + 1) }
    let median = Self.median(logarithms)
    // 0.6745 makes the median of deviations a standard deviation, where values are normal.
    let deviation = Self.median(logarithms.map { ($0 - median).magnitude }) / 0.6745
    guard deviation > 0 else { return [] }
    return values.indices.compactMap { index in
      guard let value = values[index] else { return nil }
      let distance = (log10(value + 1) - median) / deviation
      guard distance.magnitude >= Self.threshold else { return nil }
      return CorpusFigures.Outlier(
        document: documents[index], measure: measure, value: value, median: Self.median(known),
        distance: distance)
    }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
