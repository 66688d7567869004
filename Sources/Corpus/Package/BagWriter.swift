import Diagnostics
import Glibc
import SystemPackage
import TEI

/// Writes the files of a bag (RFC 8493), and keeps their digests for its manifests.
final class BagWriter {
  /// A file of the bag.
  struct Entry {
    /// Its path in the bag.
    var path: String
    var sha512: String
    var sha256: String
    var size: Int
  }

  /// The folder that it is written to.
  let folder: FilePath
  /// The files below `data`, in the order in which they were written.
  private(set) var payload: [Entry] = []
  private var tags: [Entry] = []

  init(folder: FilePath) {
    self.folder = folder
  }

  /// Writes a file below `data` from what `next` hands over piece by piece, until that is `nil`.
  @discardableResult
  func add(
    _ name: String, _ next: () throws(DiagnosticError) -> [UInt8]?
  ) throws(DiagnosticError) -> Entry {
    let entry = try write("data/\(name)", next)
    payload.append(entry)
    return entry
  }

  /// Copies a file below `data`.
  @discardableResult
  func copy(_ file: FilePath, to name: String) throws(DiagnosticError) -> Entry {
    let stream = try FileStream(Input(named: file.string))
    return try add(name) { () throws(DiagnosticError) in try stream.next() }
  }

  /// Writes a file below `data`.
  @discardableResult
  func add(_ name: String, bytes: [UInt8]) throws(DiagnosticError) -> Entry {
    var rest: [UInt8]? = bytes
    return try add(name) { () throws(DiagnosticError) in
      defer { rest = nil }
      return rest
    }
  }

  /// Ends the bag: `bagit.txt`, `bag-info.txt` with these lines, and the manifests.
  func finish(_ information: [(label: String, value: String)]) throws(DiagnosticError) {
    let size = payload.reduce(0) { $0 + $1.size }
    let lines = information + [("Payload-Oxum", "\(size).\(payload.count)")]
    try addTag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    try addTag(
      "bag-info.txt", lines.map { "\($0.label): \(Self.folded($0.value))\n" }.joined())
    try addTag("manifest-sha512.txt", Self.manifest(payload))
    let tagManifest = Self.manifest(tags)
    try addTag("tagmanifest-sha512.txt", tagManifest)
    StagedFile.syncFolder(folder)
  }

  private func addTag(_ name: String, _ text: String) throws(DiagnosticError) {
    var rest: [UInt8]? = Array(text.utf8)
    tags.append(
      try write(name) { () throws(DiagnosticError) in
        defer { rest = nil }
        return rest
      })
  }

  /// A value on one line: a line break in it would begin another label.
  private static func folded(_ value: String) -> String {
    value.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private static func manifest(_ entries: [Entry]) -> String {
    entries.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      .map { "\($0.sha512)  \(encoded($0.path))\n" }.joined()
  }

  /// A path with its line breaks encoded (RFC 8493, §2.1.3).
  ///
  /// The clause asks the same for a per cent sign; but bagit.py takes that as it is, so only one that
  /// would be taken for a line break is encoded.
  static func encoded(_ path: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(path.utf8)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x0A: result += Array("%0A".utf8)
      case 0x0D: result += Array("%0D".utf8)
      case UInt8(ascii: "%"):
        let next = String(decoding: bytes[(index + 1)...].prefix(2), as: UTF8.self).uppercased()
        result += Array((["0A", "0D", "25"].contains(next) ? "%25" : "%").utf8)
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func write(
    _ name: String, _ next: () throws(DiagnosticError) -> [UInt8]?
  ) throws(DiagnosticError) -> Entry {
    let path = try AtomicFile.prepare(name, under: folder, shown: name)
    var (long, short, size) = (Digest.LongHasher(), Digest.Hasher(), 0)
    do {
      let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o666))
      try file.closeAfter {
        while let piece = try next() {
          long.update(piece.span)
          short.update(piece.span)
          size += piece.count
          try file.writeAll(piece)
        }
        guard fsync(file.rawValue) == 0 || errno == EINVAL else { throw Errno(rawValue: errno) }
      }
    } catch {
      if let error = error as? DiagnosticError { throw error }
      throw AtomicFile.unwritable(error as? Errno ?? .ioError, name)
    }
    return Entry(path: name, sha512: long.finalise(), sha256: short.finalise(), size: size)
  }
}
