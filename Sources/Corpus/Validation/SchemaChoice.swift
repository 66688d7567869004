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

/// Whatever decides, event by event, whether a document is valid.
protocol DocumentMatcher: XMLEventSink {
  /// Whether the document fits its schema so far.
  var isValid: Bool { get }
}

extension XSDMatcher: DocumentMatcher {}
extension DTDMatcher: DocumentMatcher {}

/// The matcher for one document.
enum ChosenMatcher {
  case relaxNG(RelaxNGMatcher)
  case other(any DocumentMatcher)
}

/// Waits for the root element to know which schema the document asks for, then hands on to a matcher.
final class ValidationSink: XMLEventSink {
  private let file: String
  private let locator: XMLLocator
  private let choose: ([XMLModel]) throws(DiagnosticError) -> ChosenMatcher
  private let report: (Diagnostic) -> Void
  private var matcher: RelaxNGMatcher?
  /// The same: to count references to it at every event would cost as much as to match.
  private let lent: UnsafeMutablePointer<Unmanaged<RelaxNGMatcher>?>
  /// What takes the events where the schema is in another language.
  private var other: (any DocumentMatcher)?
  private var models: [XMLModel] = []
  private var doctype: (name: String, publicID: String?, systemID: String?, subset: String?)?

  /// How many schemas a document may name before the rest is passed over, so that memory has a bound.
  private static let mostModels = 64

  /// Whether the document fits its schema so far.
  var isValid: Bool { matcher?.isValid ?? other?.isValid ?? false }

  /// Creates a sink; `choose` gets what the prolog says.
  init(
    reader: XMLReader, report: @escaping (Diagnostic) -> Void,
    choose: @escaping ([XMLModel]) throws(DiagnosticError) -> ChosenMatcher
  ) {
    file = reader.file
    locator = reader.locator
    self.report = report
    self.choose = choose
    lent = .allocate(capacity: 1)
    lent.initialize(to: nil)
  }

  deinit { lent.deallocate() }

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws {
    if let lent = lent.pointee {
      return try lent._withUnsafeGuaranteedRef { try $0.startElement(tag) }
    }
    if let other { return try other.startElement(tag) }
    let matcher: RelaxNGMatcher
    switch try choose(models) {
    case .relaxNG(let chosen): matcher = chosen
    case .other(let chosen):
      other = chosen
      return try chosen.startElement(tag)
    }
    self.matcher = matcher
    lent.pointee = Unmanaged.passUnretained(matcher)
    if let doctype {
      try matcher.doctype(
        name: doctype.name, publicID: doctype.publicID, systemID: doctype.systemID,
        internalSubset: doctype.subset)
    }
    try matcher.startElement(tag)
  }

  func text(_ bytes: Span<UInt8>) throws {
    if let lent = lent.pointee {
      try lent._withUnsafeGuaranteedRef { try $0.text(bytes) }
    } else {
      try other?.text(bytes)
    }
  }

  func endElement(at position: XMLPosition) throws {
    if let lent = lent.pointee {
      try lent._withUnsafeGuaranteedRef { try $0.endElement(at: position) }
    } else {
      try other?.endElement(at: locator.position)
    }
  }

  func comment(_ text: String) throws { try matcher?.comment(text) }

  func processingInstruction(target: String, data: String) throws {
    if let matcher {
      try matcher.processingInstruction(target: target, data: data)
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

  func entityReference(_ name: String) throws { try matcher?.entityReference(name) }

  func startCDATA() throws {
    if let other { try other.startCDATA() } else { try matcher?.startCDATA() }
  }

  func endCDATA() throws { try matcher?.endCDATA() }

  func endDocument() throws {
    if let other { try other.endDocument() } else { try matcher?.endDocument() }
  }

  private var location: SourceLocation {
    let place = locator.position
    return SourceLocation(file: file, line: place.line, column: place.column)
  }
}
