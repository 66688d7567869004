/// A regular expression of XML Schema that tells in linear time whether it matches a whole text.
package struct SchemaExpression {
  private var matcher: RegexMatcher

  /// Compiles `pattern`.
  ///
  /// - Throws: where it is no expression, or needs too many states.
  package init(_ pattern: String) throws {
    matcher = RegexMatcher(try RegularExpression(pattern))
  }

  /// Whether all of `text` matches.
  package mutating func matches(_ text: String) -> Bool {
    matcher.matches(Array(text.utf8).span)
  }
}
