import Diagnostics
import Transcripts
import XMLCore

/// A transcript that grows with the events of a TEI document; the header is left as markup.
///
/// Everything that all elements have in common is here, as it is in ``TEIBodyWriter``. Where there is
/// a relay, what is complete is handed to it now and then, and not kept.
struct TEITree: ~Copyable {
  var origins = Origins()
  private(set) var stack: [Frame] = []
  /// The nodes in the elements of ``stack``.
  private var nodes = NodeStack()
  var transcript = Transcript(id: ElementID(rawValue: ""))
  var surroundings = Surroundings(hasHeader: false)
  var attributes: TEIAttributes
  private(set) var header: Opaque?
  /// Whether the `text` of the root element has begun.
  private(set) var hasText = false
  /// Whoever writes what has been read, while the rest is being read.
  private let relay: TEIRelay?
  /// How many nodes may come before the relay is given some, and how many have come.
  private let portion: Int
  private var waiting = 0

  private let file: String
  private let locator: XMLLocator
  private let table: XMLNameTable
  /// What the names mean.
  private(set) var names: TEINameCache
  private var scope = NamespaceScope()
  private var pendingText = ByteRoom()
  private var hasRoot = false
  private var rootPosition = XMLPosition()
  /// The first header of a document that is held as a whole.
  private(set) var firstHeader: Opaque?

  /// The depth of the outermost element that holds header markup; `nil` outside of any.
  private var headerDepth: Int?
  /// The depth of the outermost `text` that is open.
  private var textDepth: Int?
  /// Whether there was a `text` anywhere.
  private var hasAnyText = false
  private var census = TEICensusTaker()
  /// The same for a part of a text that stands alone.
  private var wholeCensus: TEICensusTaker?
  /// The entities that were referred to and are not in the document, and how often.
  private var references: [String: Int] = [:]
  private var firstReference = XMLPosition()
  /// What there is to say about the document.
  private(set) var diagnostics: [Diagnostic] = []

  /// An element that has begun.
  struct Frame {
    enum Kind {
      case root, text, header
      case known(TEIElement)
      case unknown
    }

    let kind: Kind
    /// The family of an element that the model knows.
    let family: TEIFamily?
    /// Whether it is TEI's `teiHeader`.
    let isHeader: Bool
    var attributes: TEIAttributes.Place
    let outerScope: Int
    /// Where its nodes begin.
    fileprivate(set) var start: Int
    /// Whether the relay has its start.
    var isRelayed = false

    /// Whether its characters are in an element that the model knows.
    var isTyped: Bool {
      switch kind {
      case .text, .known: true
      case .root, .header, .unknown: false
      }
    }
  }

  init(
    file: String, names: XMLNameTable, locator: XMLLocator, known: TEINameCache, relay: TEIRelay?
  ) {
    self.names = known
    self.file = file
    self.locator = locator
    self.relay = relay
    portion = relay?.portion ?? .max
    table = names
    attributes = TEIAttributes(names: names)
  }

  /// The transcript, with a header of which only ``Surroundings/hasHeader`` is known, and the header.
  ///
  /// Takes the content away, so that nothing holds it twice.
  mutating func result() -> (Transcript, header: Opaque?) {
    reportReferences()
    var transcript = transcript
    self.transcript.content = []
    if !hasText, !surroundings.holdsRoot { holdRoot(in: &transcript) }
    let own = Surroundings.converters(language: transcript.language)
    transcript.surroundings = surroundings == own ? nil : surroundings
    return (transcript, surroundings.holdsRoot ? nil : header)
  }

  /// What is known so far of the document, and of its text what is complete.
  var known: Transcript {
    var known = transcript
    known.surroundings = surroundings
    known.header.verbatim = header
    return known
  }

  /// Whether the `text` of the root element is open.
  var isInText: Bool {
    guard stack.count > 1, case .text = stack[1].kind else { return false }
    return true
  }

  /// How much the model understands.
  var fidelity: TEICensus {
    (hasAnyText ? census : wholeCensus ?? census).result(table)
  }

  /// Makes the root element, a `TEI` without a `text`, the content of the transcript.
  private mutating func holdRoot(in transcript: inout Transcript) {
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
    guard !hasAnyText else { return }
    diagnostics.append(
      Diagnostic(
        .teiNoText, "the document has no 'text', which holds what was said",
        at: location(of: rootPosition)))
  }

  private func location(of position: XMLPosition) -> SourceLocation {
    SourceLocation(file: file, line: position.line, column: position.column)
  }

  /// Whether the header, if there is one, is known.
  var isPastHeader: Bool { hasText || surroundings.holdsRoot }

  /// Whether the header states digests.
  var statesDigests: Bool { header?.statesDigests ?? false }

  // MARK: - Events

  mutating func startElement(_ tag: XMLStartTag) {
    endText()
    if stack.isEmpty { enterRoot(tag) }
    let role = names.role(tag.name, in: table)
    let kind = kind(of: role)
    var frame = Frame(
      kind: kind, family: role.family, isHeader: role.isHeader,
      attributes: attributes.enter(tag, hasPrefix: role.hasPrefix, &names),
      outerScope: scope.depth, start: nodes.count)
    if tag.declaresNamespaces { declareNamespaces(of: tag, on: &frame) }
    switch kind {
    case .root:
      readRoot(&frame, hasDefault: tag.namespaces.contains { $0.prefix.isEmpty })
    case .text: readTextStart(&frame)
    case .header: break
    case .known(let element):
      wholeCensus?.count(tag.name, isTyped: true)
      if textDepth != nil {
        census.count(tag.name, isTyped: true)
      } else if element == .text {
        enterText()
      }
    case .unknown:
      wholeCensus?.count(tag.name, isTyped: false)
      if textDepth != nil { census.count(tag.name, isTyped: false) }
    }
    stack.append(frame)
  }

  private mutating func declareNamespaces(of tag: XMLStartTag, on frame: inout Frame) {
    for (prefix, uri) in tag.namespaces where scope.declare(prefix, uri) {
      attributes.declare(prefix, uri, at: &frame.attributes)
    }
  }

  mutating func text(_ bytes: Span<UInt8>) throws {
    // White space outside the root element is no event.
    bytes.withUnsafeBufferPointer { pendingText.append($0) }
    if pendingText.count > Self.longestText {
      throw DiagnosticError(
        .teiLimit, "a run of text is longer than the limit of \(Self.longestText) bytes",
        at: location(of: locator.position))
    }
  }

  /// The longest run of text that is held in memory, in bytes.
  private static let longestText = 64_000_000

  mutating func endElement() throws {
    endText()
    if headerDepth == stack.count { headerDepth = nil }
    if textDepth == stack.count { textDepth = nil }
    // What stood before it may have been handed on.
    if stack.count == 2, isInText, stack[0].isRelayed { try handOn() }
    guard let frame = stack.popLast() else { return }
    scope.leave(frame.outerScope)
    if frame.isRelayed {
      try relay?.end(in: &self, from: frame.start)
    } else {
      end(frame)
    }
    attributes.leave(frame.attributes)
    if waiting >= portion, headerDepth ?? 1 == 1 { try handOn() }
  }

  private mutating func end(_ frame: Frame) {
    let content = nodes.take(from: frame.start)
    switch frame.kind {
    case .root: surroundings.afterText = content
    case .text: transcript.content = content
    case .header:
      attributes.choose(frame.attributes)
      header = attributes.opaque(content)
      relay?.begin(statingDigests: header?.statesDigests ?? false)
    case .known, .unknown: appendElement(node(of: frame, with: content))
    }
  }

  /// The node for an element.
  mutating func node(of frame: Frame, with content: consuming [Node]) -> Node {
    attributes.choose(frame.attributes)
    guard case .known(let element) = frame.kind else {
      let opaque = attributes.opaque(content)
      if frame.isHeader, relay != nil, firstHeader == nil { firstHeader = opaque }
      return .opaque(opaque)
    }
    let id = attributes.take(.id).map { ElementID(rawValue: $0) }
    if let id, element != .quote { readOrigin(of: id) }
    if let family = frame.family {
      return TEIReader.node(family, id: id, &attributes, content)
    }
    return TEIReader.node(element, id: id, &attributes, content)
  }

  // MARK: - Handing on

  /// Hands on what is complete, if the relay knows by now what it writes.
  private mutating func handOn() throws {
    waiting = 0
    try relay?.take(from: &self)
  }

  /// Lends the nodes of an open element that stand before the next one.
  func withNodes(at level: Int, _ body: (Span<Node>) -> Void) {
    let end = level + 1 < stack.count ? stack[level + 1].start : nodes.count
    nodes.withNodes(from: stack[level].start, to: end, body)
  }

  /// Lends the nodes from `start` on, and forgets them.
  mutating func drainNodes(from start: Int, _ body: (Span<Node>) -> Void) {
    nodes.withNodes(from: start, to: nodes.count, body)
    nodes.remove(from: start)
  }

  /// Notes that the relay has the start of an open element.
  mutating func noteRelayed(_ level: Int) { stack[level].isRelayed = true }

  /// Forgets the nodes that are complete in the open elements from `level` on.
  mutating func forgetNodes(from level: Int) {
    let start = stack[level].start
    nodes.remove(from: start)
    for index in level..<stack.count { stack[index].start = start }
  }

  mutating func comment(_ text: String) {
    endText()
    append(.comment(text))
  }

  mutating func processingInstruction(target: String, data: String) {
    endText()
    append(.processingInstruction(target: target, data: data))
  }

  mutating func entityReference(_ name: String) {
    endText()
    if references.isEmpty { firstReference = locator.position }
    references[name, default: 0] += 1
    count(characters: 1)
    append(.entityReference(name))
  }

  mutating func startCDATA() {
    endText()
  }

  mutating func endCDATA() {
    // An empty section has no text, but it is a section.
    countText()
    append(.cdata(takeText()))
  }

  mutating func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) {
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

  private mutating func kind(of role: TEINameCache.Role) -> Frame.Kind {
    if headerDepth != nil { return .unknown }
    guard let outer = stack.last else {
      if !surroundings.holdsRoot { return .root }
      return role.element.map { .known($0) } ?? .unknown
    }
    if case .root = outer.kind, !hasText {
      if role.element == .text { return .text }
      if role.isHeader, header == nil {
        headerDepth = stack.count + 1
        surroundings.hasHeader = true
        surroundings.beforeHeader = nodes.take(from: outer.start)
        return .header
      }
    }
    if let element = role.element { return .known(element) }
    if role.isHeader { headerDepth = stack.count + 1 }
    return .unknown
  }

  /// Notes what the root element is.
  private mutating func enterRoot(_ tag: XMLStartTag) {
    let name = tag.names[tag.name].name
    hasRoot = true
    rootPosition = tag.position
    let isTEI = name.namespace == TEIVocabulary.namespace
    if isTEI, name.local == TEIHeaderElement.TEI.name { return }
    surroundings.holdsRoot = true
    scope = .bare()
    relay?.begin(statingDigests: false)
    if isTEI, name.local == TEIHeaderElement.teiCorpus.name { return }
    // A part of a header that stands alone is read as a header is.
    if names.role(tag.name, in: table).element == nil {
      headerDepth = 1
    } else {
      wholeCensus = TEICensusTaker()
    }
    if isTEI { return }
    if name.namespace.isEmpty, TEIVocabulary.isRoot(withoutNamespace: name.local) {
      diagnostics.append(
        Diagnostic(
          .teiNoNamespace,
          "the root element '\(name.local)' is in no namespace, as before TEI P5; all of it is kept as "
            + "it is", at: location(of: rootPosition)))
      return
    }
    let place = name.namespace.isEmpty ? "in no namespace" : "in the namespace '\(name.namespace)'"
    diagnostics.append(
      Diagnostic(
        .teiNotTEI,
        "the root element is '\(name.local)' \(place), not 'TEI' in '\(TEIVocabulary.namespace)'; "
          + "all of it is kept as it is", at: location(of: rootPosition)))
  }

  private mutating func reportReferences() {
    if references.isEmpty { return }
    let names = references.keys.sorted()
    let shown = names.prefix(5).map { "'&\($0);'" }.joined(separator: ", ")
    let count = references.values.reduce(0, +)
    diagnostics.append(
      Diagnostic(
        .teiUnknownEntity,
        "the text of \(shown)\(names.count > 5 ? " and \(names.count - 5) more" : "") is not in "
          + "the document; \(count == 1 ? "the reference is" : "\(count) references are") kept",
        at: location(of: firstReference)))
  }

  private mutating func readRoot(_ frame: inout Frame, hasDefault: Bool) {
    transcript.id = ElementID(rawValue: attributes.take(.id) ?? "")
    transcript.language = attributes.take(.lang)
    // The converter makes TEI the default namespace; where it is not, that has to be said.
    if !hasDefault, scope.declare("", "") { attributes.declare("", "", at: &frame.attributes) }
    surroundings.root = attributes.rest()
  }

  private mutating func readTextStart(_ frame: inout Frame) {
    hasText = true
    enterText()
    surroundings.text = attributes.rest()
    if !surroundings.hasHeader { relay?.begin(statingDigests: false) }
    if stack[0].isRelayed { return }
    surroundings.beforeText = nodes.take(from: stack[0].start)
    frame.start = nodes.count
  }

  private mutating func enterText() {
    hasAnyText = true
    textDepth = stack.count + 1
  }

  private mutating func countText() {
    // Only a relay is asked how much the model understands.
    if relay == nil || textDepth == nil && wholeCensus == nil { return }
    count(characters: pendingText.withSpan(TEICensusTaker.characters))
  }

  private mutating func count(characters: Int) {
    guard let frame = stack.last else { return }
    wholeCensus?.count(characters: characters, isTyped: frame.isTyped)
    if textDepth != nil { census.count(characters: characters, isTyped: frame.isTyped) }
  }

  private mutating func appendElement(_ node: consuming Node) {
    if stack.isEmpty { transcript.content = [node] } else { append(node) }
  }

  private mutating func append(_ node: consuming Node) {
    if stack.isEmpty {
      if hasRoot {
        surroundings.afterRoot.append(node)
      } else {
        surroundings.beforeRoot.append(node)
      }
    } else {
      nodes.append(node)
      waiting &+= 1
    }
  }

  private mutating func endText() {
    if pendingText.count == 0 { return }
    countText()
    append(.text(takeText()))
  }

  private mutating func takeText() -> String {
    defer { pendingText.cut(to: 0) }
    return pendingText.text(from: 0, count: pendingText.count)
  }

  /// Takes `@source` as the place of the element, if it is one as the converter writes it.
  private mutating func readOrigin(of id: ElementID) {
    guard let lines = attributes.withValue(of: .source, { LineRange(pointer: $0) }),
      origins.insert(lines, for: id.rawValue)
    else { return }
    attributes.drop(.source)
  }
}

extension XMLName {
  /// TEI's `teiHeader`.
  static let teiHeader = XMLName(TEIHeaderElement.teiHeader.name, in: TEIVocabulary.namespace)
}
