/// An element of a transcript that the model knows: its attributes are typed, its content is nodes.
///
/// Attributes hold what was written, to the character, and offer typed views of it; so any TEI can
/// be held and given back.
///
/// Types declare such attributes as `Optional<…>`: one declared as `…?` would be set to `nil` before
/// it gets its value, and then an element is copied once more when it becomes a ``Node``.
public protocol Element: Hashable, Sendable {
  /// Its identifier in the document (`@xml:id`).
  var id: ElementID? { get set }
  /// What is inside, in order.
  var content: [Node] { get set }
  /// What the model does not know of it.
  var extras: Extras { get set }
  /// The attributes that the model knows, by the names of their properties.
  var attributes: [(name: String, value: String?)] { get }
  /// Whether the attributes that the model knows have the same bytes.
  ///
  /// What there are most of in a transcript answers without making lists of them.
  func hasSameAttributes(as other: Self) -> Bool
}

extension Element {
  /// Whether the attributes that the model knows have the same bytes.
  public func hasSameAttributes(as other: Self) -> Bool {
    zip(attributes, other.attributes).allSatisfy { $0.value.isSame(as: $1.value) }
  }

  /// The text inside, as XPath's string value has it.
  public var text: String {
    var text = ""
    for node in content { node.appendText(to: &text) }
    return text
  }
}

/// The identifier of an element in its document (`@xml:id`).
public struct ElementID: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  /// The identifier as written, without `#`.
  public var rawValue: String

  /// Creates the identifier written so.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Creates the identifier written so.
  public init(stringLiteral value: String) {
    rawValue = value
  }
}
