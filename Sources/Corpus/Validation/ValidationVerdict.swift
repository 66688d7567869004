/// What a document is.
package enum ValidationVerdict: String, Hashable, Sendable {
  /// It fits the schema.
  case valid
  /// It is XML, but does not fit.
  case invalid
  /// It fits the schema, but pointers lead nowhere.
  case brokenPointers = "valid, pointers broken"
  /// It is no XML.
  case notWellFormed = "not well-formed"
  /// The schema that it names cannot be used.
  case unchecked = "not checked"
  /// It could not be read.
  case unread = "not read"

  /// What it means for the exit code.
  var status: RunStatus {
    switch self {
    case .valid: .clean
    case .invalid, .brokenPointers, .notWellFormed, .unread: .findings
    case .unchecked: .unusableSchema
    }
  }
}
