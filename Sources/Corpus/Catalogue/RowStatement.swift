import GRDB
import GRDBSQLite

/// A statement that is executed for row after row.
///
/// A corpus has a hundred rows for each document, so the values go to SQLite as they are, without the
/// boxes and arrays that GRDB would put them in.
struct RowStatement {
  private let statement: Statement
  private let handle: OpaquePointer

  /// Prepares an insertion into all columns of a table.
  init(into table: String, columns: Int, _ database: Database) throws {
    let places = [String](repeating: "?", count: columns).joined(separator: ", ")
    try self.init("INSERT INTO \(table) VALUES (\(places))", database)
  }

  /// Prepares a statement that gives no rows.
  init(_ sql: String, _ database: Database) throws {
    statement = try database.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
  }

  /// Executes the statement with the values that `fill` gives, from the first place on.
  func execute(_ fill: (inout Values) -> Void) throws {
    var values = Values(handle: handle)
    fill(&values)
    let code = sqlite3_step(handle)
    let reset = sqlite3_reset(handle)
    guard code == SQLITE_DONE, reset == SQLITE_OK, values.code == SQLITE_OK else {
      let failure = code == SQLITE_DONE ? (reset == SQLITE_OK ? values.code : reset) : code
      throw DatabaseError(
        resultCode: ResultCode(rawValue: failure),
        message: sqlite3_db_handle(handle).flatMap { sqlite3_errmsg($0) }
          .map { String(cString: $0) })
    }
  }

  /// The values of a row in the making.
  struct Values {
    fileprivate let handle: OpaquePointer
    fileprivate var place: CInt = 1
    fileprivate var code = SQLITE_OK
    /// SQLite copies what it is given.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    fileprivate init(handle: OpaquePointer) {
      self.handle = handle
    }

    private mutating func note(_ result: CInt) {
      if result != SQLITE_OK { code = result }
      place += 1
    }

    /// Adds a number.
    mutating func add(_ number: Int) { note(sqlite3_bind_int64(handle, place, Int64(number))) }

    /// Adds a number.
    mutating func add(_ number: Int64) { note(sqlite3_bind_int64(handle, place, number)) }

    /// Adds a number, or `NULL`.
    mutating func add(_ number: Int?) {
      if let number { add(number) } else { addNull() }
    }

    /// Adds 1 or 0.
    mutating func add(_ flag: Bool) { add(flag ? 1 : 0) }

    /// Adds text.
    mutating func add(_ text: String) {
      var text = text
      let result = text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text64(
            handle, place, $0.baseAddress, UInt64($0.count), Self.copied, UInt8(SQLITE_UTF8))
        }
      }
      note(result)
    }

    /// Adds text, or `NULL`.
    mutating func add(_ text: String?) {
      if let text { add(text) } else { addNull() }
    }

    /// Adds bytes, or `NULL`.
    mutating func add(_ bytes: [UInt8]?) {
      guard let bytes else { return addNull() }
      note(
        bytes.withUnsafeBytes {
          sqlite3_bind_blob64(handle, place, $0.baseAddress, UInt64($0.count), Self.copied)
        })
    }

    private mutating func addNull() { note(sqlite3_bind_null(handle, place)) }
  }
}
