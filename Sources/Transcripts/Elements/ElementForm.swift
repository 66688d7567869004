/// Which of several elements of TEI one of a family is.
///
/// A case is spelled as TEI spells the name.
public protocol ElementForm: RawRepresentable<Int>, CaseIterable, Hashable, Sendable {
  /// The name of the element.
  var name: String { get }
}
