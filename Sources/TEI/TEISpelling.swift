import XMLCore

/// The names of the vocabulary as they stand in markup, each made once.
///
/// They lie one after another, so that none of them has a reference to count.
struct TEISpelling: Sendable {
  /// The only one there has to be.
  static let shared = TEISpelling()

  private var bytes: [UInt8] = []
  private var ends = [0]

  private init() {
    for element in TEIElement.allCases {
      append("<\(element.name)")
      append("</\(element.name)>")
    }
    for attribute in TEIAttribute.allCases {
      append(" \(attribute.isXML ? "xml:" : "")\(attribute.localName)=\"")
    }
  }

  private mutating func append(_ markup: String) {
    bytes += markup.utf8
    ends.append(bytes.count)
  }

  /// `<u`.
  func appendStart(of element: TEIElement, to markup: inout XMLMarkup) {
    append(element.rawValue * 2, to: &markup)
  }

  /// `</u>`.
  func appendEnd(of element: TEIElement, to markup: inout XMLMarkup) {
    append(element.rawValue * 2 + 1, to: &markup)
  }

  /// ` who="`.
  func appendStart(of attribute: TEIAttribute, to markup: inout XMLMarkup) {
    append(TEIElement.allCases.count * 2 + attribute.rawValue, to: &markup)
  }

  private func append(_ index: Int, to markup: inout XMLMarkup) {
    markup.append(bytes.span.extracting(ends[index]..<ends[index + 1]))
  }
}
