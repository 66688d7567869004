/// A JSON value, written in one line with its members in the order given (RFC 8259).
public indirect enum JSONText: Hashable, Sendable {
  /// A string.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// A number; not a number and the infinities, which JSON does not know, become `null`.
  case number(Double)
  /// `true` or `false`.
  case boolean(Bool)
  /// `null`.
  case null
  /// An array.
  case array([JSONText])
  /// An object; names are expected to be distinct.
  case object([(name: String, value: JSONText)])

  /// The JSON text.
  public var text: String {
    switch self {
    case .string(let string): return Self.quoted(string)
    case .integer(let integer): return String(integer)
    case .number(let number): return number.isFinite ? String(number) : "null"
    case .boolean(let boolean): return boolean ? "true" : "false"
    case .null: return "null"
    case .array(let elements): return "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      return "{" + members.map { Self.quoted($0.name) + ":" + $0.value.text }.joined(separator: ",")
        + "}"
    }
  }

  /// `string` between quotation marks, with what JSON forbids in it escaped.
  static func quoted(_ string: String) -> String {
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Values are equal when their texts are.
  public static func == (first: Self, second: Self) -> Bool { first.text == second.text }

  /// Hashes the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
