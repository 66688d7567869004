/// An element that the model does not know, kept verbatim in its place.
///
/// Elements that the model knows are typed inside it, too.
public struct Opaque: Hashable, Sendable {
  /// The namespace of its name; empty for none.
  public var namespace: String
  /// The local part of its name.
  public var name: String
  /// Its attributes, the prefix of its name, and the namespaces it declares.
  public var extras: Extras
  /// What is inside, in order.
  public var content: [Node]

  /// Creates an opaque element.
  @inlinable public init(
    namespace: String, name: String, extras: Extras = Extras(), content: [Node] = []
  ) {
    self.namespace = namespace
    self.name = name
    self.extras = extras
    self.content = content
  }
}
