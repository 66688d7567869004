import Transcripts

/// What the markup of a source says of parts of its text.
///
/// Places are offsets in the text that a reader sees; a part is known by its first byte that is no
/// white space. Of plain text nothing is said.
struct SourceMarkup: Sendable {
  /// A part of the page that is no part of the document.
  struct Region: Hashable, Sendable {
    var range: Range<Int>
    var kind: Furniture.Kind
    /// The markup that says so: `nav`, `role=banner`.
    var reason: String
  }

  /// A label that the markup sets off, so that it needs no colon.
  struct Label: Hashable, Sendable {
    /// As printed; empty where the name is not part of the text.
    var range: Range<Int>
    /// The name, where it is not what is printed.
    var name: String?
    /// Whether the format can mean nothing else by it.
    var isCertain: Bool
  }

  /// The kind of region that is no furniture, but tells about an illustration.
  static let caption = Furniture.Kind(rawValue: "caption")

  /// The levels of headings, 1 to 6, by the offsets that they begin at.
  var headings: [Int: Int] = [:]
  /// The heading that is the title of the document.
  var title: Int?
  /// Parts of the page, ascending.
  var regions: [Region] = []
  /// Labels, by the offsets of the paragraphs that they open.
  var labels: [Int: Label] = [:]
  /// What is set in bold, ascending.
  var strong: [Range<Int>] = []
  /// What is struck out, ascending.
  var struck: [Range<Int>] = []

  /// Whether there is none.
  var isEmpty: Bool {
    headings.isEmpty && title == nil && regions.isEmpty && labels.isEmpty && strong.isEmpty
      && struck.isEmpty
  }

  /// The part of the page that the byte at `offset` is in.
  func region(at offset: Int) -> Region? {
    var low = 0
    var high = regions.count
    while low < high {
      let middle = (low + high) / 2
      if regions[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < regions.count && regions[low].range.contains(offset) ? regions[low] : nil
  }

  /// Whether what is in `range` is set in bold, white space and signs at its edges set aside.
  func isStrong(_ range: Range<Int>) -> Bool {
    var low = 0
    var high = strong.count
    while low < high {
      let middle = (low + high) / 2
      if strong[middle].upperBound < range.upperBound { low = middle + 1 } else { high = middle }
    }
    return low < strong.count && strong[low].lowerBound <= range.lowerBound
  }

  /// What is struck out from `offset` on.
  func struck(from offset: Int) -> ArraySlice<Range<Int>> {
    var low = 0
    var high = struck.count
    while low < high {
      let middle = (low + high) / 2
      if struck[middle].lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return struck[low...]
  }
}
