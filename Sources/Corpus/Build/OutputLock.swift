package import Diagnostics
import Glibc
import SystemPackage

/// Keeps other runs away from an output folder.
///
/// The folder itself is locked (flock(2)), so nothing is left behind: the lock ends with the process,
/// however that ends.
final class OutputLock {
  private let descriptor: FileDescriptor

  /// Locks a folder, which must exist.
  ///
  /// - Parameter waits: Whether to wait for another run to end; otherwise that is an error.
  init(_ folder: FilePath, waits: Bool, onWaiting report: () -> Void) throws(DiagnosticError) {
    do {
      let path = folder.isEmpty ? FilePath(".") : folder
      descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .directory])
    } catch {
      throw AtomicFile.unwritable(error as? Errno ?? .ioError, folder.string)
    }
    if flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 { return }
    var failure = Errno(rawValue: errno)
    if failure == .wouldBlock, waits {
      report()
      failure = Errno(rawValue: 0)
      while flock(descriptor.rawValue, LOCK_EX) != 0 {
        failure = Errno(rawValue: errno)
        // A signal may ask the run to stop.
        if failure != .interrupted || Interruption.isRequested { break }
        failure = Errno(rawValue: 0)
      }
      if failure.rawValue == 0 { return }
    }
    try? descriptor.close()
    guard failure == .wouldBlock else {
      throw DiagnosticError(
        .outputLocked, "could not be locked: \(FileAccess.reason(failure))",
        at: SourceLocation(file: folder.string))
    }
    throw DiagnosticError(
      .outputLocked, "another run is writing to this folder; wait for it, or use --wait",
      at: SourceLocation(file: folder.string))
  }

  deinit { try? descriptor.close() }
}

extension DiagnosticKind {
  /// An output folder that another run writes to.
  package static let outputLocked = DiagnosticKind(
    "output-locked", .error,
    meaning: "Two runs must not write to one corpus at the same time. The second stops before it "
      + "changes anything, or waits with `--wait`. A run that was killed leaves no lock behind.")
}
