/// What the model does not know of an element: attributes, name prefix, namespace declarations.
///
/// Empty for nearly every element, and then it costs one word.
public struct Extras: Hashable, Sendable {
  /// Each extra, in the order of the document.
  public var each: [Extra]

  /// Creates extras.
  @inlinable public init(_ each: [Extra] = []) {
    self.each = each
  }

  /// Whether there are none.
  public var isEmpty: Bool { each.isEmpty }
}

/// One thing the model does not know of an element.
public enum Extra: Hashable, Sendable {
  /// An attribute: prefix, namespace, local name, value.
  case attribute(prefix: String, namespace: String, name: String, value: String)
  /// A namespace declaration; the prefix is empty for the default namespace.
  case namespace(prefix: String, uri: String)
  /// The prefix of the element's own name.
  case prefix(String)
}
