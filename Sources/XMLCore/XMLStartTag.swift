/// A start tag: the name, the namespaces declared, the attributes.
///
/// One object serves a whole stream of events, so that an event costs no allocation: what it holds
/// is valid during the event only. The values of attributes are UTF-8, references resolved, and stay
/// where whoever sends the event has them.
public final class XMLStartTag {
  /// An attribute while the event lasts.
  package struct Attribute {
    /// The name.
    package let name: XMLNameTable.ID
    /// Whether it stands in the document; `false` for a default from a DTD.
    package let isSpecified: Bool
    /// The value, valid during the event.
    package fileprivate(set) var value: UnsafeBufferPointer<UInt8>
  }

  /// The table that numbers the names.
  public let names: XMLNameTable
  /// The name of the element.
  public var name: XMLNameTable.ID { storage.value.name }
  /// The namespaces declared here, in the order of the document.
  public var namespaces: [(prefix: String, uri: String)] { storage.value.namespaces }
  /// Whether any namespace is declared here.
  package var declaresNamespaces: Bool { !storage.value.namespaces.isEmpty }
  /// Just behind the start tag in the document, where SAX parsers place the event; it is told during
  /// the event only.
  public var position: XMLPosition { locator.position }
  /// Where the parse stands; a sink may keep it to place text, comments and instructions.
  public let locator: XMLLocator

  /// The tag as it stands in the document, valid during the event; `nil` where that is not how
  /// Canonical XML writes it, but for the order of the attributes.
  var canonicalSource: UnsafeBufferPointer<UInt8>? { storage.value.canonicalSource }

  /// What is reused from tag to tag.
  struct Storage {
    fileprivate(set) var name = XMLNameTable.ID(index: 0)
    fileprivate(set) var namespaces: [(prefix: String, uri: String)] = []
    /// See ``XMLStartTag/canonicalSource``.
    var canonicalSource: UnsafeBufferPointer<UInt8>?
    fileprivate var attributes: UnsafeMutablePointer<Attribute>
    fileprivate var count = 0
    fileprivate var capacity = 16
    /// Values that are nobody else's.
    fileprivate var values: UnsafeMutablePointer<UInt8>
    fileprivate var valueCount = 0
    fileprivate var valueCapacity = 256

    fileprivate init() {
      attributes = .allocate(capacity: capacity)
      values = .allocate(capacity: valueCapacity)
    }

    fileprivate func free() {
      attributes.deallocate()
      values.deallocate()
    }

    /// Begins a new tag.
    mutating func begin(_ name: XMLNameTable.ID) {
      self.name = name
      canonicalSource = nil
      count = 0
      valueCount = 0
      if !namespaces.isEmpty { namespaces.removeAll(keepingCapacity: true) }
    }

    /// Adds a namespace declaration.
    mutating func declare(_ prefix: String, _ uri: String) {
      canonicalSource = nil
      namespaces.append((prefix, uri))
    }

    /// Adds an attribute whose value stays there during the event.
    @inline(__always) mutating func add(
      _ name: XMLNameTable.ID, _ value: UnsafeBufferPointer<UInt8>, isSpecified: Bool
    ) {
      if count == capacity { grow() }
      (attributes + count).initialize(
        to: Attribute(name: name, isSpecified: isSpecified, value: value))
      count += 1
    }

    /// Adds an attribute whose value is kept here.
    fileprivate mutating func addCopy(_ name: XMLNameTable.ID, of value: String) {
      canonicalSource = nil
      var value = value
      value.withUTF8 { value in
        if valueCount + value.count > valueCapacity { growValues(by: value.count) }
        let start = values + valueCount
        if let source = value.baseAddress { start.update(from: source, count: value.count) }
        valueCount += value.count
        add(name, UnsafeBufferPointer(start: start, count: value.count), isSpecified: true)
      }
    }

    private mutating func grow() {
      let larger = UnsafeMutablePointer<Attribute>.allocate(capacity: capacity * 2)
      larger.moveInitialize(from: attributes, count: count)
      attributes.deallocate()
      attributes = larger
      capacity *= 2
    }

    private mutating func growValues(by more: Int) {
      valueCapacity = 2 * (valueCount + more)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: valueCapacity)
      larger.update(from: values, count: valueCount)
      var start = larger
      for index in 0..<count {
        let length = attributes[index].value.count
        attributes[index].value = UnsafeBufferPointer(start: start, count: length)
        start += length
      }
      values.deallocate()
      values = larger
    }
  }

  private let storage = Held(Storage())

  /// Creates a tag over the names of `names`.
  public init(names: XMLNameTable, locator: XMLLocator = XMLLocator()) {
    self.names = names
    self.locator = locator
  }

  /// Creates a copy of `tag` with other namespace declarations, valid as long as `tag`.
  package init(copying tag: XMLStartTag, namespaces: [(prefix: String, uri: String)]) {
    names = tag.names
    locator = tag.locator
    storage.value.begin(tag.name)
    storage.value.namespaces = namespaces
    for attribute in tag.attributes {
      storage.value.add(attribute.name, attribute.value, isSpecified: attribute.isSpecified)
    }
  }

  deinit { storage.value.free() }

  /// The number of attributes; namespace declarations are none.
  public var attributeCount: Int { storage.value.count }

  /// The attributes, valid during the event.
  package var attributes: UnsafeBufferPointer<Attribute> {
    UnsafeBufferPointer(start: storage.value.attributes, count: storage.value.count)
  }

  /// The name of the attribute at `index`.
  public func attributeName(at index: Int) -> XMLNameTable.ID { attributes[index].name }

  /// The value of the attribute at `index`.
  public func value(at index: Int) -> String {
    String(decoding: attributes[index].value, as: UTF8.self)
  }

  /// Lends the bytes of the value of the attribute at `index`.
  public func withValue<Result>(
    at index: Int, _ work: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    try work(attributes[index].value.span)
  }

  /// Whether the attribute at `index` stands in the document; `false` for a default from a DTD.
  public func isSpecified(at index: Int) -> Bool { attributes[index].isSpecified }

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
  @inline(__always) func fill(_ work: (inout Storage) throws -> Void) rethrows {
    try work(&storage.value)
  }

  /// Adds a namespace declaration.
  package func declare(prefix: String, uri: String) {
    storage.value.declare(prefix, uri)
  }

  /// Adds an attribute.
  package func add(_ name: XMLNameTable.ID, _ value: String) {
    storage.value.addCopy(name, of: value)
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
