/// Some turns that follow each other, before they are taken apart.
struct TurnBatch {
  /// Its place among the batches of a document, from 0.
  var number: Int
  /// The indexes of its paragraphs; the first has a label.
  var paragraphs: Range<Int>
  /// How many turns stand before it.
  var turnsBefore: Int
}

/// Cuts the turns of a document into batches of about the same length, one after another.
struct TurnBatches {
  private let paragraphs: ArraySlice<SourceParagraph>
  private let labels: ParagraphLabels
  private var start: Int
  private var number = 0
  private var turns = 0

  /// How much text is in a batch, in bytes: little enough to stay in the caches of a processor, and
  /// enough that handing it on costs nothing in comparison.
  private static let length = 131_072

  /// Creates the batches of all turns from the paragraph at `start` on, which has a label.
  init(_ paragraphs: ArraySlice<SourceParagraph>, labels: ParagraphLabels, from start: Int) {
    self.paragraphs = paragraphs
    self.labels = labels
    self.start = start
  }

  /// The next batch; `nil` after the last turn.
  mutating func next() -> TurnBatch? {
    guard start < paragraphs.endIndex else { return nil }
    let limit = paragraphs[start].content.lowerBound + Self.length
    let before = turns
    var end = start
    repeat {
      turns += 1
      end = labels.nextLabelled(from: end + 1)
    } while end < paragraphs.endIndex && paragraphs[end].content.lowerBound < limit
    defer { (start, number) = (end, number + 1) }
    return TurnBatch(number: number, paragraphs: start..<end, turnsBefore: before)
  }
}
