package import Diagnostics
import Glibc
package import SystemPackage

/// Writes files so that nobody ever sees half of one.
///
/// The bytes go to a temporary name in the same folder, to the disk, and only then to their place,
/// by a rename. On an error nothing is left behind, and what was there before stays.
package enum AtomicFile {
  /// Writes a whole file, given in pieces; its folder must exist.
  package static func write(
    _ pieces: [[UInt8]], to path: FilePath, shown name: String
  ) throws(DiagnosticError) {
    do {
      try write(pieces, to: path)
    } catch {
      throw unwritable(error, name)
    }
  }

  private static func write(_ pieces: [[UInt8]], to path: FilePath) throws(Errno) {
    guard let last = path.lastComponent else { throw Errno.isDirectory }
    let temporary = path.removingLastComponent().appending(
      ".\(last.string.prefix(100)).\(getpid())-\(UInt32.random(in: .min ... .max)).tmp")
    let file = try open(temporary)
    do {
      try file.closeAfter { try put(pieces, into: file) }
      guard
        temporary.withPlatformString({ old in
          path.withPlatformString { new in rename(old, new) }
        }) == 0
      else { throw Errno(rawValue: errno) }
    } catch {
      _ = temporary.withPlatformString { unlink($0) }
      throw error as? Errno ?? .ioError
    }
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

  private static func put(_ pieces: [[UInt8]], into file: FileDescriptor) throws {
    for piece in pieces { try file.writeAll(piece) }
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
