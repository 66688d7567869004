/// A reference to an entity whose text is not known, inside the value of an attribute.
///
/// In content, such a reference is an event. A value is a string, so there the name stands between two
/// noncharacters that no interchanged text holds (U+FDD0 and U+FDD1).
public enum XMLReference {
  /// What stands before the name.
  public static let opening: Unicode.Scalar = Unicode.Scalar(0xFDD0 as UInt32) ?? "\0"
  /// What stands behind the name.
  public static let closing: Unicode.Scalar = Unicode.Scalar(0xFDD1 as UInt32) ?? "\0"

  /// What stands in a value for the reference to an entity.
  static func placeholder(for name: String) -> String { "\(opening)\(name)\(closing)" }

  /// Whether a value may hold a reference; looks at bytes.
  package static func mayStand(in value: Span<UInt8>) -> Bool {
    var index = 0
    while index + 2 < value.count {
      if value[index] == 0xEF, value[index + 1] == 0xB7, value[index + 2] == 0x90 { return true }
      index += 1
    }
    return false
  }
}
