/// A start tag: the name, the namespaces declared, the attributes.
///
/// One object serves a whole stream of events, so that an event costs no allocation: what it holds
/// is valid during the event only. Attribute values lie one after another in ``values``, as UTF-8,
/// references resolved.
public final class XMLStartTag {
  /// The table that numbers the names.
  public let names: XMLNameTable
  /// The name of the element.
  public package(set) var name: XMLNameTable.ID
  /// The namespaces declared here, in the order of the document.
  public package(set) var namespaces: [(prefix: String, uri: String)] = []
  /// The values of all attributes, one after another.
  public package(set) var values: [UInt8] = []
  /// Just behind the start tag in the document, where SAX parsers place the event.
  public package(set) var position = XMLPosition()
  /// Where the parse stands; a sink may keep it to place text, comments and instructions.
  public let locator: XMLLocator

  private var attributeNames: [XMLNameTable.ID] = []
  private var ends: [Int] = []
  private var specified: [Bool] = []

  /// Creates a tag over the names of `names`.
  public init(names: XMLNameTable, locator: XMLLocator = XMLLocator()) {
    self.names = names
    self.locator = locator
    name = XMLNameTable.ID(index: 0)
  }

  /// Creates a copy of `tag` with other namespace declarations.
  package init(copying tag: XMLStartTag, namespaces: [(prefix: String, uri: String)]) {
    names = tag.names
    locator = tag.locator
    name = tag.name
    self.namespaces = namespaces
    values = tag.values
    position = tag.position
    attributeNames = tag.attributeNames
    ends = tag.ends
    specified = tag.specified
  }

  /// The number of attributes; namespace declarations are none.
  public var attributeCount: Int { attributeNames.count }

  /// The name of the attribute at `index`.
  public func attributeName(at index: Int) -> XMLNameTable.ID { attributeNames[index] }

  /// The range in ``values`` of the attribute at `index`.
  public func valueRange(at index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// The value of the attribute at `index`.
  public func value(at index: Int) -> String {
    String(decoding: values[valueRange(at: index)], as: UTF8.self)
  }

  /// Whether the attribute at `index` stands in the document; `false` for a default from a DTD.
  public func isSpecified(at index: Int) -> Bool { specified[index] }

  /// The value of the attribute with this name, if there is one.
  public func value(of name: XMLName) -> String? {
    for index in 0..<attributeCount where names[attributeNames[index]].name == name {
      return value(at: index)
    }
    return nil
  }

  /// Begins a new tag.
  package func begin(_ name: XMLNameTable.ID) {
    self.name = name
    namespaces.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    attributeNames.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    specified.removeAll(keepingCapacity: true)
  }

  /// Adds a namespace declaration.
  package func declare(prefix: String, uri: String) {
    namespaces.append((prefix, uri))
  }

  /// Adds an attribute.
  package func add(_ name: XMLNameTable.ID, _ value: String) {
    values.append(contentsOf: value.utf8)
    endAttribute(name, isSpecified: true)
  }

  /// Adds an attribute whose value has just been appended to ``values``.
  package func endAttribute(_ name: XMLNameTable.ID, isSpecified: Bool) {
    attributeNames.append(name)
    ends.append(values.count)
    specified.append(isSpecified)
  }
}

/// A place in a document, as lines and columns.
public struct XMLPosition: Hashable, Sendable {
  /// The line, counted from 1; 0 where the document has no text.
  public var line: Int
  /// The column in Unicode scalars, counted from 1; 0 where it is not known.
  public var column: Int

  /// Creates a position.
  public init(line: Int = 0, column: Int = 0) {
    self.line = line
    self.column = column
  }
}
