/// Builds an ``XMLTree`` from events.
public final class XMLTreeBuilder: XMLEventSink {
  private let names: XMLNameTable
  private let file: String
  private let locator: XMLLocator
  private var records: [XMLTree.Record]
  private var texts: [String] = []
  private var attributes: [XMLTree.Attribute] = []
  private var namespaces: [(prefix: String, uri: String)] = []
  private var open: [Int32] = [0]
  private var pending: [UInt8] = []
  private var pendingPosition = XMLPosition()

  /// Creates a builder for events whose names are in `names`.
  ///
  /// - Parameter locator: tells where text, comments and instructions stand.
  public init(names: XMLNameTable, file: String, locator: XMLLocator = XMLLocator()) {
    self.names = names
    self.file = file
    self.locator = locator
    records = [
      XMLTree.Record(
        kind: .document, parent: 0, end: 1, content: 0, attributes: 0..<0, namespaces: 0..<0,
        position: XMLPosition(line: 1, column: 1))
    ]
  }

  /// The tree of the events so far; complete after ``endDocument()``.
  public var tree: XMLTree {
    XMLTree(
      names: names, file: file, records: records, texts: texts, attributes: attributes,
      namespaces: namespaces)
  }

  /// Nobody asks for them.
  public var needsEndPositions: Bool { false }

  /// Opens an element.
  public func startElement(_ tag: XMLStartTag) {
    endText()
    let firstAttribute = Int32(attributes.count)
    for index in 0..<tag.attributeCount {
      attributes.append(
        XMLTree.Attribute(
          name: tag.attributeName(at: index), value: tag.value(at: index),
          isSpecified: tag.isSpecified(at: index)))
    }
    let firstNamespace = Int32(namespaces.count)
    namespaces += tag.namespaces
    open.append(
      add(
        .element, content: tag.name.index, at: tag.position,
        attributes: firstAttribute..<Int32(attributes.count),
        namespaces: firstNamespace..<Int32(namespaces.count)))
  }

  /// Adds to the text.
  public func text(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { pending.append(contentsOf: $0) }
    pendingPosition = locator.position
  }

  /// Closes the innermost element.
  public func endElement(at position: XMLPosition) {
    endText()
    if let element = open.popLast() { records[Int(element)].end = Int32(records.count) }
  }

  /// Adds a comment.
  public func comment(_ text: String) {
    endText()
    texts.append(text)
    _ = add(.comment, content: Int32(texts.count - 1), at: locator.position)
  }

  /// Adds a processing instruction.
  public func processingInstruction(target: String, data: String) {
    endText()
    texts += [target, data]
    _ = add(.processingInstruction, content: Int32(texts.count - 2), at: locator.position)
  }

  /// Adds a reference.
  public func entityReference(_ name: String) {
    endText()
    texts.append(name)
    _ = add(.entityReference, content: Int32(texts.count - 1), at: locator.position)
  }

  /// Completes the tree.
  public func endDocument() {
    endText()
    records[0].end = Int32(records.count)
  }

  private func endText() {
    guard !pending.isEmpty else { return }
    texts.append(String(decoding: pending, as: UTF8.self))
    pending.removeAll(keepingCapacity: true)
    _ = add(.text, content: Int32(texts.count - 1), at: pendingPosition)
  }

  private func add(
    _ kind: XMLTree.Kind, content: Int32, at position: XMLPosition,
    attributes: Range<Int32> = 0..<0, namespaces: Range<Int32> = 0..<0
  ) -> Int32 {
    let index = Int32(records.count)
    records.append(
      XMLTree.Record(
        kind: kind, parent: open.last ?? 0, end: index + 1, content: content,
        attributes: attributes, namespaces: namespaces, position: position))
    return index
  }
}
