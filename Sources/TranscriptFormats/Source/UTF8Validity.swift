internal import XMLCore

extension [UInt8] {
  /// Whether all of it is well-formed UTF-8; nothing is copied to find that out.
  var isUTF8: Bool { UTF8Check.isUTF8(span) }
}
