package import Diagnostics
import Glibc
package import SystemPackage

/// Writes files so that nobody ever sees half of one.
///
/// The bytes go to a temporary name in the same folder, and then to their place, by a rename. On an
/// error nothing is left behind, and what was there before stays.
package enum AtomicFile {
  /// Writes a whole file that can be made again, given in pieces; its folder must exist.
  ///
  /// When it comes to the disk is left to the system, so after a power failure it may have to be made
  /// again.
  package static func write(
    _ pieces: [[UInt8]], to path: FilePath, shown name: String
  ) throws(DiagnosticError) {
    try StagedFile(pieces, for: path, shown: name).settle()
  }

  /// Writes a whole file of what `body` puts, piece by piece, and waits until it is on the disk; its
  /// folder must exist.
  static func writeToDisk(
    to path: FilePath, shown name: String,
    _ body: (_ put: ([UInt8]) throws -> Void) throws -> Void
  ) throws(DiagnosticError) {
    let file = try StagedFile(for: path, shown: name, body)
    if let failure = StagedFile.settle([file])[0] { throw failure }
  }

  /// The place below `folder` of what is made from `input`, which is never the input itself.
  ///
  /// - Returns: The place, and its path to show.
  /// - Throws: `output-is-input`, or why the folders cannot be made.
  static func place(
    of name: String, from input: Input, under folder: FilePath
  ) throws(DiagnosticError) -> (path: FilePath, shown: String) {
    let shown = folder.pushing(FilePath(name)).string
    let place = try prepare(name, under: folder, shown: shown)
    if let path = input.path, let from = try? FileAccess.look(at: path),
      let to = try? FileAccess.look(at: place), from.identity == to.identity
    {
      throw DiagnosticError(
        .outputIsInput, "would be written over the file that it is made from; name another folder",
        at: SourceLocation(file: shown))
    }
    return (place, shown)
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

  /// Creates a folder and those that it lies in, where they are not there.
  package static func makeFolder(
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

  /// The path of the file `root/relative`, if it is there and no symbolic link leads to it.
  static func existing(_ relative: String, under root: FilePath) -> FilePath? {
    var path = root
    let components = FilePath(relative).components
    guard !FilePath(relative).isAbsolute, components.allSatisfy({ $0.kind == .regular }) else {
      return nil
    }
    for component in components {
      path.append(component)
      if FileAccess.isSymbolicLink(path) { return nil }
    }
    return (try? FileAccess.look(at: path).kind) == .regular ? path : nil
  }

  /// Removes a file.
  static func remove(_ path: FilePath) {
    _ = path.withPlatformString { unlink($0) }
  }

  /// Removes `folder`, if nothing is in it, and then those that it lies in, up to `root`.
  static func removeEmptyFolders(from folder: FilePath, upTo root: FilePath) {
    var folder = folder
    while folder != root, folder.components.count > root.components.count,
      folder.withPlatformString({ rmdir($0) }) == 0
    {
      folder.removeLastComponent()
    }
  }

  private static func outside(_ name: String) -> DiagnosticError {
    DiagnosticError(
      .outputOutside, "lies outside the output folder, or behind a symbolic link in it",
      at: SourceLocation(file: name))
  }

  static func unwritable(_ errno: Errno, _ name: String) -> DiagnosticError {
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
