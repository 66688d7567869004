import RelaxNG

/// One `prefixDef`, ready to use.
struct PrefixRule {
  /// Decides, in linear time: a pattern comes from the document, and may be made to take for ever.
  private var whole: SchemaExpression
  /// Finds the groups in what matches; `nil` where there is one around everything, as mostly.
  private let groups: Regex<AnyRegexOutput>?
  private let replacement: String
  private let file: String

  /// Creates a rule; addresses that it makes are seen from the file at `file`.
  ///
  /// - Throws: where the pattern is no regular expression.
  init(_ definition: GatheredPointers.PrefixDefinition, file: String) throws {
    // The expressions of XML Schema match whole texts and know no anchors, but many write them.
    var pattern = definition.pattern[...]
    if pattern.hasPrefix("^") { pattern.removeFirst() }
    if pattern.hasSuffix("$"), !pattern.hasSuffix("\\$") { pattern.removeLast() }
    whole = try SchemaExpression(String(pattern))
    groups = Self.isOneGroup(pattern) ? nil : try Regex(String(pattern))
    replacement = definition.replacement
    self.file = file
  }

  /// What the rule makes of the part behind the prefix; `nil` where it does not match.
  mutating func apply(to rest: String) -> (target: String, file: String)? {
    guard rest.utf8.count <= 1_000, whole.matches(rest) else { return nil }
    var found = [rest[...], rest[...]]
    if let groups {
      guard let match = try? groups.wholeMatch(in: rest) else { return nil }
      found = match.output.map { $0.substring ?? "" }
    }
    var target = ""
    var scalars = replacement.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "$", let digit = scalars.first, ("0"..."9").contains(digit) else {
        target.unicodeScalars.append(scalar)
        continue
      }
      scalars.removeFirst()
      let group = Int(digit.value - 0x30)
      if group < found.count { target += found[group] }
    }
    return (target, file)
  }

  /// Whether all of a pattern is in one pair of parentheses, without others inside.
  private static func isOneGroup(_ pattern: Substring) -> Bool {
    guard pattern.hasPrefix("("), pattern.hasSuffix(")") else { return false }
    return !pattern.dropFirst().dropLast().contains { $0 == "(" || $0 == ")" }
  }
}
