extension [UInt8] {
  /// Whether all of it is well-formed UTF-8; nothing is copied to find that out.
  var isUTF8: Bool { (try? UTF8Span(validating: span)) != nil }
}
