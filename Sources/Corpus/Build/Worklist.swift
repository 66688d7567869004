import Diagnostics
import Foundation
import GRDB
import SystemPackage
import TranscriptFormats

/// The sources of a run and what is to be done with each, as a table beside those of the catalogue.
///
/// The table lasts as long as the connection, and lies on the disk, so a corpus may be of any size. It
/// is read page by page.
struct Worklist: Sendable {
  let catalogue: Catalogue

  /// How many rows are read at once.
  static let page = 256

  /// Makes an empty list.
  init(_ catalogue: Catalogue) throws(DiagnosticError) {
    self.catalogue = catalogue
    try catalogue.work { database in
      try database.execute(
        sql: """
          DROP TABLE IF EXISTS temp.sources;
          CREATE TEMP TABLE sources (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            path BLOB,
            shown TEXT NOT NULL,
            is_named INTEGER NOT NULL,
            size INTEGER NOT NULL,
            output TEXT NOT NULL UNIQUE,
            short TEXT NOT NULL, -- what it is called after its file alone
            identifier TEXT,
            document INTEGER, -- documents.id
            verdict TEXT
          );
          CREATE INDEX temp.sources_by_short ON sources(short);
          CREATE INDEX temp.sources_by_identifier ON sources(identifier);
          CREATE INDEX temp.sources_by_document ON sources(document);
          """)
    }
  }

  // MARK: Sources

  /// What stood in the way of sources.
  struct Found: Sendable {
    /// What there is to say, in the order of the sources.
    var diagnostics: [Diagnostic] = []
    /// What that means for the exit code.
    var status = RunStatus.clean
    /// Whether all that is there was seen; where a folder cannot be read, its documents are not gone.
    var isAll = true
  }

  /// Enters the sources that `arguments` name, each output once.
  func enter(
    _ arguments: [String], by discovery: SourceDiscovery
  ) throws(DiagnosticError) -> Found {
    try catalogue.work { database in
      let insertion = try RowStatement(
        """
        INSERT INTO sources (name, path, shown, is_named, size, output, short)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """, database)
      var collisions: [Diagnostic] = []
      var failure: (any Error)?
      let found = discovery.find(arguments) { input in
        do {
          if failure != nil { return }
          if let collision = try Self.enter(input, insertion, database) {
            collisions.append(collision)
          }
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      var result = Found(
        diagnostics: found.diagnostics + collisions, status: found.status,
        isAll: (found.diagnostics + collisions).allSatisfy { $0.severity != .error })
      if !collisions.isEmpty { result.status.include(.findings) }
      return result
    }
  }

  /// Enters a source; what is wrong with it, if it cannot be built.
  private static func enter(
    _ input: Input, _ insertion: RowStatement, _ database: Database
  ) throws -> Diagnostic? {
    let output = input.outputName
    if CorpusProducts.names.contains(output) {
      return Diagnostic(
        .outputCollision,
        "not built: its output would be the corpus's own '\(output)'; rename it, or put it in a "
          + "folder", at: SourceLocation(file: input.shown))
    }
    try insertion.execute {
      $0.add(input.name)
      $0.add(input.path.map(bytes(of:)))
      $0.add(input.shown)
      $0.add(input.isNamed)
      $0.add(input.size)
      $0.add(output)
      $0.add(DocumentIdentifier.identifier(forFile: input.name))
    }
    if database.changesCount > 0 { return nil }
    let owner = try Row.fetchOne(
      database, sql: "SELECT \(columns) FROM sources WHERE output = ?", arguments: [output]
    ).map(input(of:))
    guard let owner, owner != input, !owner.isSameFile(as: input) else { return nil }
    return Diagnostic(
      .outputCollision,
      "not built: its output '\(output)' is that of '\(owner.shown)'; "
        + "use two output folders, or name the folder that holds both",
      at: SourceLocation(file: input.shown))
  }

  // MARK: Rows

  /// The columns that make an input.
  static let columns = "path, shown, sources.name, is_named, size"

  /// The input in the first columns of a row.
  static func input(of row: Row) -> Input {
    let bytes = (row[0] as Data?).map(Array.init)
    return Input(
      path: bytes.map(path(of:)), shown: row[1], name: row[2], isNamed: row[3], size: row[4])
  }

  private static func bytes(of path: FilePath) -> [UInt8] {
    path.withPlatformString { start in
      var bytes: [UInt8] = []
      var next = start
      while next.pointee != 0 {
        bytes.append(UInt8(bitPattern: next.pointee))
        next += 1
      }
      return bytes
    }
  }

  private static func path(of bytes: [UInt8]) -> FilePath {
    FilePath(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
  }

  /// Rows of a query that is asked for one page after another, each from the name on that the last
  /// one ended with.
  ///
  /// - Parameters:
  ///   - sql: The query, with a place for the name and one for the number of rows; its rows are in the
  ///     order of names.
  ///   - name: What tells the name of an element.
  func pages<Element>(
    _ sql: String, name: @escaping (Element) -> String, _ element: @escaping (Row) -> Element
  ) -> Pages<Element> {
    Pages { after throws(DiagnosticError) in
      let found = try catalogue.work { database in
        let rows = try Row.fetchCursor(
          try database.cachedStatement(sql: sql), arguments: [after, Self.page])
        var elements: [Element] = []
        while let row = try rows.next() { elements.append(element(row)) }
        return elements
      }
      return (found, found.last.map(name))
    }
  }

  /// The elements of pages.
  final class Pages<Element>: Sequence, IteratorProtocol {
    private let read: (String) throws(DiagnosticError) -> ([Element], last: String?)
    private var rest: ArraySlice<Element> = []
    private var after: String? = ""
    /// Why it ended before all were read.
    private(set) var failure: DiagnosticError?

    init(_ read: @escaping (String) throws(DiagnosticError) -> ([Element], last: String?)) {
      self.read = read
    }

    func next() -> Element? {
      if rest.isEmpty, let name = after {
        do throws(DiagnosticError) {
          let (elements, last) = try read(name)
          rest = elements[...]
          after = last
        } catch {
          failure = error
          after = nil
        }
      }
      return rest.popFirst()
    }

    /// Throws why it ended too early, if it did.
    func check() throws(DiagnosticError) {
      if let failure { throw failure }
    }
  }
}
