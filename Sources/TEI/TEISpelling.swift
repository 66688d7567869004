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

  /// ` who="#a"`.
  func append(_ attribute: TEIAttribute, _ value: String, to markup: inout XMLMarkup) {
    let index = Self.firstAttribute + attribute.rawValue
    let start = bytes.span.extracting(ends[index]..<ends[index + 1])
    if markup.appendPlainAttribute(start, value.utf8Span.span) { return }
    markup.append(start)
    markup.appendCharacters(ofValue: value)
    markup.append(UInt8(ascii: "\""))
  }

  /// ` who="`.
  func appendStart(of attribute: TEIAttribute, to markup: inout XMLMarkup) {
    append(Self.firstAttribute + attribute.rawValue, to: &markup)
  }

  /// A bit that stands for an attribute, and perhaps for another.
  static func bit(of attribute: TEIAttribute) -> UInt64 {
    1 &<< UInt64(truncatingIfNeeded: attribute.rawValue)
  }

  /// Whether a name, which may have the prefix `xml`, is that of an attribute for which one of `bits`
  /// stands.
  func spells(_ name: String, isXML: Bool, inOneOf bits: UInt64) -> Bool {
    var rest = bits
    while rest != 0 {
      var attribute = rest.trailingZeroBitCount
      while attribute < Self.attributeCount {
        if spells(name, isXML: isXML, attribute) { return true }
        attribute += 64
      }
      rest &= rest - 1
    }
    return false
  }

  private func spells(_ name: String, isXML: Bool, _ attribute: Int) -> Bool {
    let index = Self.firstAttribute + attribute
    let start = ends[index] + (isXML ? 5 : 1)
    let count = name.utf8.count
    guard TEIAttribute(rawValue: attribute)?.isXML == isXML, ends[index + 1] - start == count + 2
    else { return false }
    return name.utf8.elementsEqual(bytes[start..<(start + count)])
  }

  /// Where the attributes begin, behind the start and the end of each element.
  private static let firstAttribute = TEIElement.allCases.count * 2
  private static let attributeCount = TEIAttribute.allCases.count

  private func append(_ index: Int, to markup: inout XMLMarkup) {
    markup.append(bytes.span.extracting(ends[index]..<ends[index + 1]))
  }
}
