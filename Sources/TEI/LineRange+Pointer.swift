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
  init?(pointer: String) {
    let prefix = "\(TEIVocabulary.sourcePrefix):"
    guard pointer.utf8.starts(with: prefix.utf8) else { return nil }
    let numbers = pointer.utf8.dropFirst(prefix.utf8.count)
      .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .map { Int(Substring($0)) }
    guard numbers.count == 2, let before = numbers[0], let last = numbers[1], before < Int.max
    else { return nil }
    self.init(before + 1, last)
    if self.pointer != pointer { return nil }
  }
}
