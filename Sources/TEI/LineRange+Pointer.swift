import Diagnostics
import XMLCore

extension LineRange {
  /// The value of `@source` that names these lines: RFC 5147 counts the gaps between lines.
  var pointer: String { "\(TEIVocabulary.sourcePrefix):\(first - 1),\(last)" }

  /// Adds ``pointer``, which needs no escape.
  func appendPointer(to markup: inout XMLMarkup) {
    markup.append(TEIVocabulary.sourcePrefix)
    markup.append(UInt8(ascii: ":"))
    markup.append(first - 1)
    markup.append(UInt8(ascii: ","))
    markup.append(last)
  }

  /// The lines that a value of `@source` names; `nil` where ``pointer`` would be another.
  init?(pointer bytes: Span<UInt8>) {
    var index = 0
    for byte in TEIVocabulary.sourcePrefix.utf8 {
      guard index < bytes.count, bytes[index] == byte else { return nil }
      index += 1
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: ":"),
      let before = Self.number(in: bytes, after: &index),
      index < bytes.count, bytes[index] == UInt8(ascii: ","),
      let last = Self.number(in: bytes, after: &index), index == bytes.count
    else { return nil }
    self.init(before + 1, last)
    // A range that cannot be is put right, and then is another.
    if first != before + 1 || self.last != last { return nil }
  }

  /// The number after the byte at `index`, without needless zeros; `index` is its end then.
  private static func number(in bytes: Span<UInt8>, after index: inout Int) -> Int? {
    index += 1
    let start = index
    var number = 0
    while index < bytes.count, bytes[index] &- 0x30 < 10 {
      if index - start == 18 { return nil }
      number = number * 10 + Int(bytes[index] &- 0x30)
      index += 1
    }
    if index == start || (bytes[start] == 0x30 && index > start + 1) { return nil }
    return number
  }
}
