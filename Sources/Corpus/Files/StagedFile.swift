import CFileSystem
package import Diagnostics
import Glibc
package import SystemPackage

/// A file that is written beside its place, and not yet there.
///
/// Many of them are brought to the disk and to their places together, which is faster than one by
/// one: the disk is waited for once.
package struct StagedFile: Hashable, Sendable {
  /// Where its bytes are.
  let temporary: FilePath
  /// Where it belongs.
  package let place: FilePath
  /// What messages call it.
  package let shown: String

  /// Writes the bytes, given in pieces, beside `place`; its folder must exist.
  package init(
    _ pieces: [[UInt8]], for place: FilePath, shown name: String
  ) throws(DiagnosticError) {
    try self.init(for: place, shown: name) { put throws in
      for piece in pieces { try put(piece) }
    }
  }

  /// Writes what `body` puts, piece by piece, beside `place`; its folder must exist.
  ///
  /// - Throws: what `body` throws, or why it cannot be written.
  init(
    for place: FilePath, shown name: String,
    _ body: (_ put: ([UInt8]) throws -> Void) throws -> Void
  ) throws(DiagnosticError) {
    self.place = place
    shown = name
    // The name is short, since one as long as the file's own may be too long with anything added.
    temporary = place.removingLastComponent().appending(
      "\(Self.prefix)\(getpid())-\(UInt32.random(in: .min ... .max))\(Self.suffix)")
    do {
      guard place.lastComponent != nil else { throw Errno.isDirectory }
      let file = try FileDescriptor.open(
        temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o666))
      try file.closeAfter {
        try body { piece in
          do {
            try file.writeAll(piece)
          } catch {
            throw AtomicFile.unwritable(error as? Errno ?? .ioError, name)
          }
        }
      }
    } catch let error as DiagnosticError {
      discard()
      throw error
    } catch {
      discard()
      throw AtomicFile.unwritable(error as? Errno ?? .ioError, name)
    }
  }

  /// Removes what was written.
  package func discard() {
    _ = temporary.withPlatformString { unlink($0) }
  }

  /// Brings the file to its place; when it comes to the disk is left to the system.
  ///
  /// - Throws: why it is not in its place; what was there before is there still.
  func settle() throws(DiagnosticError) {
    let failure = Self.failure(of: self) { () throws(Errno) in try move() }
    if let failure { throw failure }
  }

  /// Brings files to the disk, then to their places, then the changes of their folders to the disk.
  ///
  /// - Returns: for each file, why it is not in its place; what was there before is there still.
  package static func settle(_ files: [StagedFile]) -> [DiagnosticError?] {
    // Waiting for the disk once is faster than for each file; what else is written to it just now is
    // waited for as well, so a few files wait for themselves.
    let isSynced = files.count >= 8 && syncFileSystem(of: files)
    let synced = files.map { file in
      isSynced ? nil : failure(of: file) { () throws(Errno) in try file.sync() }
    }
    let moved = zip(files, synced).map { file, failure in
      failure ?? Self.failure(of: file) { () throws(Errno) in try file.move() }
    }
    var folders: Set<FilePath> = []
    for (file, failure) in zip(files, moved) where failure == nil {
      let folder = file.place.removingLastComponent()
      if folders.insert(folder).inserted { syncFolder(folder) }
    }
    return moved
  }

  private static func failure(
    of file: StagedFile, _ body: () throws(Errno) -> Void
  ) -> DiagnosticError? {
    do throws(Errno) {
      try body()
      return nil
    } catch {
      file.discard()
      return AtomicFile.unwritable(error, file.shown)
    }
  }

  /// Brings all that is written to the file system of these files to the disk; whether it is there.
  ///
  /// Where files lie on several file systems, or one cannot, nothing can be said.
  private static func syncFileSystem(of files: [StagedFile]) -> Bool {
    var devices: Set<UInt64> = []
    for folder in Set(files.map { $0.place.removingLastComponent() }) {
      guard let found = try? FileAccess.look(at: folder.isEmpty ? FilePath(".") : folder) else {
        return false
      }
      devices.insert(found.identity.device)
    }
    guard devices.count == 1, let file = files.first,
      let descriptor = try? FileDescriptor.open(
        file.temporary, .readOnly, options: .closeOnExec)
    else { return false }
    defer { try? descriptor.close() }
    // Since Linux 5.8 it tells of what could not be written; then each file is asked.
    return rapporteur_sync_file_system(descriptor.rawValue) == 0
  }

  private func sync() throws(Errno) {
    do {
      let file = try FileDescriptor.open(temporary, .readOnly, options: .closeOnExec)
      try file.closeAfter {
        // Some file systems cannot; then the rename alone has to do.
        guard fsync(file.rawValue) == 0 || errno == EINVAL else { throw Errno(rawValue: errno) }
      }
    } catch {
      throw error as? Errno ?? .ioError
    }
  }

  private func move() throws(Errno) {
    let moved = temporary.withPlatformString { old in
      place.withPlatformString { new in rename(old, new) }
    }
    guard moved == 0 else { throw Errno(rawValue: errno) }
  }

  /// Brings the names in a folder to the disk, where the file system can.
  package static func syncFolder(_ folder: FilePath) {
    let path = folder.isEmpty ? FilePath(".") : folder
    guard
      let descriptor = try? FileDescriptor.open(
        path, .readOnly, options: [.closeOnExec, .directory])
    else { return }
    _ = fsync(descriptor.rawValue)
    try? descriptor.close()
  }
}

// MARK: - What a killed run leaves

extension StagedFile {
  private static let prefix = ".rapporteur-"
  private static let suffix = ".tmp"

  /// Whether a file of this name was written by a run that could not finish it.
  static func isTemporary(_ name: String) -> Bool {
    guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return false }
    let parts = name.dropFirst(prefix.count).dropLast(suffix.count)
      .split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
  }

  /// Removes what killed runs left in `folder` and below; symbolic links are not followed.
  static func removeLeftovers(below folder: FilePath) {
    guard let names = try? FileAccess.names(in: folder) else { return }
    for name in names {
      let path = folder.appending(name)
      if isTemporary(name.string) {
        _ = path.withPlatformString { unlink($0) }
      } else if !FileAccess.isSymbolicLink(path),
        (try? FileAccess.look(at: path).kind) == .folder
      {
        removeLeftovers(below: path)
      }
    }
  }
}
