package import Diagnostics
import Glibc
package import SystemPackage

/// What the file system says of a path, with symbolic links followed.
package enum FileKind: Hashable, Sendable {
  /// A file of bytes.
  case regular
  /// A folder.
  case folder
  /// A device, pipe or socket: reading it may wait for ever.
  case special
}

/// The few questions that are put to the file system.
package enum FileAccess {
  /// A file on its device, whatever its paths.
  package struct Identity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
  }

  /// What a path leads to.
  package struct Found: Hashable, Sendable {
    /// What it is.
    package var kind: FileKind
    /// Which file it is.
    package var identity: Identity
    /// Its size in bytes.
    package var size: Int
    /// When it was changed, in seconds since 1970 (UTC).
    package var modified: Int
  }

  /// What `path` is, and which file it is.
  package static func look(at path: FilePath) throws(Errno) -> Found {
    var status = stat()
    guard path.withPlatformString({ stat($0, &status) }) == 0 else {
      throw Errno(rawValue: errno)
    }
    let kind: FileKind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      default: .special
      }
    return Found(
      kind: kind,
      identity: Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)),
      size: Int(status.st_size), modified: Int(status.st_mtim.tv_sec))
  }

  /// Whether `path` itself is a symbolic link.
  package static func isSymbolicLink(_ path: FilePath) -> Bool {
    var status = stat()
    guard path.withPlatformString({ lstat($0, &status) }) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFLNK
  }

  /// The names in a folder, in the order of their bytes, so that every machine sees the same order.
  package static func names(in folder: FilePath) throws(Errno) -> [FilePath.Component] {
    guard let stream = folder.withPlatformString({ opendir($0) }) else {
      throw Errno(rawValue: errno)
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) {
        Array($0.prefix { $0 != 0 })
      }
      if bytes != Array(".".utf8), bytes != Array("..".utf8) { names.append(bytes) }
    }
    names.sort { $0.lexicographicallyPrecedes($1) }
    return names.compactMap { name in
      (name.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
        buffer.baseAddress.flatMap { FilePath.Component(platformString: $0) }
      }
    }
  }

  /// The largest file that is read into memory, in bytes: 1 GiB.
  package static let largestFile = 1 << 30

  /// All bytes of an input, of at most `limit`.
  package static func bytes(
    of input: Input, atMost limit: Int = largestFile
  ) throws(DiagnosticError) -> [UInt8] {
    let stream = try FileStream(input)
    // A sparse file may be larger than the memory, and nothing of it worth reading.
    guard stream.expectedCount <= limit else { throw tooLarge(limit, input) }
    var bytes = try stream.rest()
    // What a file has grown by since, and all of an input whose size nobody knows.
    while bytes.count <= limit, let piece = try stream.next() { bytes += piece }
    guard bytes.count <= limit else { throw tooLarge(limit, input) }
    return bytes
  }

  private static func tooLarge(_ limit: Int, _ input: Input) -> DiagnosticError {
    DiagnosticError(
      .inputTooLarge, "more than \(limit) bytes; split it into documents",
      at: SourceLocation(file: input.shown))
  }

  /// The diagnostic for an error of the file system while reading.
  package static func error(
    _ error: any Error, at path: FilePath?, shown name: String
  ) -> DiagnosticError {
    if let known = error as? DiagnosticError { return known }
    let location = SourceLocation(file: name)
    guard let errno = error as? Errno else {
      return DiagnosticError(.inputUnreadable, "could not be read: \(error)", at: location)
    }
    if errno == .noSuchFileOrDirectory || errno == .notDirectory {
      if let path, isSymbolicLink(path) {
        return DiagnosticError(
          .inputMissing, "is a symbolic link to a file that does not exist", at: location)
      }
      return DiagnosticError(.inputMissing, "does not exist", at: location)
    }
    return DiagnosticError(
      .inputUnreadable, "could not be read: \(reason(errno))", at: location)
  }

  /// The words of the operating system for an error, in lower case.
  package static func reason(_ errno: Errno) -> String {
    errno.description.prefix(1).lowercased() + errno.description.dropFirst()
  }
}

extension DiagnosticKind {
  /// An input that is not there.
  package static let inputMissing = DiagnosticKind(
    "input-missing", .error,
    meaning: "A file or folder that was named, or a file that was found a moment ago, does not "
      + "exist. Check the spelling; a symbolic link may point nowhere.")
  /// An input that cannot be read.
  package static let inputUnreadable = DiagnosticKind(
    "input-unreadable", .error,
    meaning: "A file or folder exists but could not be read: permissions, or a failing disk.")
  /// A file too large to hold in memory.
  package static let inputTooLarge = DiagnosticKind(
    "input-too-large", .error,
    meaning: "Documents are read into memory, and 1 GiB is the most that is accepted. Only "
      + "`validate` reads files of any size.")
}
