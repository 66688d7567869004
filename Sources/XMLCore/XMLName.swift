/// The expanded name of an element or attribute: namespace and local part.
public struct XMLName: Hashable, Sendable {
  /// The namespace name; empty for none.
  public var namespace: String
  /// The local part.
  public var local: String

  /// Creates a name.
  public init(_ local: String, in namespace: String = "") {
    self.local = local
    self.namespace = namespace
  }

  /// Names are the same when their scalars are.
  ///
  /// Swift takes composed and decomposed letters for equal; to XML they are different names.
  public static func == (first: Self, second: Self) -> Bool {
    isSame(first.local, second.local) && isSame(first.namespace, second.namespace)
  }

  static func isSame(_ first: String, _ second: String) -> Bool {
    // Equal bytes make equal strings, and that test is the fast one.
    first == second && first.utf8.elementsEqual(second.utf8)
  }

  /// The namespace of `xml:id` and `xml:lang`.
  public static let xmlNamespace = "http://www.w3.org/XML/1998/namespace"
}

extension XMLName: CustomStringConvertible {
  /// The local part, or `{namespace}local`.
  public var description: String { namespace.isEmpty ? local : "{\(namespace)}\(local)" }
}

/// The names met in one stream of events, each with a small number.
///
/// Whoever produces events owns the table; whoever receives them may keep an array indexed by the
/// numbers and look each name up once. The same expanded name under two prefixes has two numbers.
public final class XMLNameTable {
  /// A number for a name, valid in one table.
  public struct ID: Hashable, Sendable, BitwiseCopyable {
    /// The index in the table, from 0.
    public let index: Int32

    /// The name with this index.
    public init(index: Int32) {
      self.index = index
    }
  }

  /// A name with the prefix it was written with.
  public struct Entry: Hashable, Sendable {
    /// The expanded name.
    public let name: XMLName
    /// The prefix as written; empty for none.
    public let prefix: String

    /// Entries are the same when their scalars are.
    public static func == (first: Self, second: Self) -> Bool {
      first.name == second.name && XMLName.isSame(first.prefix, second.prefix)
    }

    /// The name as written: `xml:id`.
    public var qualified: String { prefix.isEmpty ? name.local : "\(prefix):\(name.local)" }
  }

  private var entries: [Entry] = []
  private var indexes: [Entry: Int32] = [:]
  /// How names are written in what has been scanned, while no scanner has it.
  private var scanned: ScannedNames?
  /// How names are written, while no writer has it.
  private var spellings: XMLWriterNames?

  /// Creates an empty table.
  public init() {}

  deinit { scanned?.free() }

  /// The number of names.
  public var count: Int { entries.count }

  /// The number of a name, which is entered if it is new.
  public func id(of name: XMLName, prefix: String = "") -> ID {
    let entry = Entry(name: name, prefix: prefix)
    if let index = indexes[entry] { return ID(index: index) }
    let index = Int32(entries.count)
    entries.append(entry)
    indexes[entry] = index
    return ID(index: index)
  }

  /// The name with a number of this table.
  public subscript(id: ID) -> Entry { entries[Int(id.index)] }

  // MARK: What the next document is spared

  /// Lends what scanners have found out.
  func takeScanned(_ limits: XMLReader.Limits) -> ScannedNames {
    if var known = scanned.take() {
      if known.restart(with: limits, tableCount: count) { return known }
      known.free()
    }
    return ScannedNames(limits: limits, tableCount: count)
  }

  /// Takes back what was lent.
  func give(back names: ScannedNames) {
    scanned?.free()
    scanned = names
  }

  /// Lends what writers have found out.
  func takeSpellings() -> XMLWriterNames { spellings.take() ?? XMLWriterNames() }

  /// Takes back what was lent.
  func give(back names: XMLWriterNames) { spellings = names }
}
