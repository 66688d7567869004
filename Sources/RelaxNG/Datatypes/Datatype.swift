/// A datatype with its parameters: the `data` of the simple syntax without its exception.
struct Datatype: Sendable {
  struct Bound: Sendable {
    enum Kind: String, Sendable {
      case minInclusive, minExclusive, maxInclusive, maxExclusive
    }

    var kind: Kind
    var value: TypedValue
  }

  var type: BuiltInType
  /// Numbers of regular expressions in the schema, all of which must match.
  var patterns: [Int] = []
  var bounds: [Bound] = []
  var length: Int?
  var minLength: Int?
  var maxLength: Int?
  var totalDigits: Int?
  var fractionDigits: Int?
  /// The parameters as they are written, for messages.
  var description: String

  init(_ type: BuiltInType) {
    self.type = type
    description = type.rawValue
    let (least, greatest) = type.integerBounds
    if let value = least.flatMap({ DecimalValue(Array($0.utf8).span) }) {
      bounds.append(Bound(kind: .minInclusive, value: .decimal(value)))
    }
    if let value = greatest.flatMap({ DecimalValue(Array($0.utf8).span) }) {
      bounds.append(Bound(kind: .maxInclusive, value: .decimal(value)))
    }
  }

  /// Adds a parameter `pattern`, by the number of the expression.
  mutating func add(pattern: Int, _ text: String) {
    patterns.append(pattern)
    description += " pattern=\(text)"
  }

  /// Whether any text belongs to it.
  var allowsAll: Bool {
    (type == .string || type == .normalizedString || type == .token) && patterns.isEmpty
      && length == nil && minLength == nil && maxLength == nil
  }

  /// Whether it has no parameter but one `pattern` at most.
  var isPlain: Bool {
    patterns.count <= 1 && bounds.isEmpty && length == nil && minLength == nil && maxLength == nil
      && totalDigits == nil && fractionDigits == nil
  }

  /// Whether `bytes`, as they stand in the document, belong to the datatype.
  func allows(_ bytes: Span<UInt8>, _ workspace: inout DatatypeWorkspace) -> Bool {
    if allowsAll { return true }
    switch type.whiteSpace {
    case .preserve: return allowsNormal(bytes, &workspace)
    case .replace:
      var copy = [UInt8](copying: bytes)
      for index in copy.indices where WhiteSpace.contains(copy[index]) { copy[index] = 0x20 }
      return allowsNormal(copy.span, &workspace)
    case .collapse:
      let inner = bytes.extracting(WhiteSpace.trimmed(bytes))
      if WhiteSpace.isCollapsed(inner) { return allowsNormal(inner, &workspace) }
      return allowsNormal(WhiteSpace.collapsed(inner).span, &workspace)
    }
  }

  private func allowsNormal(_ bytes: Span<UInt8>, _ workspace: inout DatatypeWorkspace) -> Bool {
    guard type.isLexical(bytes, &workspace) else { return false }
    for pattern in patterns where !workspace.matches(pattern, bytes) { return false }
    if length != nil || minLength != nil || maxLength != nil, let measure = type.measure(bytes) {
      if let length, measure != length { return false }
      if let minLength, measure < minLength { return false }
      if let maxLength, measure > maxLength { return false }
    }
    if !bounds.isEmpty, !meetsBounds(bytes, &workspace) { return false }
    if totalDigits != nil || fractionDigits != nil, let decimal = DecimalValue(bytes) {
      if let totalDigits, decimal.totalDigits > totalDigits { return false }
      if let fractionDigits, decimal.fraction.count > fractionDigits { return false }
    }
    return true
  }

  private func meetsBounds(_ bytes: Span<UInt8>, _ workspace: inout DatatypeWorkspace) -> Bool {
    guard let value = type.value(bytes, &workspace) else { return false }
    return isInBounds(value)
  }

  /// Whether a value of the type lies between all bounds.
  func isInBounds(_ value: TypedValue) -> Bool {
    for bound in bounds {
      guard let order = TypedValue.compare(value, bound.value) else { return false }
      switch bound.kind {
      case .minInclusive: if order < 0 { return false }
      case .minExclusive: if order <= 0 { return false }
      case .maxInclusive: if order > 0 { return false }
      case .maxExclusive: if order >= 0 { return false }
      }
    }
    return true
  }
}
