import Foundation
import Glibc
import SystemPackage
import TestSupport

/// A folder of files whose names and contents nobody would wish for, the same for the same seed.
struct HostileTree {
  /// What is called like a document: it has to be built or reported.
  private(set) var wanted: [String] = []

  private var random: SeededGenerator
  private let root: FilePath
  private let outside: FilePath
  private var folders: [FilePath]

  /// Creates a tree below `root`, with links to `outside` in it.
  init(seed: UInt64, below root: String, outside: String) {
    random = SeededGenerator(seed: seed)
    self.root = FilePath(root)
    self.outside = FilePath(outside)
    folders = [self.root]
  }

  private static let fragments: [[UInt8]] =
    [
      "a", "\n", "\"", "'", "..", "&", "<", ">", "%00", " ", "\t", "\\", "*", "?", "$(touch x)",
      "`x`", ";", "|", "-", "--", "\u{202E}", "\u{E9}", "e\u{301}", "日本", "😀", "\u{1}", "\u{7F}",
      "]]>", "#", "@", "{}", "~", "\r", "%2e%2e%2f", "con", "\u{FEFF}",
      String(repeating: "n", count: 60),
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

  private static let endings = [
    ".txt", ".md", ".html", ".vtt", ".srt", ".TXT", ".txt ", "", ".xml",
  ]

  /// Makes `count` entries.
  mutating func make(_ count: Int) throws {
    for index in 0..<count {
      if index % 40 == 39 {
        let folder = (folders.randomElement(using: &random) ?? root).appending(name(index, ""))
        if folder.length < 2000 {
          try FileManager.default.createDirectory(
            atPath: folder.string, withIntermediateDirectories: true)
          guard folder.withPlatformString({ mkdir($0, 0o700) == 0 || errno == EEXIST }) else {
            throw Errno(rawValue: errno)
          }
          folders.append(folder)
        }
      }
      let ending = Self.endings.randomElement(using: &random) ?? ""
      let folder = folders.randomElement(using: &random) ?? root
      let component = name(index, ending)
      let path = folder.appending(component)
      let isLink = try put(index, at: path)
      let isHidden = component.string.hasPrefix(".")
      let isCalledLikeADocument = ending.count > 1 && !ending.hasSuffix(" ") && ending != ".xml"
      if isCalledLikeADocument, !isHidden, !isLink { wanted.append(path.string) }
    }
  }

  private mutating func name(_ index: Int, _ ending: String) -> FilePath.Component {
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      bytes += Self.fragments.randomElement(using: &random) ?? []
    }
    // A folder that is hidden hides what is in it.
    if ending.isEmpty, bytes.first == UInt8(ascii: ".") { bytes.insert(UInt8(ascii: "x"), at: 0) }
    bytes += Array("\(index)\(ending)".utf8)
    let platform = bytes.map { CChar(bitPattern: $0) } + [0]
    return platform.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { FilePath.Component(platformString: $0) }
    } ?? "x"
  }

  /// Puts something there; whether it is a link to a folder, which may be passed over in silence.
  private mutating func put(_ index: Int, at path: FilePath) throws -> Bool {
    func link(to target: String) throws {
      let made = path.withPlatformString { path in target.withCString { symlink($0, path) } }
      guard made == 0 else { throw Errno(rawValue: errno) }
    }
    switch Int.random(in: 0..<30, using: &random) {
    case 0: try link(to: outside.appending("b.txt").string)
    case 1: try link(to: path.lastComponent?.string ?? "self")
    case 2: try link(to: "nowhere")
    case 3: try link(to: "/dev/zero")
    case 4: try link(to: "/dev/null")
    case 5:
      guard path.withPlatformString({ mkfifo($0, 0o600) }) == 0 else {
        throw Errno(rawValue: errno)
      }
    case 6:
      // Not to the open files of this process: tests beside this one open and close some.
      try link(to: [outside.string, root.string, "..", ".", "/proc/sys/kernel"][index % 5])
      return true
    case 7 where index % 7 == 0: try write([], to: path, sparse: 4 << 30)
    case 8: try write([], to: path, mode: 0)
    default: try write(content(), to: path)
    }
    return false
  }

  private func write(
    _ bytes: [UInt8], to path: FilePath, sparse: Int = 0, mode: CInterop.Mode = 0o600
  ) throws {
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate],
      permissions: FilePermissions(rawValue: mode))
    try file.closeAfter {
      try file.writeAll(bytes)
      guard sparse == 0 || ftruncate(file.rawValue, sparse) == 0 else {
        throw Errno(rawValue: errno)
      }
    }
  }

  private mutating func content() -> [UInt8] {
    let talk = Array(
      "OAKES: Good morning, all.\n\nQ: Thank you. (Inaudible.)\n\nOAKES: Yes.\n".utf8)
    switch Int.random(in: 0..<18, using: &random) {
    case 0: return []
    case 1: return Array(" \n\t\n".utf8)
    case 2: return [0xFF, 0xFE] + talk.flatMap { [$0, 0] }
    case 3: return [0xFE, 0xFF] + talk
    case 4: return [0xFF, 0xFE, 0x41]
    case 5: return (0..<500).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    case 6: return talk + [0x93, 0x41, 0x94, 0xE9, 0x0A]
    case 7: return talk + [0, 0, 0]
    case 8: return [0xEF, 0xBB, 0xBF] + talk
    case 9: return Array(String(repeating: "word ", count: 20_000).utf8)
    case 10: return Array(String(repeating: "<div>", count: 3000).utf8) + talk
    case 11: return Array("---\ntitle: [\n---\n".utf8) + talk
    case 12: return Array("WEBVTT\n\n00:00 --> nowhere\n<v \n".utf8) + talk
    case 13: return Array(String(repeating: "A: B\n\n", count: 500).utf8)
    case 14: return Array("<!DOCTYPE html><p>&#0;&#xD800;&nope;</p><script>".utf8) + talk
    default:
      var bytes = talk
      for _ in 0..<5 {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
          in: .min ... .max, using: &random)
      }
      return bytes
    }
  }
}
