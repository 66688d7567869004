/// How sure something is that was inferred and not read (`@cert`).
public struct Certainty: RawRepresentable, Hashable, Sendable {
  /// The value as written.
  public var rawValue: String

  /// Creates the value written so.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Two independent signs agree.
  public static let high = Self(rawValue: "high")
  /// One good sign.
  public static let medium = Self(rawValue: "medium")
  /// A guess worth noting.
  public static let low = Self(rawValue: "low")
}
