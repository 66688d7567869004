import Diagnostics
import Transcripts
import XMLCore

/// Writes elements and text as markup, and counts the elements of a text.
///
/// Everything that all elements have in common is here: name, identifier, place in the source,
/// namespaces, extras. A character that XML cannot hold becomes U+FFFD; for names, comments and
/// processing instructions the transcript has to answer. An element without extras, in a document
/// whose default namespace is TEI, goes straight from the model to the bytes; any other is gathered
/// as a ``TEIStartTag`` first.
struct TEIBodyWriter {
  /// How the markup looks; in the canonical form, attributes and declarations are sorted and an
  /// empty element has an end tag.
  private let form: XMLWriter.Form
  /// Where the elements stood in the source.
  var origins: Origins
  let watcher: (any TranscriptWatcher)?
  private let spelling = TEISpelling.shared
  /// Which element each form of a family is.
  let families = TEIFamily.elements
  private var markup: XMLMarkup
  /// Whether what is written is cut into pieces, and not drained.
  var cutsPieces = true
  private var pieces: [[UInt8]] = []
  /// How often each element has been written, in the canonical form.
  private(set) var counts = TEIElementCounts()
  private var scope = NamespaceScope()
  private var gatheredOpen: [(name: String, outerScope: Int)] = []
  /// Whether a start tag still lacks its `>`, since an empty element may end in `/>`.
  private var isStartTagOpen = false
  /// The tag that is gathered, if the current element needs that.
  private var gathered: TEIStartTag?
  /// Where the current element stood in the source, until the turn of `@source` comes.
  private var place: LineRange?
  /// Where the element that is written next stood, if whoever has it written knows.
  private var placeOfNext: LineRange?
  /// Where ``origins`` was found last.
  private var placeHint = 0
  /// The identifier of the current element, until the turn of `@xml:id` comes.
  private var identifier: ElementID?
  /// How the start tag is written that has begun, and how many namespaces are in scope around it.
  private var started = StartedTag.gathered
  private var outerScope = 0
  /// Which attributes of the current element have been written, one bit for several.
  private var written: UInt64 = 0
  /// Whether of the next element only the start is written.
  private var leavesOpen = false
  /// What ``end(_:)`` has to know of the element that was left open.
  private var leftOpen: StartedTag?

  /// The size from which a piece is complete.
  var pieceSize = 65_536
  /// The room that there is at first.
  ///
  /// When it has doubled twice it is enough for a piece, and less than 128 KB, from where on the
  /// allocator would not use the room of nodes that have been let go of.
  private static let pieceCapacity = 24_576
  /// The room for what stands around a text, which is short.
  static let frameCapacity = 8_192

  init(
    form: XMLWriter.Form, origins: Origins, watcher: (any TranscriptWatcher)? = nil,
    capacity: Int = pieceCapacity
  ) {
    markup = XMLMarkup(capacity: capacity)
    self.form = form
    self.origins = origins
    self.watcher = watcher
  }

  /// Takes away what has been written.
  mutating func take() -> [[UInt8]] {
    closeStartTag()
    if markup.count > 0 { pieces.append(markup.take()) }
    defer { pieces = [] }
    return pieces
  }

  /// Lends what has been written and cut into no pieces, if that is enough for one.
  mutating func drain(_ body: (Span<UInt8>) throws -> Void) rethrows {
    if markup.count >= pieceSize, !isStartTagOpen { try markup.drain(body) }
  }

  /// Takes away the pieces that are complete.
  mutating func takeCompleted() -> [[UInt8]] {
    if pieces.isEmpty { return [] }
    defer { pieces = [] }
    return pieces
  }

  /// Takes away what has been written apart from the rest of its text: its markup, and how often each
  /// element occurs.
  mutating func takePart() -> (markup: [[UInt8]], counts: TEIElementCounts) {
    defer { counts = TEIElementCounts() }
    return (take(), counts)
  }

  /// Appends what was written apart.
  mutating func append(_ counts: TEIElementCounts) {
    self.counts += counts
  }

  /// Begins without a default namespace, so that a root of any name declares its own.
  mutating func forgetNamespaces() {
    scope = .bare()
  }

  /// Writes the declaration of XML; to be called first.
  mutating func declaration() {
    markup.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
  }

  /// Writes a node and what is inside; the node stood in these lines of the source.
  mutating func write(_ node: Node, at lines: LineRange?) {
    placeOfNext = lines
    write(node)
    placeOfNext = nil
  }

  /// Writes the start of an utterance, which stood in these lines of the source.
  mutating func start(_ utterance: Utterance, at lines: LineRange) -> StartedTag {
    placeOfNext = lines
    defer { placeOfNext = nil }
    return start(utterance)
  }

  /// Writes characters, escaped as need be.
  mutating func characters(_ run: Span<UInt8>) {
    closeStartTag()
    markup.appendCharacters(ofText: run)
  }

  /// Writes a run of text as a CDATA section; the canonical form has none.
  mutating func cdata(_ run: String) {
    guard form == .plain else { return characters(run.utf8Span.span) }
    closeStartTag()
    markup.append("<![CDATA[")
    // A `]]>` in the text would end the section, so the section is split before the `>`.
    markup.append(
      XMLCharacters.replacingForbidden(in: run).replacing("]]>", with: "]]]]><![CDATA[>"))
    markup.append("]]>")
  }

  /// Writes a reference to an entity.
  mutating func entityReference(_ name: String) {
    closeStartTag()
    markup.append("&")
    markup.append(name)
    markup.append(UInt8(ascii: ";"))
  }

  /// Writes a document type declaration.
  mutating func documentType(_ type: DocumentType) {
    markup.append("<!DOCTYPE \(type.name)")
    if let publicID = type.publicID {
      markup.append(" PUBLIC \"\(publicID)\"")
    } else if type.systemID != nil {
      markup.append(" SYSTEM")
    }
    if let systemID = type.systemID {
      let quote = systemID.utf8.contains(UInt8(ascii: "\"")) ? "'" : "\""
      markup.append(" \(quote)\(systemID)\(quote)")
    }
    if let subset = type.internalSubset { markup.append(" [\(subset)]") }
    markup.append(">\n")
  }

  /// Writes a comment.
  mutating func comment(_ text: String) {
    closeStartTag()
    markup.append("<!--")
    markup.append(text)
    markup.append("-->")
  }

  /// Writes a processing instruction.
  mutating func processingInstruction(_ target: String, _ data: String) {
    closeStartTag()
    markup.append("<?")
    markup.append(target)
    if !data.isEmpty {
      markup.append(UInt8(ascii: " "))
      markup.append(data)
    }
    markup.append("?>")
  }

  /// Writes an element that the model knows and that has no attributes of its own.
  mutating func element(
    _ name: TEIElement, _ id: ElementID?, _ content: [Node], _ extras: Extras
  ) {
    begin(name, id, extras)
    finish(content, extras)
  }

  /// Writes the start of an element, and nothing of what is inside.
  mutating func open(_ element: Node) -> StartedTag? {
    leavesOpen = true
    write(element)
    leavesOpen = false
    return leftOpen.take()
  }

  private mutating func leaveOpen(_ tag: StartedTag) {
    leavesOpen = false
    leftOpen = tag
  }

  /// What ``end(_:)`` has to know of an element.
  enum StartedTag {
    case plain(TEIElement)
    case gathered
  }

  /// Begins the start tag of an element that the model knows.
  ///
  /// Its own attributes are added by ``add(_:_:)``, in the order of Canonical XML, and then comes
  /// ``finish(_:_:)``: so no element is handed around, which would copy it.
  mutating func begin(_ name: TEIElement, _ id: ElementID?, _ extras: Extras) {
    closeStartTag()
    counts.add(name)
    // Most have none.
    if id != nil || identifier != nil { identifier = id }
    place = nil
    // The `source` of a `quote` is the document that it quotes.
    if name != .quote, let id {
      place = placeOfNext ?? origins.lines(of: id.rawValue, near: &placeHint)
    }
    placeOfNext = nil
    if place != nil, extras.holds(.source) { place = nil }
    if canFollow(extras) {
      started = .plain(name)
      spelling.appendStart(of: name, to: &markup)
      written = 0
    } else {
      started = .gathered
      outerScope = scope.depth
      gather(XMLName(name.name, in: TEIVocabulary.namespace), extras)
    }
  }

  /// Ends the start tag that has begun, and writes what is inside and the end tag.
  mutating func finish(_ content: [Node], _ extras: Extras) {
    let tag = finishStart(extras)
    if leavesOpen { return leaveOpen(tag) }
    write(content)
    end(tag)
  }

  /// Ends the start tag that has begun.
  mutating func finishStart(_ extras: Extras) -> StartedTag {
    addRest(upTo: nil)
    switch started {
    case .plain:
      if !extras.isEmpty { append(extras) }
      finishStartTag()
    case .gathered:
      gatherAttributes(of: extras)
      openGathered(outerScope: outerScope)
    }
    return started
  }

  /// Writes the start of an element that the model knows; `attributes` adds its own by ``add(_:_:)``.
  mutating func start(
    _ name: TEIElement, _ element: some Element, attributes: (inout Self) -> Void
  ) -> StartedTag {
    begin(name, element.id, element.extras)
    attributes(&self)
    return finishStart(element.extras)
  }

  /// Writes the start of a segment, whose identifier is that of its utterance and its number: `.p2`.
  mutating func startSegment(_ number: Int, of utterance: String) -> StartedTag {
    guard scope.isDefaultTEI, origins.count == 0 else {
      return start(.seg, Segment(id: ElementID(rawValue: "\(utterance).p\(number)"))) { _ in }
    }
    closeStartTag()
    counts.add(.seg)
    spelling.appendStart(of: .seg, to: &markup)
    spelling.appendStart(of: .id, to: &markup)
    markup.appendCharacters(ofValue: utterance)
    markup.append(".p")
    markup.append(number)
    markup.append(UInt8(ascii: "\""))
    finishStartTag()
    return .plain(.seg)
  }

  /// Writes the end of an element that the model knows.
  mutating func end(_ tag: StartedTag) {
    guard case .plain(let name) = tag else { return end() }
    if isStartTagOpen { return closeEmptyElement() }
    spelling.appendEnd(of: name, to: &markup)
    completePiece()
  }

  /// Writes an element that the model does not know.
  mutating func opaque(_ opaque: Opaque) {
    start(opaque)
    if leavesOpen { return leaveOpen(.gathered) }
    write(opaque.content)
    end()
  }

  /// Writes the start of an element that the model does not know.
  mutating func start(_ opaque: Opaque, declaringAll: Bool = false) {
    closeStartTag()
    if form == .plain, !declaringAll, opaque.namespace == TEIVocabulary.namespace,
      canFollow(opaque.extras)
    {
      markup.append(UInt8(ascii: "<"))
      markup.append(opaque.name)
      written = 0
      append(opaque.extras)
      gatheredOpen.append((opaque.name, scope.depth))
      return finishStartTag()
    }
    // What is written in the plain form is not the text, and nobody wants it counted.
    if form == .canonical {
      counts.add(XMLName(opaque.name, in: opaque.namespace))
    }
    let outerScope = scope.depth
    gather(opaque)
    if declaringAll { gathered?.declarations = scope.all }
    openGathered(outerScope: outerScope)
  }

  /// Enters an element without writing it: its namespaces are in scope from now on.
  mutating func enter(_ opaque: Opaque) {
    gather(opaque)
    gathered = nil
  }

  private mutating func gather(_ opaque: Opaque) {
    gather(XMLName(opaque.name, in: opaque.namespace), opaque.extras)
    gatherAttributes(of: opaque.extras)
  }

  /// Ends the innermost element that was started, not written as a whole.
  mutating func end() {
    guard let (name, outerScope) = gatheredOpen.popLast() else { return }
    scope.leave(outerScope)
    if isStartTagOpen { return closeEmptyElement() }
    markup.append("</")
    markup.append(name)
    markup.append(UInt8(ascii: ">"))
    completePiece()
  }

  private mutating func completePiece() {
    if cutsPieces, markup.count >= pieceSize { pieces.append(markup.take()) }
  }
}

// MARK: - Header

extension TEIBodyWriter: HeaderSink {
  mutating func open(_ element: TEIHeaderElement, _ attributes: [(TEIAttribute, String?)]) {
    guard form == .plain, scope.isDefaultTEI else {
      return start(Opaque(element, attributes))
    }
    closeStartTag()
    markup.append(UInt8(ascii: "<"))
    markup.append(element.name)
    for case (let attribute, let value?) in attributes {
      spelling.append(attribute, value, to: &markup)
    }
    gatheredOpen.append((element.name, scope.depth))
    finishStartTag()
  }

  mutating func text(_ text: String) { self.text(text.utf8Span.span) }

  mutating func close() { end() }
}

// MARK: - Tags

extension TEIBodyWriter {
  /// Writes the start tag that was gathered.
  private mutating func openGathered(outerScope: Int) {
    guard var tag = gathered.take() else { return }
    if form == .canonical { tag.sort() }
    tag.append(to: &markup)
    gatheredOpen.append((tag.qualified, outerScope))
    finishStartTag()
  }

  private mutating func finishStartTag() {
    switch form {
    case .plain: isStartTagOpen = true
    case .canonical: markup.append(UInt8(ascii: ">"))
    }
  }

  private mutating func closeStartTag() {
    guard isStartTagOpen else { return }
    isStartTagOpen = false
    markup.append(UInt8(ascii: ">"))
  }

  private mutating func closeEmptyElement() {
    isStartTagOpen = false
    markup.append("/>")
  }

  /// Whether the extras of an element can be written behind the attributes that the model knows: none
  /// of them says anything of names or namespaces, and no order is asked for.
  private func canFollow(_ extras: Extras) -> Bool {
    guard scope.isDefaultTEI else { return false }
    if extras.isEmpty { return true }
    guard form == .plain else { return false }
    let each = extras.each.span
    for index in each.indices {
      switch each[index] {
      case .attribute("", "", _, _): continue
      case .attribute("xml", XMLName.xmlNamespace, _, _): continue
      default: return false
      }
    }
    return true
  }

  /// Writes the attributes of `extras`, but for those that the model knew of the element.
  private mutating func append(_ extras: Extras) {
    let each = extras.each.span
    for index in each.indices {
      guard case .attribute(let prefix, _, let name, let value) = each[index],
        written == 0 || !spelling.spells(name, isXML: !prefix.isEmpty, inOneOf: written)
      else { continue }
      markup.append(UInt8(ascii: " "))
      if !prefix.isEmpty {
        markup.append(prefix)
        markup.append(UInt8(ascii: ":"))
      }
      markup.append(name)
      markup.append("=\"")
      markup.appendCharacters(ofValue: value)
      markup.append(UInt8(ascii: "\""))
    }
  }

  /// Begins a tag whose name may need a prefix or a declaration.
  private mutating func gather(_ name: XMLName, _ extras: Extras) {
    var tag = TEIStartTag(name)
    for extra in extras.each {
      switch extra {
      case .prefix(let written): tag.prefix = written
      case .namespace(let prefix, let uri): declare(prefix, uri, on: &tag)
      case .attribute: break
      }
    }
    declare(tag.prefix, name.namespace, on: &tag)
    gathered = tag
  }

  private mutating func declare(_ prefix: String, _ uri: String, on tag: inout TEIStartTag) {
    if scope.declare(prefix, uri) { tag.declarations.append((prefix, uri)) }
  }

  /// Gathers the attributes of `extras`, but for those that the model knew of the element.
  private mutating func gatherAttributes(of extras: Extras) {
    guard var tag = gathered else { return }
    let known = tag.attributes.count
    for case .attribute(let prefix, let namespace, let name, let value) in extras.each {
      let full = XMLName(name, in: namespace)
      if tag.attributes.prefix(known).contains(where: { $0.name == full }) { continue }
      if !namespace.isEmpty { declare(prefix, namespace, on: &tag) }
      tag.add(full, prefix: prefix, value)
    }
    gathered = tag
  }
}

// MARK: - Attributes

extension TEIBodyWriter {
  /// Adds an attribute to the current element, if it has a value.
  @inline(__always)
  mutating func add(_ attribute: TEIAttribute, _ value: String?) {
    if let value { add(attribute, value: value) }
  }

  private mutating func add(_ attribute: TEIAttribute, value: String) {
    addRest(upTo: attribute)
    append(attribute, value)
  }

  /// Adds an attribute to the current element, if it has a value.
  @inline(__always)
  mutating func add(_ attribute: TEIAttribute, _ value: (some RawRepresentable<String>)?) {
    if let value { add(attribute, value: value.rawValue) }
  }

  /// Adds what all elements have and what comes before `next` in the order of Canonical XML.
  private mutating func addRest(upTo next: TEIAttribute?) {
    if let place, next.map({ $0.rawValue >= TEIAttribute.source.rawValue }) ?? true {
      self.place = nil
      if next != .source { append(place) }
    }
    if let identifier, next.map({ $0.rawValue >= TEIAttribute.id.rawValue }) ?? true {
      self.identifier = nil
      append(.id, identifier.rawValue)
    }
  }

  private mutating func append(_ attribute: TEIAttribute, _ value: String) {
    if gathered != nil {
      gathered?.add(attribute, value)
    } else {
      written |= TEISpelling.bit(of: attribute)
      spelling.append(attribute, value, to: &markup)
    }
  }

  private mutating func append(_ place: LineRange) {
    if gathered != nil {
      gathered?.add(.source, place.pointer)
    } else {
      written |= TEISpelling.bit(of: .source)
      spelling.appendStart(of: .source, to: &markup)
      place.appendPointer(to: &markup)
      markup.append(UInt8(ascii: "\""))
    }
  }
}

extension Extras {
  /// Whether there is an attribute of this name, in no namespace.
  func holds(_ attribute: TEIAttribute) -> Bool {
    each.contains {
      if case .attribute(_, "", attribute.localName, _) = $0 { true } else { false }
    }
  }
}
