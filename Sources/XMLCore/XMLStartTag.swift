/// A start tag: the name, the namespaces declared, the attributes.
///
/// One object serves a whole stream of events, so that an event costs no allocation: what it holds
/// is valid during the event only. Attribute values lie one after another in ``values``, as UTF-8,
/// references resolved.
public final class XMLStartTag {
  /// The table that numbers the names.
  public let names: XMLNameTable
  /// The name of the element.
  public var name: XMLNameTable.ID { storage.value.name }
  /// The namespaces declared here, in the order of the document.
  public var namespaces: [(prefix: String, uri: String)] { storage.value.namespaces }
  /// The values of all attributes, one after another.
  public var values: [UInt8] { storage.value.values }
  /// Just behind the start tag in the document, where SAX parsers place the event.
  public package(set) var position: XMLPosition {
    get { storage.value.position }
    set { storage.value.position = newValue }
  }
  /// Where the parse stands; a sink may keep it to place text, comments and instructions.
  public let locator: XMLLocator

  /// What is reused from tag to tag.
  struct Storage {
    var name = XMLNameTable.ID(index: 0)
    var position = XMLPosition()
    var namespaces: [(prefix: String, uri: String)] = []
    var values: [UInt8] = []
    var attributes: [(name: XMLNameTable.ID, isSpecified: Bool, end: Int)] = []

    /// Begins a new tag.
    mutating func begin(_ name: XMLNameTable.ID) {
      self.name = name
      if !namespaces.isEmpty { namespaces.removeAll(keepingCapacity: true) }
      if attributes.isEmpty { return }
      values.removeAll(keepingCapacity: true)
      attributes.removeAll(keepingCapacity: true)
    }

    /// Adds an attribute.
    mutating func add(
      _ name: XMLNameTable.ID, _ value: UnsafeBufferPointer<UInt8>, isSpecified: Bool
    ) {
      values.append(contentsOf: value)
      attributes.append((name, isSpecified, values.count))
    }
  }

  private let storage = Held(Storage())

  /// Creates a tag over the names of `names`.
  public init(names: XMLNameTable, locator: XMLLocator = XMLLocator()) {
    self.names = names
    self.locator = locator
  }

  /// Creates a copy of `tag` with other namespace declarations.
  package init(copying tag: XMLStartTag, namespaces: [(prefix: String, uri: String)]) {
    names = tag.names
    locator = tag.locator
    storage.value = tag.storage.value
    storage.value.namespaces = namespaces
  }

  /// The number of attributes; namespace declarations are none.
  public var attributeCount: Int { storage.value.attributes.count }

  /// The attributes and their values in one access, for sinks that look at all of them; each `end`
  /// is an offset in the values.
  package var contents:
    (attributes: [(name: XMLNameTable.ID, isSpecified: Bool, end: Int)], values: [UInt8])
  {
    (storage.value.attributes, storage.value.values)
  }

  /// The name of the attribute at `index`.
  public func attributeName(at index: Int) -> XMLNameTable.ID {
    storage.value.attributes[index].name
  }

  /// The range in ``values`` of the attribute at `index`.
  public func valueRange(at index: Int) -> Range<Int> {
    (index == 0 ? 0 : storage.value.attributes[index - 1].end)..<storage.value.attributes[index].end
  }

  /// The value of the attribute at `index`.
  public func value(at index: Int) -> String {
    String(decoding: storage.value.values[valueRange(at: index)], as: UTF8.self)
  }

  /// Whether the attribute at `index` stands in the document; `false` for a default from a DTD.
  public func isSpecified(at index: Int) -> Bool { storage.value.attributes[index].isSpecified }

  /// The value of the attribute with this name, if there is one.
  public func value(of name: XMLName) -> String? {
    for index in 0..<attributeCount where names[attributeName(at: index)].name == name {
      return value(at: index)
    }
    return nil
  }

  /// Begins a new tag.
  package func begin(_ name: XMLNameTable.ID) {
    storage.value.begin(name)
  }

  /// Lends what the tag holds, to be filled.
  func fill(_ work: (inout Storage) throws -> Void) rethrows {
    try work(&storage.value)
  }

  /// Adds a namespace declaration.
  package func declare(prefix: String, uri: String) {
    storage.value.namespaces.append((prefix, uri))
  }

  /// Adds an attribute.
  package func add(_ name: XMLNameTable.ID, _ value: String) {
    storage.value.values.append(contentsOf: value.utf8)
    storage.value.attributes.append((name, true, storage.value.values.count))
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
