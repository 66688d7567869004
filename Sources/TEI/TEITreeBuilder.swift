public import Diagnostics
import Transcripts
import XMLCore

/// Builds a transcript from the events of a TEI document; the header is left as markup.
///
/// Everything that all elements have in common is here, as it is in ``TEIBodyWriter``.
final class TEITreeBuilder: XMLEventSink {
  private(set) var origins = Origins()
  private let file: String
  private let names = TEINameCache()
  private var scope = NamespaceScope()
  private var stack: [Frame] = []
  private var pendingText: [UInt8] = []
  private var transcript = Transcript(id: ElementID(rawValue: ""))
  private var surroundings = Surroundings(hasHeader: false)
  private var header: Opaque?
  private var hasText = false
  private var hasRoot = false
  private var rootPosition = XMLPosition()

  /// The depth of the outermost element that holds header markup; `nil` outside of any.
  private var headerDepth: Int?
  /// The entities that were referred to and are not in the document, and how often.
  private var references: [String: Int] = [:]
  /// What there is to say about the document.
  private(set) var diagnostics: [Diagnostic] = []

  /// An element that has begun.
  private struct Frame {
    enum Kind {
      case root, text, header
      case known(TEIElement)
      case unknown(XMLName)
    }

    let kind: Kind
    var attributes: TEIAttributes
    let outerScope: Int
    var content: [Node] = []
  }

  init(file: String) {
    self.file = file
  }

  /// The transcript, with a header of which only ``Surroundings/hasHeader`` is known, and the header.
  ///
  /// Takes the content away, so that nothing holds it twice.
  func result() -> (Transcript, header: Opaque?) {
    reportReferences()
    var transcript = transcript
    self.transcript.content = []
    if !hasText, !surroundings.holdsRoot { holdRoot(in: &transcript) }
    let own = Surroundings.converters(language: transcript.language)
    transcript.surroundings = surroundings == own ? nil : surroundings
    return (transcript, surroundings.holdsRoot ? nil : header)
  }

  /// Makes the root element, a `TEI` without a `text`, the content of the transcript.
  private func holdRoot(in transcript: inout Transcript) {
    var extras = surroundings.root
    if !extras.each.contains(where: { if case .namespace("", _) = $0 { true } else { false } }) {
      extras.each.append(.namespace(prefix: "", uri: TEIVocabulary.namespace))
    }
    if !transcript.id.rawValue.isEmpty { extras.each.append(.xml(.id, transcript.id.rawValue)) }
    if let language = transcript.language { extras.each.append(.xml(.lang, language)) }
    var content = surroundings.beforeHeader
    if let header { content.append(.opaque(header)) }
    transcript.content = [
      .opaque(
        Opaque(
          namespace: TEIVocabulary.namespace, name: TEIHeaderElement.TEI.name,
          extras: extras.inCanonicalOrder(), content: content + surroundings.afterText))
    ]
    surroundings = Surroundings(
      beforeRoot: surroundings.beforeRoot, hasHeader: false, afterRoot: surroundings.afterRoot,
      documentType: surroundings.documentType, holdsRoot: true)
    transcript.surroundings = surroundings
    guard transcript.texts.isEmpty else { return }
    diagnostics.append(
      Diagnostic(
        .teiNoText, "the document has no 'text', which holds what was said",
        at: location(of: rootPosition)))
  }

  private func location(of position: XMLPosition) -> SourceLocation {
    SourceLocation(file: file, line: position.line, column: position.column)
  }

  /// Whether no header can follow that states digests.
  var isPastHeader: Bool { hasText || surroundings.holdsRoot }

  /// Whether the header states digests.
  var statesDigests: Bool { header?.statesDigests ?? false }

  // MARK: - Events

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws {
    endText()
    if stack.isEmpty { enterRoot(tag) }
    let outerScope = scope.depth
    var attributes = TEIAttributes(of: tag, names: names)
    for (prefix, uri) in tag.namespaces where scope.declare(prefix, uri) {
      attributes.declare(prefix, uri)
    }
    let kind = kind(of: tag)
    if case .root = kind {
      readRoot(&attributes, hasDefault: tag.namespaces.contains { $0.prefix.isEmpty })
    } else if case .text = kind {
      readTextStart(&attributes)
    }
    stack.append(Frame(kind: kind, attributes: attributes, outerScope: outerScope))
  }

  func text(_ bytes: Span<UInt8>) throws {
    // White space outside the root element is no event.
    bytes.withUnsafeBufferPointer { pendingText.append(contentsOf: $0) }
    if pendingText.count > Self.longestText {
      throw DiagnosticError(
        .teiLimit, "a run of text is longer than the limit of \(Self.longestText) bytes",
        at: SourceLocation(file: file))
    }
  }

  /// The longest run of text that is held in memory, in bytes.
  private static let longestText = 64_000_000

  func endElement(at position: XMLPosition) throws {
    endText()
    if headerDepth == stack.count { headerDepth = nil }
    guard var frame = stack.popLast() else { return }
    scope.leave(frame.outerScope)
    switch frame.kind {
    case .root: surroundings.afterText = frame.content
    case .text: transcript.content = frame.content
    case .header:
      header = frame.attributes.opaque(
        XMLName(TEIHeaderElement.teiHeader.name, in: TEIVocabulary.namespace), frame.content)
    case .known(let element):
      let id = frame.attributes.take(.id).map { ElementID(rawValue: $0) }
      if let id, element != .quote { readOrigin(of: id, &frame.attributes) }
      appendElement(TEIReader.node(element, id: id, &frame.attributes, frame.content))
    case .unknown(let name): appendElement(.opaque(frame.attributes.opaque(name, frame.content)))
    }
  }

  func comment(_ text: String) throws {
    endText()
    append(.comment(text))
  }

  func processingInstruction(target: String, data: String) throws {
    endText()
    append(.processingInstruction(target: target, data: data))
  }

  func entityReference(_ name: String) throws {
    endText()
    references[name, default: 0] += 1
    append(.entityReference(name))
  }

  func startCDATA() throws {
    endText()
  }

  func endCDATA() throws {
    // An empty section has no text, but it is a section.
    append(.cdata(String(decoding: pendingText, as: UTF8.self)))
    pendingText.removeAll(keepingCapacity: true)
  }

  func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    surroundings.documentType = DocumentType(
      name: name, publicID: publicID, systemID: systemID, internalSubset: internalSubset,
      precedingNodes: surroundings.beforeRoot.count)
    guard let systemID else { return }
    diagnostics.append(
      Diagnostic(
        .teiExternalSubset,
        "the declarations in '\(systemID)' were not read: nothing outside the document is",
        at: SourceLocation(file: file)))
  }

  // MARK: - Structure

  private func kind(of tag: XMLStartTag) -> Frame.Kind {
    let name = tag.names[tag.name].name
    guard let outer = stack.last else {
      if !surroundings.holdsRoot { return .root }
      if headerDepth == nil, let element = names.element(tag.name, in: tag.names) {
        return .known(element)
      }
      return .unknown(name)
    }
    if headerDepth != nil { return .unknown(name) }
    if case .root = outer.kind {
      if name == .teiText, !hasText { return .text }
      if name == .teiHeader, header == nil, !hasText {
        headerDepth = stack.count + 1
        surroundings.hasHeader = true
        surroundings.beforeHeader = stack[0].content
        stack[0].content = []
        return .header
      }
    }
    if let element = names.element(tag.name, in: tag.names) { return .known(element) }
    if name == .teiHeader { headerDepth = stack.count + 1 }
    return .unknown(name)
  }

  /// Notes what the root element is.
  private func enterRoot(_ tag: XMLStartTag) {
    let name = tag.names[tag.name].name
    hasRoot = true
    rootPosition = tag.position
    let isTEI = name.namespace == TEIVocabulary.namespace
    if isTEI, name.local == TEIHeaderElement.TEI.name { return }
    surroundings.holdsRoot = true
    scope = .bare()
    if isTEI, name.local == TEIHeaderElement.teiCorpus.name { return }
    // A part of a header that stands alone is read as a header is.
    if names.element(tag.name, in: tag.names) == nil { headerDepth = 1 }
    if isTEI { return }
    let place = name.namespace.isEmpty ? "in no namespace" : "in the namespace '\(name.namespace)'"
    diagnostics.append(
      Diagnostic(
        .teiNotTEI,
        "the root element is '\(name.local)' \(place), not 'TEI' in '\(TEIVocabulary.namespace)'; "
          + "all of it is kept as it is", at: location(of: rootPosition)))
  }

  private func reportReferences() {
    if references.isEmpty { return }
    let names = references.keys.sorted()
    let shown = names.prefix(5).map { "'&\($0);'" }.joined(separator: ", ")
    let count = references.values.reduce(0, +)
    diagnostics.append(
      Diagnostic(
        .teiUnknownEntity,
        "the text of \(shown)\(names.count > 5 ? " and \(names.count - 5) more" : "") is not in "
          + "the document; \(count == 1 ? "the reference is" : "\(count) references are") kept",
        at: SourceLocation(file: file)))
  }

  private func readRoot(_ attributes: inout TEIAttributes, hasDefault: Bool) {
    transcript.id = ElementID(rawValue: attributes.take(.id) ?? "")
    transcript.language = attributes.take(.lang)
    // The converter makes TEI the default namespace; where it is not, that has to be said.
    if !hasDefault, scope.declare("", "") { attributes.declare("", "") }
    surroundings.root = attributes.rest()
  }

  private func readTextStart(_ attributes: inout TEIAttributes) {
    hasText = true
    surroundings.beforeText = stack[0].content
    stack[0].content = []
    surroundings.text = attributes.rest()
  }

  private func appendElement(_ node: Node) {
    if stack.isEmpty { transcript.content = [node] } else { append(node) }
  }

  private func append(_ node: Node) {
    if stack.isEmpty {
      if hasRoot {
        surroundings.afterRoot.append(node)
      } else {
        surroundings.beforeRoot.append(node)
      }
    } else {
      stack[stack.count - 1].content.append(node)
    }
  }

  private func endText() {
    if pendingText.isEmpty { return }
    append(.text(String(decoding: pendingText, as: UTF8.self)))
    pendingText.removeAll(keepingCapacity: true)
  }

  /// Takes `@source` as the place of the element, if it is one as the converter writes it.
  private func readOrigin(of id: ElementID, _ attributes: inout TEIAttributes) {
    guard origins[id.rawValue] == nil, let value = attributes[.source],
      let lines = LineRange(pointer: value)
    else { return }
    _ = attributes.take(.source)
    origins[id.rawValue] = lines
  }
}

extension XMLName {
  /// TEI's `teiHeader`.
  static let teiHeader = XMLName(TEIHeaderElement.teiHeader.name, in: TEIVocabulary.namespace)
}

extension DiagnosticKind {
  /// The document is XML, but not TEI.
  static let teiNotTEI = DiagnosticKind(
    "tei-not-tei", .warning,
    meaning:
      "The root element is not in the namespace of TEI P5, so nothing in it is understood; all "
      + "of it is kept as it is. Older versions (TEI P4, 'TEI.2') have to be converted first.",
    example: "<html><body/></html>")
  /// The document holds no text.
  static let teiNoText = DiagnosticKind(
    "tei-no-text", .note,
    meaning:
      "The 'TEI' element has no child 'text', so there is no transcript in the document: only a "
      + "header, a facsimile or annotations. All of it is kept as it is.",
    example: "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>")
  /// The document refers to an entity that it does not declare.
  static let teiUnknownEntity = DiagnosticKind(
    "tei-unknown-entity", .note,
    meaning:
      "The document refers to an entity whose text lies outside it. External files are never "
      + "read, so the text is not known; the reference is kept, and compared by its name.",
    example:
      "<!DOCTYPE TEI SYSTEM 'tei.dtd'><TEI xmlns='http://www.tei-c.org/ns/1.0'>&eacute;</TEI>")
  /// The document type declaration names declarations elsewhere.
  static let teiExternalSubset = DiagnosticKind(
    "tei-external-subset", .note,
    meaning:
      "The document type declaration names a file with more declarations. Nothing outside the "
      + "document is ever read, so entities and attribute defaults of that file are not known.",
    example: "<!DOCTYPE TEI SYSTEM 'tei.dtd'>")
  /// The document holds more than is read into memory.
  static let teiLimit = DiagnosticKind(
    "tei-limit", .error,
    meaning: "A run of text is longer than any transcript's, so the document is not read further.")
}

/// The kinds of diagnostics that this module reports.
public let teiDiagnosticKinds: [DiagnosticKind] = [
  .teiNotTEI, .teiNoText, .teiUnknownEntity, .teiExternalSubset, .teiLimit,
]
