/// What a document is.
package enum ValidationVerdict: String, Hashable, Sendable {
  /// It fits the schema.
  case valid
  /// It is XML, but does not fit.
  case invalid
  /// It is no XML.
  case notWellFormed = "not well-formed"
  /// It could not be read.
  case unread = "not read"
}
