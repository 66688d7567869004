/// A value in the value space of its datatype, to be compared.
enum TypedValue: Hashable, Sendable {
  /// Text after white space was dealt with.
  case text([UInt8])
  case boolean(Bool)
  case decimal(DecimalValue)
  case float(Double)
  case duration(DurationValue)
  case calendar(CalendarValue)
  case octets([UInt8])
  case name(namespace: String, local: [UInt8])

  /// -1, 0 or 1, where both are ordered; `nil` where they are not.
  static func compare(_ first: Self, _ second: Self) -> Int? {
    switch (first, second) {
    case (.decimal(let one), .decimal(let two)): DecimalValue.compare(one, two)
    case (.float(let one), .float(let two)):
      one.isNaN || two.isNaN ? nil : one < two ? -1 : one == two ? 0 : 1
    case (.duration(let one), .duration(let two)): DurationValue.compare(one, two)
    case (.calendar(let one), .calendar(let two)): CalendarValue.compare(one, two)
    default: nil
    }
  }

  /// Whether both are the same value of their datatype: NaN is itself, and `-0` is `0`.
  static func areEqual(_ first: Self, _ second: Self) -> Bool {
    if case .float(let one) = first, case .float(let two) = second {
      return one == two || (one.isNaN && two.isNaN)
    }
    return first == second
  }
}
