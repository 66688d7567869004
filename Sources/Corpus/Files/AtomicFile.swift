package import Diagnostics
import Glibc
package import SystemPackage

/// Writes files so that nobody ever sees half of one.
///
/// The bytes go to a temporary name in the same folder, to the disk, and only then to their place,
/// by a rename. On an error nothing is left behind, and what was there before stays.
package enum AtomicFile {
  /// Writes a whole file; its folder must exist.
  package static func write(
    _ bytes: [UInt8], to path: FilePath, shown name: String
  ) throws(DiagnosticError) {
    try write(to: path, shown: name) { output in try output(bytes.span) }
  }

  /// Writes a file from pieces that `body` hands over; an error of `body` leaves nothing behind.
  package static func write(
    to path: FilePath, shown name: String,
    _ body: (_ output: (Span<UInt8>) throws -> Void) throws -> Void
  ) throws(DiagnosticError) {
    do {
      guard let last = path.lastComponent else { throw Errno.isDirectory }
      let temporary = path.removingLastComponent().appending(
        ".\(last.string.prefix(100)).\(getpid())-\(UInt32.random(in: .min ... .max)).tmp")
      let file = try open(temporary)
      do {
        try file.closeAfter { try put(body, into: file) }
        try move(temporary, to: path)
      } catch {
        _ = temporary.withPlatformString { unlink($0) }
        throw error
      }
    } catch {
      if let error = error as? DiagnosticError { throw error }
      throw unwritable(error as? Errno ?? .ioError, name)
    }
  }

  private static func move(_ temporary: FilePath, to path: FilePath) throws(Errno) {
    let result = temporary.withPlatformString { old in
      path.withPlatformString { new in rename(old, new) }
    }
    guard result == 0 else { throw Errno(rawValue: errno) }
  }

  private static func open(_ temporary: FilePath) throws(Errno) -> FileDescriptor {
    do {
      return try FileDescriptor.open(
        temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o666))
    } catch {
      throw error as? Errno ?? .ioError
    }
  }

  private static func put(
    _ body: (_ output: (Span<UInt8>) throws -> Void) throws -> Void, into file: FileDescriptor
  ) throws {
    // Small pieces are put together: a call of the system for each would cost more than the bytes.
    var buffer: [UInt8] = []
    try body { piece in
      if buffer.count + piece.count > 1 << 16 {
        try file.writeAll(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
      if piece.count > 1 << 16 {
        _ = try piece.withUnsafeBytes { try file.writeAll($0) }
      } else {
        piece.withUnsafeBufferPointer { buffer += $0 }
      }
    }
    try file.writeAll(buffer)
    // Some file systems cannot; then the rename alone has to do.
    guard fsync(file.rawValue) == 0 || errno == EINVAL else { throw Errno(rawValue: errno) }
  }

  /// Creates the folders between `root` and the file `root/relative`, and gives the file's path.
  ///
  /// A folder below `root` that is a symbolic link is refused: it may lead anywhere.
  package static func prepare(
    _ relative: String, under root: FilePath, shown name: String
  ) throws(DiagnosticError) -> FilePath {
    var folder = root
    try makeFolder(folder, shown: name)
    let components = FilePath(relative).components
    guard !FilePath(relative).isAbsolute, components.allSatisfy({ $0.kind == .regular }) else {
      throw outside(name)
    }
    for component in components.dropLast() {
      folder.append(component)
      if FileAccess.isSymbolicLink(folder) { throw outside(name) }
      try makeFolder(folder, shown: name)
    }
    return FilePath(root: root.root, root.components).appending(components)
  }

  private static func makeFolder(
    _ folder: FilePath, shown name: String
  ) throws(DiagnosticError) {
    if folder.isEmpty { return }
    if let found = try? FileAccess.look(at: folder) {
      guard found.kind != .folder else { return }
      throw DiagnosticError(
        .outputUnwritable, "'\(folder)' is not a folder; name a folder, or one that can be made",
        at: SourceLocation(file: name))
    }
    try makeFolder(folder.removingLastComponent(), shown: name)
    let made = folder.withPlatformString { mkdir($0, 0o777) }
    // Another task may have made it in the meantime.
    guard made == 0 || errno == EEXIST else {
      throw unwritable(Errno(rawValue: errno), name)
    }
  }

  private static func outside(_ name: String) -> DiagnosticError {
    DiagnosticError(
      .outputOutside, "lies outside the output folder, or behind a symbolic link in it",
      at: SourceLocation(file: name))
  }

  private static func unwritable(_ errno: Errno, _ name: String) -> DiagnosticError {
    DiagnosticError(
      .outputUnwritable, "could not be written: \(FileAccess.reason(errno))",
      at: SourceLocation(file: name))
  }
}

extension DiagnosticKind {
  /// An output that cannot be written.
  package static let outputUnwritable = DiagnosticKind(
    "output-unwritable", .error,
    meaning: "The output could not be written: permissions, no space, or a file where a folder "
      + "should be. What was there before is unchanged, and nothing is left over.")
  /// An output that would leave its folder.
  package static let outputOutside = DiagnosticKind(
    "output-outside", .error,
    meaning: "Outputs never leave the output folder. The path goes upwards, or through a symbolic "
      + "link below that folder; remove the link.")
}
