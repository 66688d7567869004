import Diagnostics
import RelaxNG
import XMLCore

/// The schema for one document, and how it was found.
struct SchemaChoice: Sendable {
  /// Who named the schema.
  enum Origin: String, Sendable {
    /// The user did.
    case option = "--schema"
    /// The document did, with `xml-model`.
    case document = "xml-model"
    /// Nobody.
    case builtIn = "built-in"
  }

  let entry: SchemaLibrary.Entry
  let origin: Origin
}

/// Waits for the root element to know which schema the document asks for, then hands on to a matcher.
final class ValidationSink: XMLEventSink {
  private let file: String
  private let locator: XMLLocator
  private let choose: ([XMLModel]) throws(DiagnosticError) -> RelaxNGMatcher
  private let report: (Diagnostic) -> Void
  private var owned: RelaxNGMatcher?
  /// The same: to count references to it at every event would cost as much as to match.
  private let lent: UnsafeMutablePointer<Unmanaged<RelaxNGMatcher>?>
  private var models: [XMLModel] = []
  private var doctype: (name: String, publicID: String?, systemID: String?, subset: String?)?

  /// How many schemas a document may name before the rest is passed over, so that memory has a bound.
  private static let mostModels = 64

  /// Whether the document fits its schema so far.
  var isValid: Bool { owned?.isValid ?? false }

  /// Creates a sink; `choose` gets what the prolog says.
  init(
    reader: XMLReader, report: @escaping (Diagnostic) -> Void,
    choose: @escaping ([XMLModel]) throws(DiagnosticError) -> RelaxNGMatcher
  ) {
    file = reader.file
    locator = reader.locator
    self.report = report
    self.choose = choose
    lent = .allocate(capacity: 1)
    lent.initialize(to: nil)
  }

  deinit { lent.deallocate() }

  @inline(__always)
  private func withMatcher(_ work: (RelaxNGMatcher) throws -> Void) rethrows {
    try lent.pointee?._withUnsafeGuaranteedRef { try work($0) }
  }

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws {
    if lent.pointee != nil { return try withMatcher { try $0.startElement(tag) } }
    let matcher = try choose(models)
    owned = matcher
    lent.pointee = Unmanaged.passUnretained(matcher)
    if let doctype {
      try matcher.doctype(
        name: doctype.name, publicID: doctype.publicID, systemID: doctype.systemID,
        internalSubset: doctype.subset)
    }
    try matcher.startElement(tag)
  }

  func text(_ bytes: Span<UInt8>) throws { try withMatcher { try $0.text(bytes) } }

  func endElement(at position: XMLPosition) throws {
    try withMatcher { try $0.endElement(at: position) }
  }

  func comment(_ text: String) throws { try owned?.comment(text) }

  func processingInstruction(target: String, data: String) throws {
    if let owned {
      try owned.processingInstruction(target: target, data: data)
    } else if target == "xml-model", models.count < Self.mostModels,
      let model = XMLModel(data, at: location)
    {
      models.append(model)
    }
  }

  func doctype(name: String, publicID: String?, systemID: String?, internalSubset: String?) throws {
    doctype = (name, publicID, systemID, internalSubset)
    guard let systemID else { return }
    // The event comes when the declaration is long over, so its line is not known.
    report(
      Diagnostic(
        .schemaExternalDTD, "the document type definition '\(systemID)' is not read",
        at: SourceLocation(file: file)))
  }

  func entityReference(_ name: String) throws { try owned?.entityReference(name) }

  func startCDATA() throws { try owned?.startCDATA() }

  func endCDATA() throws { try owned?.endCDATA() }

  func endDocument() throws { try owned?.endDocument() }

  private var location: SourceLocation {
    let place = locator.position
    return SourceLocation(file: file, line: place.line, column: place.column)
  }
}
