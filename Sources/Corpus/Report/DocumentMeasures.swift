import Glibc

/// The numbers of documents beside one another: how they are distributed, and who is far out.
///
/// A document is no more than a few numbers here, since there may be very many.
struct DocumentMeasures {
  /// What is counted in a document.
  struct Counts {
    var document: Int64
    var words: Int32
    var turns: Int32
    var inaudible: Int32
    var speech: Int32
    var interpreted: Int32

    /// Inaudible places per thousand words.
    var inaudibleRate: Double { words == 0 ? 0 : 1000 * Double(inaudible) / Double(words) }
    /// The share of speech that is interpreted.
    var interpretedShare: Double { speech == 0 ? 0 : Double(interpreted) / Double(speech) }
  }

  /// A document that is far from the others.
  struct Outlier {
    var document: Int64
    var measure: String
    var value: Double
    var median: Double
    /// How far, in robust standard deviations.
    var distance: Double
  }

  private var documents: [Counts] = []

  mutating func add(_ counts: Counts) { documents.append(counts) }

  /// The documents with the highest values, of those that have any; of equal ones the first.
  func most(
    _ measure: (Counts) -> Double, _ count: Int
  ) -> [(document: Int64, value: Double)] {
    var most: [(document: Int64, value: Double)] = []
    for document in documents {
      let value = measure(document)
      guard value > 0 else { continue }
      if most.count == count {
        guard let least = most.last, value > least.value else { continue }
        most.removeLast()
      }
      let place = most.firstIndex { $0.value < value } ?? most.count
      most.insert((document.document, value), at: place)
    }
    return most
  }

  // MARK: Distributions

  var medianLength: Double { Self.median(documents.map { Double($0.words) }) }

  /// Lengths in words, in classes that double.
  var lengths: [CorpusFigures.Class] {
    guard let longest = documents.lazy.map({ Double($0.words) }).max(),
      let shortest = documents.lazy.map({ Double($0.words) }).min()
    else { return [] }
    var low = 1.0
    while low * 2 <= shortest { low *= 2 }
    if shortest < 1 { low = 0 }
    var classes: [CorpusFigures.Class] = []
    while classes.isEmpty || low <= longest {
      let high = low == 0 ? 1 : low * 2
      classes.append(CorpusFigures.Class(low: low, high: high, documents: 0))
      low = high
    }
    return counted(classes) { Double($0.words) }
  }

  /// Inaudible places per thousand words, in classes.
  var inaudibleRates: [CorpusFigures.Class] {
    guard let highest = documents.lazy.map(\.inaudibleRate).max(), highest > 0 else { return [] }
    var classes = [
      CorpusFigures.Class(low: 0, high: .leastNonzeroMagnitude, documents: 0),
      CorpusFigures.Class(low: .leastNonzeroMagnitude, high: 0.5, documents: 0),
    ]
    var low = 0.5
    while low <= highest {
      classes.append(CorpusFigures.Class(low: low, high: low * 2, documents: 0))
      low *= 2
    }
    return counted(classes, \.inaudibleRate)
  }

  private func counted(
    _ classes: [CorpusFigures.Class], _ measure: (Counts) -> Double
  ) -> [CorpusFigures.Class] {
    var classes = classes
    for document in documents {
      let value = measure(document)
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
  /// normal; the farthest first, and of equal ones the first of the documents.
  func outliers(atMost count: Int) -> [Outlier] {
    guard documents.count >= Self.fewest else { return [] }
    let measures: [(String, (Counts) -> Double?)] = [
      ("words", { Double($0.words) }),
      ("words per turn", { $0.turns == 0 ? nil : Double($0.speech) / Double($0.turns) }),
      (
        "inaudible per thousand words",
        {
          let rate = $0.inaudibleRate
          return rate > 0 ? rate : nil
        }
      ),
    ]
    var farthest: [Outlier] = []
    for (name, measure) in measures { add(name, measure, to: &farthest, atMost: count) }
    return farthest
  }

  private func add(
    _ name: String, _ measure: (Counts) -> Double?, to farthest: inout [Outlier], atMost count: Int
  ) {
    let known = documents.compactMap(measure)
    guard known.count >= Self.fewest else { return }
    let median = Self.median(known)
    let centre = Self.median(known.map { log10($0 + 1) })
    // 0.6745 makes the median of deviations a standard deviation, where values are normal.
    let deviation = Self.median(known.map { (log10($0 + 1) - centre).magnitude }) / 0.6745
    guard deviation > 0 else { return }
    for document in documents {
      guard let value = measure(document) else { continue }
      let distance = (log10(value + 1) - centre) / deviation
      guard distance.magnitude >= Self.threshold else { continue }
      let place =
        farthest.firstIndex { $0.distance.magnitude < distance.magnitude } ?? farthest.count
      if place == count { continue }
      farthest.insert(
        Outlier(
          document: document.document, measure: name, value: value, median: median,
          distance: distance), at: place)
      if farthest.count > count { farthest.removeLast() }
    }
  }

  private static func median(_ values: consuming [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    values.sort()
    let middle = values.count / 2
    return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
  }
}
