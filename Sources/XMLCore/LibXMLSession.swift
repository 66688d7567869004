import CLibXML2
import Diagnostics

/// One parse: libxml2's SAX2 interface on one side, a sink on the other.
///
/// The parser asks for bytes through a callback and reports through
/// callbacks, all of which get the session as their context. No tree is built. Nothing is ever
/// thrown through C: the first failure is kept, the input then ends, and ``run()`` throws it.
final class LibXMLSession {
  private let input: XMLInput
  private let sink: any XMLEventSink
  private let tag: XMLStartTag
  private let limits: XMLReader.Limits
  private let state = Held(State())

  /// What an event looks at or changes.
  private struct State {
    var context: xmlParserCtxtPtr?
    /// Whether nothing has failed yet, here or in the input.
    var isRunning = true
    var cache = XMLNameCache()
    var open: [(name: XMLNameTable.ID, line: Int)] = []
    var hasDoctype = false
    /// Where the event being sent begins, as far as that is known, and where it ends.
    var eventStart = 0
    var eventEnd = 0
    /// The columns behind ``eventEnd`` that the parser has yet to pass.
    var beyond = 0
    /// What is added to the parser's count of bytes to tell where in the document it is.
    var shift = 0
    /// The elements that the parser is led into, innermost first, before it gets the document: they
    /// are no news.
    var introduced: [Handover.Element] = []
    /// Whether it is led behind a root.
    var isBehindRoot = false
    /// Whether the document type declaration is no news either.
    var knowsDoctype = false
  }

  private let needsEndPositions: Bool
  /// How many names there may be in the table.
  private let mostNames: Int
  private var failure: (any Error)?
  private var expanded = 0
  private var defaults = 0
  private var doctype: (name: String, publicID: String?, systemID: String?)?
  private var isInUnreadEntity = false

  var context: xmlParserCtxtPtr? {
    get { state.value.context }
    set { state.value.context = newValue }
  }

  private var isRunning: Bool {
    get { state.value.isRunning }
    set { state.value.isRunning = newValue }
  }

  /// libxml2's tables, set up once by whoever comes first.
  private static let isReady: Bool = {
    ResourceGate.install()
    return true
  }()

  /// What holds the entities that stand for those outside, where references to them are kept.
  private var outside: xmlDocPtr?
  private let keepsReferencesInValues: Bool

  /// - Parameter place: Where the document is to be read from.
  init(
    input: XMLInput, sink: any XMLEventSink, tag: XMLStartTag, options: XMLReader.Options,
    from place: Handover
  ) {
    mostNames = place.mostNames
    input.resume(at: place.offset, behind: place.markup)
    state.value.shift = place.offset - place.markup.count
    state.value.introduced = place.open.reversed()
    state.value.isBehindRoot = place.isBehindRoot
    state.value.knowsDoctype = place.hasDoctype
    self.input = input
    self.sink = sink
    self.tag = tag
    limits = options.limits
    keepsReferencesInValues = options.keepsReferencesInValues
    needsEndPositions = sink.needsEndPositions
  }

  /// Parses to the end, or throws the first failure.
  func run() throws {
    var handler = Self.handler
    guard Self.isReady,
      let context = xmlCreateIOParserCtxt(
        &handler, Unmanaged.passUnretained(self).toOpaque(), Self.readCallback, nil,
        Unmanaged.passUnretained(self).toOpaque(), XML_CHAR_ENCODING_UTF8)
    else { throw LibXMLOutOfMemory() }
    self.context = context
    defer {
      self.context = nil
      xmlFreeDoc(context.pointee.myDoc)
      context.pointee.myDoc = nil
      xmlFreeDoc(outside)
      outside = nil
      xmlFreeParserCtxt(context)
    }
    // Without XML_PARSE_HUGE no text or attribute may exceed 10 MB; with it, libxml2 no longer
    // limits what entities do, so ``getEntity(_:)`` does. The input is UTF-8 already, whatever the
    // declaration says.
    let options =
      XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue
      | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(bitPattern: UInt32(options)))
    tag.locator.follow(self)
    defer { tag.locator.stop(at: input.position(at: used)) }
    xmlParseDocument(context)
    if let failure = failure ?? input.failure { throw failure }
    try sendDoctype()
    try sink.endDocument()
  }

  // MARK: - Where the parse stands

  /// What the parser reads the document from.
  @inline(__always) private var main: xmlParserInputPtr? {
    guard let context = state.value.context, context.pointee.inputNr > 0 else { return nil }
    return context.pointee.inputTab?[0]
  }

  /// The number of bytes that the parser has done with.
  @inline(__always) private var used: Int {
    guard let main, let base = main.pointee.base, let cur = main.pointee.cur else {
      return input.handed
    }
    return Int(main.pointee.consumed) + (cur - base) + state.value.shift
  }

  /// Notes that an event ends where the parser stands.
  @inline(__always) private func markEvent() {
    state.value.eventEnd = used
    state.value.beyond = 0
  }

  /// Notes where the start tag ends whose last attribute the parser has just read: it is called back
  /// before the closing `>` or `/>`.
  @inline(__always) private func markStartTag() {
    markEvent()
    // Inside an entity, the tag is not in the document.
    guard let context = state.value.context, context.pointee.depth == 0 else { return }
    state.value.beyond = main?.pointee.cur?.pointee == UInt8(ascii: "/") ? 2 : 1
  }

  // MARK: - Failure

  @inline(__always) func attempt(_ work: () throws -> Void) {
    guard isRunning else { return }
    do { try work() } catch { fail(error) }
  }

  private func fail(_ error: any Error) {
    guard isRunning else { return }
    isRunning = false
    failure = error
    context?.pointee.disableSAX = 1
  }

  private func exceeded(_ what: String, _ limit: Int) -> DiagnosticError {
    DiagnosticError(
      .xmlLimit, "\(what) are more than the limit of \(limit)", at: input.location(at: used))
  }

  // MARK: - Input

  func read(_ buffer: UnsafeMutablePointer<CChar>, _ count: Int) -> Int {
    guard isRunning else { return 0 }
    let filled = buffer.withMemoryRebound(to: UInt8.self, capacity: count) {
      input.read(into: UnsafeMutableBufferPointer(start: $0, count: count), used: used)
    }
    if input.failure != nil { isRunning = false }
    return filled
  }

  // MARK: - Elements

  func startElement(
    _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?,
    _ namespace: UnsafePointer<UInt8>?, namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    count namespaceCount: Int, attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    count attributeCount: Int, defaulted: Int
  ) throws {
    if isIntroduced() { return }
    markStartTag()
    if state.value.hasDoctype { try sendDoctype() }
    try tag.fill { tag in
      tag.begin(try name(local, prefix, namespace))
      if let namespaces {
        for index in 0..<namespaceCount {
          tag.declare(
            namespaces[2 * index].map { String(cString: $0) } ?? "",
            namespaces[2 * index + 1].map { String(cString: $0) } ?? "")
        }
      }
      if let attributes {
        for index in 0..<attributeCount {
          let attribute = attributes + 5 * index
          guard let local = attribute[0], let start = attribute[3], let end = attribute[4] else {
            continue
          }
          let isDefault = index >= attributeCount - defaulted
          if isDefault { try expand(by: end - start) }
          tag.add(
            try name(local, attribute[1], attribute[2]),
            UnsafeBufferPointer(start: start, count: end - start), isSpecified: !isDefault)
        }
      }
    }
    if namespaceCount + attributeCount > limits.attributes {
      throw exceeded("the attributes of an element", limits.attributes)
    }
    if let context, Int(context.pointee.nsNr) / 2 > limits.namespacesInScope {
      throw exceeded("the namespace declarations in scope", limits.namespacesInScope)
    }
    if state.value.open.count == limits.depth {
      throw exceeded("the elements open here, one inside the other,", limits.depth)
    }
    state.value.open.append((tag.name, openingLine))
    try sink.startElement(tag)
  }

  /// The line to name where the element being opened is not closed; the parser counts lines, but
  /// takes no CR for the end of one.
  @inline(__always) private var openingLine: Int {
    input.hasReturns ? line : main.map { Int($0.pointee.line) } ?? 0
  }

  /// Whether the element that begins is one that the parser is led into.
  @inline(__always) private func isIntroduced() -> Bool {
    if let element = state.value.introduced.popLast() {
      state.value.open.append((element.name, element.line))
      return true
    }
    return state.value.isBehindRoot
  }

  func endElement() throws {
    if state.value.isBehindRoot {
      state.value.isBehindRoot = false
      return
    }
    markEvent()
    state.value.open.removeLast()
    try sink.endElement(at: needsEndPositions ? position : XMLPosition())
  }

  @inline(__always) private func name(
    _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?,
    _ namespace: UnsafePointer<UInt8>?
  ) throws -> XMLNameTable.ID {
    if let known = state.value.cache.find(local, prefix, namespace) { return known }
    return try enter(local, prefix, namespace)
  }

  /// Numbers a name that was not met before.
  private func enter(
    _ local: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?,
    _ namespace: UnsafePointer<UInt8>?
  ) throws -> XMLNameTable.ID {
    let entry = XMLName(String(cString: local), in: namespace.map { String(cString: $0) } ?? "")
    let prefixName = prefix.map { String(cString: $0) } ?? ""
    if entry.local.utf8.count + prefixName.utf8.count > limits.nameLength {
      throw exceeded("the bytes of a name", limits.nameLength)
    }
    let id = tag.names.id(of: entry, prefix: prefixName)
    if tag.names.count > mostNames {
      throw exceeded("the distinct names", limits.names)
    }
    state.value.cache.enter(local, prefix, namespace, as: id)
    return id
  }

  // MARK: - Text

  func characters(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    var rest = bytes
    var isInPlace = false
    state.value.beyond = 0
    // What the parser made or copied stands behind what was sent before.
    state.value.eventStart = state.value.eventEnd
    if let main, let base = main.pointee.base, let start = bytes.baseAddress, start >= base,
      start < main.pointee.end
    {
      isInPlace = true
      state.value.eventStart = Int(main.pointee.consumed) + (start - base) + state.value.shift
      if let original = input.original(from: state.value.eventStart, count: bytes.count) {
        rest = original
      }
    }
    while true {
      let cut = rest.count > Self.longestPiece ? Self.cut(of: rest) : rest.count
      state.value.eventEnd = isInPlace ? state.value.eventStart + cut : used
      try sink.text(UnsafeBufferPointer(rebasing: rest[..<cut]).span)
      if cut == rest.count { return }
      if isInPlace { state.value.eventStart = state.value.eventEnd }
      rest = UnsafeBufferPointer(rebasing: rest[cut...])
    }
  }

  /// Where the longest piece of `text` ends, which is longer.
  private static func cut(of text: UnsafeBufferPointer<UInt8>) -> Int {
    var cut = longestPiece
    while text[cut] & 0xC0 == 0x80 { cut -= 1 }
    return cut
  }

  func cdata(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try sink.startCDATA()
    if !bytes.isEmpty { try characters(bytes) }
    try sink.endCDATA()
  }

  private static let longestPiece = 65_536

  // MARK: - Comments, instructions, document type

  private var isInSubset: Bool { context.map { $0.pointee.inSubset != 0 } ?? false }

  func comment(_ text: UnsafePointer<UInt8>?) throws {
    guard !isInSubset else { return }
    markEvent()
    try sendDoctype()
    try sink.comment(text.map { String(cString: $0) } ?? "")
  }

  func instruction(
    _ target: UnsafePointer<UInt8>?, _ data: UnsafePointer<UInt8>?
  ) throws {
    guard !isInSubset, let target else { return }
    markEvent()
    try sendDoctype()
    try sink.processingInstruction(
      target: String(cString: target), data: data.map { String(cString: $0) } ?? "")
  }

  func beginDoctype(
    _ name: UnsafePointer<UInt8>?, _ publicID: UnsafePointer<UInt8>?,
    _ systemID: UnsafePointer<UInt8>?
  ) {
    guard isRunning, let context, let name else { return }
    state.value.hasDoctype = !state.value.knowsDoctype
    doctype = (
      String(cString: name), publicID.map { String(cString: $0) },
      systemID.map { String(cString: $0) }
    )
    // The entities need a document to live in; with one of its own version, libxml2 does not
    // build another behind our back.
    context.pointee.myDoc = xmlNewDoc("1.0")
    xmlCreateIntSubset(context.pointee.myDoc, name, nil, nil)
  }

  /// Sends the document type declaration once it is complete: before whatever follows it.
  private func sendDoctype() throws {
    guard state.value.hasDoctype, let doctype else { return }
    state.value.hasDoctype = false
    try sink.doctype(
      name: doctype.name, publicID: doctype.publicID, systemID: doctype.systemID,
      internalSubset: input.internalSubset.map { String(decoding: $0, as: UTF8.self) })
  }

  // MARK: - Entities

  func declareEntity(
    _ name: UnsafePointer<UInt8>, _ type: Int32, _ publicID: UnsafePointer<UInt8>?,
    _ systemID: UnsafePointer<UInt8>?, _ content: UnsafeMutablePointer<UInt8>?
  ) {
    // libxml2 writes its objections to a redeclared '&lt;' to standard error.
    guard let context, xmlGetPredefinedEntity(name) == nil else { return }
    xmlSAX2EntityDecl(context, name, type, publicID, systemID, content)
  }

  func declareAttribute(_ value: UnsafePointer<UInt8>?) throws {
    guard value != nil else { return }
    defaults += 1
    if defaults > limits.attributeDefaults {
      throw exceeded("the attribute defaults", limits.attributeDefaults)
    }
  }

  /// The internal entity of that name; `nil` for one that is not there or is outside.
  func entity(_ name: UnsafePointer<UInt8>) -> xmlEntityPtr? {
    guard isRunning, let context else { return nil }
    if isInUnreadEntity {
      isInUnreadEntity = false
      context.pointee.hasPErefs = 0
    }
    guard let entity = xmlSAX2GetEntity(context, name) else { return entityOutside(name) }
    switch entity.pointee.etype {
    // libxml2 objects to a reference to the second, and never reads it.
    case XML_INTERNAL_PREDEFINED_ENTITY, XML_EXTERNAL_GENERAL_UNPARSED_ENTITY: return entity
    case XML_INTERNAL_GENERAL_ENTITY:
      attempt { try expand(by: Int(entity.pointee.length)) }
      return isRunning ? entity : nil
    default:
      // Not handed out, so libxml2 cannot read it. It would call it undeclared, but for a flag that
      // says that declarations may not all have been read: raised until the next reference.
      if context.pointee.inSubset == 0, context.pointee.hasPErefs == 0 {
        isInUnreadEntity = true
        context.pointee.hasPErefs = 1
      }
      return nil
    }
  }

  /// An entity that stands for one that may be declared outside the document, in an attribute value
  /// (XML 1.0 §4.1, "Entity Declared"); elsewhere the reference is an event.
  private func entityOutside(_ name: UnsafePointer<UInt8>) -> xmlEntityPtr? {
    guard keepsReferencesInValues, let context,
      context.pointee.instate == XML_PARSER_ATTRIBUTE_VALUE, context.pointee.standalone != 1,
      context.pointee.hasExternalSubset != 0 || context.pointee.hasPErefs != 0
    else { return nil }
    if outside == nil {
      outside = xmlNewDoc("1.0")
      xmlCreateIntSubset(outside, "outside", nil, nil)
    }
    if let known = xmlGetDocEntity(outside, name) { return known }
    var content = Array(XMLReference.placeholder(for: String(cString: name)).utf8)
    content.append(0)
    return xmlAddDocEntity(
      outside, name, Int32(XML_INTERNAL_GENERAL_ENTITY.rawValue), nil, nil, content)
  }

  func parameterEntity(_ name: UnsafePointer<UInt8>) -> xmlEntityPtr? {
    guard isRunning, let context, let entity = xmlSAX2GetParameterEntity(context, name) else {
      return nil
    }
    guard entity.pointee.etype == XML_INTERNAL_PARAMETER_ENTITY else {
      // From here on, declarations may be missing (XML 1.0 §4.1, "Entity Declared").
      context.pointee.hasPErefs = 1
      return nil
    }
    attempt { try expand(by: Int(entity.pointee.length)) }
    return isRunning ? entity : nil
  }

  func reference(_ name: UnsafePointer<UInt8>) throws {
    let name = String(cString: name)
    if context?.pointee.instate == XML_PARSER_ATTRIBUTE_VALUE {
      throw DiagnosticError(
        .xmlEntity,
        "an attribute value refers to '&\(name);', which lies outside the document and is not read; write its text",
        at: input.location(at: used))
    }
    markEvent()
    try sink.entityReference(name)
  }

  private func expand(by count: Int) throws {
    expanded += count + 32
    let limit = limits.entityExpansion + limits.entityExpansionRatio * input.handed
    if expanded > limit {
      throw exceeded("the bytes that entities and attribute defaults add", limit)
    }
  }

  // MARK: - Errors

  /// The scalar that the parser looks at; the bytes have been checked to be UTF-8.
  private var upcoming: Unicode.Scalar? {
    guard let main, let cur = main.pointee.cur, main.pointee.end > cur else { return nil }
    var decoder = UTF8()
    var iterator = input.bytes(from: used).prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return scalar
  }

  /// Whether a context is not that of the document: libxml2 gives the text of an entity its own.
  func isForeign(_ other: UnsafeMutableRawPointer?) -> Bool {
    other != context.map { UnsafeMutableRawPointer($0) }
  }

  func report(_ error: XMLComplaint) {
    guard isRunning, error.isFatal else { return }
    var place = used
    if error.isEndOfSection, !error.isInEntity {
      // The parser may stand at the beginning of the text.
      place += input.bytes(from: used).firstOffset(of: "]]>") ?? 0
    }
    let location = input.location(at: place)
    let innermost = state.value.open.last.map { (tag.names[$0.name].qualified, $0.line) }
    fail(
      DiagnosticError(
        error.diagnostic(at: location, before: upcoming, innermost: innermost)))
  }
}

extension LibXMLSession: XMLPlaces {
  /// Just behind the event being sent.
  var position: XMLPosition {
    var position = input.position(at: state.value.eventEnd)
    position.column += state.value.beyond
    return position
  }

  /// The line of ``position``.
  var line: Int { input.line(at: state.value.eventEnd) }

  /// Where the text being sent begins.
  var textStart: XMLPosition { input.position(at: state.value.eventStart) }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset at which `text` is found first.
  func firstOffset(of text: StaticString) -> Int? {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return indices.first { self[$0...].starts(with: wanted) }
  }
}

/// libxml2 could not allocate a parser.
struct LibXMLOutOfMemory: Error {}
