package import Diagnostics
import GRDB
package import SystemPackage

/// The catalogue of a corpus: an SQLite database that any SQLite tool can open.
package final class Catalogue: Sendable {
  /// The name of its file in the folder of the corpus.
  package static let fileName = "catalog.sqlite"

  let queue: DatabaseQueue
  /// What messages call it.
  let shown: String

  private init(_ queue: DatabaseQueue, shown: String) {
    self.queue = queue
    self.shown = shown
  }

  // MARK: Opening

  /// Opens the catalogue of a corpus to be built; makes one where there is none.
  ///
  /// - Throws: why it cannot be used; it is left as it is then.
  static func building(in folder: FilePath) throws(DiagnosticError) -> Catalogue {
    let path = folder.appending(fileName).string
    var configuration = Configuration()
    // Rows are removed by their ranges, and never refer to a document that is not there.
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      try database.execute(sql: "PRAGMA cache_size = -4000")
    }
    let catalogue = try attempt(path) {
      let catalogue = Catalogue(
        try DatabaseQueue(path: path, configuration: configuration), shown: path)
      try catalogue.queue.writeWithoutTransaction { database in
        try check(database, isNew: { $0 == 0 }, path)
        // Of a new database; rows of text are long, and each page is written with one call.
        try database.execute(sql: "PRAGMA page_size = 16384")
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        try database.inTransaction {
          try makeTables(database)
          return .commit
        }
      }
      return catalogue
    }
    return catalogue
  }

  /// Opens a catalogue to read it.
  package static func reading(in folder: FilePath) throws(DiagnosticError) -> Catalogue {
    let path = folder.appending(fileName).string
    guard Input(named: path).exists else {
      throw DiagnosticError(
        .inputMissing, "does not exist; 'rapporteur corpus build' makes it",
        at: SourceLocation(file: path))
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    return try attempt(path) {
      let catalogue = Catalogue(
        try DatabaseQueue(path: path, configuration: configuration), shown: path)
      try catalogue.queue.read { try check($0, isNew: { _ in false }, path) }
      return catalogue
    }
  }

  /// A catalogue of nothing that is never kept, to plan by.
  static func passing() throws(DiagnosticError) -> Catalogue {
    try attempt(fileName) {
      let catalogue = Catalogue(try DatabaseQueue(path: ""), shown: fileName)
      try catalogue.queue.writeWithoutTransaction { try makeTables($0) }
      return catalogue
    }
  }

  /// Whether a catalogue is there.
  static func isThere(in folder: FilePath) -> Bool {
    Input(named: folder.appending(fileName).string).exists
  }

  private static func check(
    _ database: Database, isNew: (Int) -> Bool, _ path: String
  ) throws {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if isNew(version), application == 0, tables == 0 { return }
    guard tables > 0 else { throw unusable("is empty; 'rapporteur corpus build' fills it", path) }
    guard application == CatalogueSchema.application else {
      throw unusable("is a database of something else; name another folder", path)
    }
    guard version == CatalogueSchema.version else {
      throw unusable(
        "has version \(version) of the tables, and this program knows \(CatalogueSchema.version); "
          + "remove it to have it made anew", path)
    }
  }

  private static func makeTables(_ database: Database) throws {
    guard try Int.fetchOne(database, sql: "PRAGMA user_version") == 0 else { return }
    for statement in CatalogueSchema.statements { try database.execute(sql: statement) }
    try database.execute(sql: "PRAGMA application_id = \(CatalogueSchema.application)")
    try database.execute(sql: "PRAGMA user_version = \(CatalogueSchema.version)")
  }

  /// Closes it as one file that needs no other beside it.
  func close() throws(DiagnosticError) {
    try Self.attempt(shown) {
      // Somebody may be reading; then the next run does it.
      try? queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try queue.close()
    }
  }

  // MARK: Using

  /// Does `body` in a transaction: all of it happens, or nothing.
  func write<Result>(_ body: (Database) throws -> Result) throws(DiagnosticError) -> Result {
    try Self.attempt(shown) { try queue.write(body) }
  }

  /// Works with tables that last as long as the connection, whether or not others may be changed.
  func work<Result>(_ body: (Database) throws -> Result) throws(DiagnosticError) -> Result {
    try Self.attempt(shown) {
      try queue.writeWithoutTransaction { database in
        var result: Result?
        try database.inTransaction(.deferred) {
          result = try body(database)
          return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return result
      }
    }
  }

  /// Reads.
  func read<Result>(_ body: (Database) throws -> Result) throws(DiagnosticError) -> Result {
    try Self.attempt(shown) { try queue.read(body) }
  }

  private static func attempt<Result>(
    _ path: String, _ body: () throws -> Result
  ) throws(DiagnosticError) -> Result {
    do {
      return try body()
    } catch let error as DiagnosticError {
      throw error
    } catch let error as DatabaseError {
      let reason = error.message ?? "\(error.resultCode)"
      switch error.resultCode {
      case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
        throw DiagnosticError(
          .outputUnwritable, "could not be written: \(reason)", at: SourceLocation(file: path))
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        throw unusable("is in use by another program: \(reason)", path)
      case .SQLITE_NOTADB, .SQLITE_CORRUPT:
        throw unusable("is damaged: \(reason); remove it to have it made anew", path)
      default: throw unusable("cannot be used: \(reason)", path)
      }
    } catch {
      throw unusable("cannot be used: \(error)", path)
    }
  }

  private static func unusable(_ message: String, _ path: String) -> DiagnosticError {
    DiagnosticError(.catalogueUnusable, message, at: SourceLocation(file: path))
  }
}

// MARK: - Facts

extension Catalogue {
  /// Facts about the whole corpus.
  enum Fact: String {
    /// Its title.
    case title
    /// The version of the program that built it.
    case program
    /// How far its building is.
    case state
    /// Whether the full text has an index: `complete`, or `stale` while it is being built.
    case index
    /// The recipe of the files that belong to all documents.
    case products
  }

  /// The value of a fact.
  static func value(of fact: Fact, _ database: Database) throws -> String? {
    try String.fetchOne(
      database, sql: "SELECT value FROM facts WHERE name = ?", arguments: [fact.rawValue])
  }

  /// Sets a fact.
  static func set(_ fact: Fact, to value: String, _ database: Database) throws {
    try database.execute(
      sql: "INSERT OR REPLACE INTO facts VALUES (?, ?)", arguments: [fact.rawValue, value])
  }
}

extension DiagnosticKind {
  /// A catalogue that cannot be used.
  package static let catalogueUnusable = DiagnosticKind(
    "catalogue-unusable", .error,
    meaning: "The file 'catalog.sqlite' of a corpus is no database, is damaged, or was made by "
      + "another version of the program. Nothing was changed. It holds nothing that a build cannot "
      + "make again: remove it, and run `rapporteur corpus build` once more.")
}
