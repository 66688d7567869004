import Diagnostics
import SystemPackage

/// The bytes of an input, piece by piece, so that a file of any size takes the same memory.
final class FileStream {
  private let input: Input
  private let file: FileDescriptor
  /// How many bytes the file had when it was opened; 0 where that is not known.
  let expectedCount: Int

  /// Opens the input; only regular files are, since a pipe without a writer would wait for ever.
  init(_ input: Input) throws(DiagnosticError) {
    self.input = input
    guard let path = input.path else {
      file = .standardInput
      expectedCount = 0
      return
    }
    do {
      let found = try FileAccess.look(at: path)
      guard found.kind == .regular else {
        throw DiagnosticError(
          .inputNotAFile, "is no file; use - to read standard input",
          at: SourceLocation(file: input.shown))
      }
      expectedCount = found.size
      // Somebody may put a pipe in its place just now; opening that must not wait either.
      file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
    } catch {
      throw FileAccess.error(error, at: path, shown: input.shown)
    }
  }

  /// As much as the file had when it was opened, in one piece, unless there is less by now.
  func rest() throws(DiagnosticError) -> [UInt8] {
    do {
      return try [UInt8](unsafeUninitializedCapacity: expectedCount) { buffer, count in
        let room = UnsafeMutableRawBufferPointer(buffer)
        while count < expectedCount {
          let read = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
          if read == 0 { return }
          count += read
        }
      }
    } catch {
      throw FileAccess.error(error, at: input.path, shown: input.shown)
    }
  }

  /// The next piece, of up to 256 KiB or as much as is wanted; `nil` at the end.
  func next(upTo most: Int = 1 << 18) throws(DiagnosticError) -> [UInt8]? {
    do {
      let piece = try [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
        count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      return piece.isEmpty ? nil : piece
    } catch {
      throw FileAccess.error(error, at: input.path, shown: input.shown)
    }
  }

  deinit {
    if input.path != nil { try? file.close() }
  }
}
