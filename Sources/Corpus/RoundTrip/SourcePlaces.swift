import Diagnostics

/// Where the words of a normalised text stand in the source.
struct SourcePlaces {
  private let text: [UInt8]
  private let file: String

  /// Creates places in `file`, whose text before normalisation is `text`.
  init(text: [UInt8], file: String) {
    self.text = text
    self.file = file
  }

  /// The locations of the bytes at `offsets`, which ascend, of the normalised text.
  func locations(ofNormalised offsets: [Int]) -> [SourceLocation] {
    let table = LineTable(of: text.span)
    return NormalisedOffsets.original(of: offsets, in: text).map {
      table.location(at: min($0, max(0, text.count - 1)), in: text.span, file: file)
    }
  }
}
