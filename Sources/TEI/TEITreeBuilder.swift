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
  func result() throws(DiagnosticError) -> (Transcript, header: Opaque?) {
    if !hasText {
      throw DiagnosticError(
        .teiNoText, "the document has no 'text', which holds what was said",
        at: location(of: rootPosition))
    }
    let own = Surroundings.converters(language: transcript.language)
    var transcript = transcript
    transcript.surroundings = surroundings == own ? nil : surroundings
    return (transcript, header)
  }

  private func location(of position: XMLPosition) -> SourceLocation {
    SourceLocation(file: file, line: position.line, column: position.column)
  }

  // MARK: - Events

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws {
    endText()
    let outerScope = scope.depth
    var attributes = TEIAttributes(of: tag, names: names)
    for (prefix, uri) in tag.namespaces where scope.declare(prefix, uri) {
      attributes.declare(prefix, uri)
    }
    let kind = try kind(of: tag)
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
  }

  func endElement(at position: XMLPosition) throws {
    endText()
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
      append(TEIReader.node(element, id: id, &frame.attributes, frame.content))
    case .unknown(let name): append(.opaque(frame.attributes.opaque(name, frame.content)))
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
    throw DiagnosticError(
      .teiUnknownEntity,
      "the text of the entity '\(name)' is not in the document; declare it there, or write its text",
      at: SourceLocation(file: file))
  }

  // MARK: - Structure

  private func kind(of tag: XMLStartTag) throws -> Frame.Kind {
    let name = tag.names[tag.name].name
    guard let outer = stack.last else {
      try checkRoot(name, at: tag.position)
      return .root
    }
    switch outer.kind {
    case .root:
      if name == .teiText, !hasText { return .text }
      if name == .teiHeader, header == nil, !hasText {
        surroundings.hasHeader = true
        surroundings.beforeHeader = stack[0].content
        stack[0].content = []
        return .header
      }
    case .header: return .unknown(name)
    case .text, .known: break
    case .unknown: if isInHeader { return .unknown(name) }
    }
    return names.element(tag.name, in: tag.names).map(Frame.Kind.known) ?? .unknown(name)
  }

  private var isInHeader: Bool {
    if stack.count > 1, case .header = stack[1].kind { true } else { false }
  }

  private func checkRoot(_ name: XMLName, at position: XMLPosition) throws(DiagnosticError) {
    rootPosition = position
    hasRoot = true
    let isTEI = name.namespace == TEIVocabulary.namespace
    if isTEI, name.local == TEIHeaderElement.TEI.name { return }
    if isTEI, name.local == TEIHeaderElement.teiCorpus.name {
      throw DiagnosticError(
        .teiNoText,
        "a 'teiCorpus' has no text of its own; read the 'TEI' documents in it one by one",
        at: location(of: position))
    }
    let place = name.namespace.isEmpty ? "in no namespace" : "in the namespace '\(name.namespace)'"
    throw DiagnosticError(
      .teiNotTEI,
      "the root element is '\(name.local)' \(place), not 'TEI' in '\(TEIVocabulary.namespace)'",
      at: location(of: position))
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
    "tei-not-tei", .error,
    meaning: "The root element is not 'TEI' in the namespace of TEI P5, so the document cannot be "
      + "read as TEI. Older versions (TEI P4, 'TEI.2') have to be converted first.",
    example: "<html><body/></html>")
  /// The document holds no text.
  static let teiNoText = DiagnosticKind(
    "tei-no-text", .error,
    meaning: "The 'TEI' element has no child 'text', so there is no transcript in the document. A "
      + "'teiCorpus' has none either: its documents are read one by one.",
    example: "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>")
  /// The document refers to an entity that it does not declare.
  static let teiUnknownEntity = DiagnosticKind(
    "tei-unknown-entity", .error,
    meaning:
      "The document refers to an entity whose text lies outside it. External files are never "
      + "read, so the text is not known.",
    example:
      "<!DOCTYPE TEI SYSTEM 'tei.dtd'><TEI xmlns='http://www.tei-c.org/ns/1.0'>&eacute;</TEI>")
}

/// The kinds of diagnostics that this module reports.
public let teiDiagnosticKinds: [DiagnosticKind] = [.teiNotTEI, .teiNoText, .teiUnknownEntity]
