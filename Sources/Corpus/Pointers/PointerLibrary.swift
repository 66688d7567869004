import Diagnostics
import RelaxNG
import Synchronization
import SystemPackage
import XMLCore

/// What other files define: those of the same corpus, and those that pointers name.
final class PointerLibrary: Sendable {
  /// The files that are one document by `xi:include`, and what they define together.
  struct Corpus: Sendable {
    /// The file that includes the others, then those.
    var files: [String] = []
    var identifiers = IdentifierIndex()
    var names = NameList()
    var definitions: [(file: String, GatheredPointers.PrefixDefinition)] = []
    /// By file: identifiers that another file has, too.
    var clashes: [String: [(clash: GatheredPointers.Clash, file: String)]] = [:]
    /// Whether some files were not read, since that would have been too much.
    var isIncomplete = false
  }

  /// What one file defines.
  struct Definitions: Sendable {
    let identifiers: IdentifierIndex
    let names: NameList

    init(_ gathered: GatheredPointers) {
      identifiers = gathered.identifiers
      names = gathered.names
    }
  }

  private struct Corpora: Sendable {
    var all: [Corpus] = []
    /// By address: the corpora that a file belongs to.
    var memberships: [String: [Int]] = [:]
  }

  private let inputs: [Input]
  private let mostBytes: Int
  /// Looked for when somebody asks.
  private let corpora = Mutex<Corpora?>(nil)
  private let known = Mutex<[String: Definitions?]>([:])

  /// How many files' definitions are kept at a time.
  private static let mostKnown = 256

  /// Prepares to look for corpora among the inputs, and to read what belongs to them: of each corpus
  /// no more than so many bytes.
  init(_ inputs: [Input], mostBytes: Int = .max) {
    self.inputs = inputs
    self.mostBytes = mostBytes
  }

  /// The corpora of the file at `address`.
  func corpora(of address: String) -> [Corpus] {
    withCorpora { corpora in (corpora.memberships[address] ?? []).map { corpora.all[$0] } }
  }

  /// The files that belong to the corpus of the root at `address` and that nobody asked to check.
  func unaskedFiles(of address: String) -> [String] {
    let files = withCorpora { $0.all.first { $0.files.first == address }?.files } ?? []
    if files.count < 2 { return [] }
    let asked = Set(inputs.map { Self.address($0.shown) })
    return files.dropFirst().filter { !asked.contains($0) }
  }

  private func withCorpora<Result: Sendable>(_ body: (Corpora) -> Result) -> Result {
    corpora.withLock { corpora in
      if let corpora { return body(corpora) }
      let found = Self.corpora(among: inputs, mostBytes)
      corpora = found
      return body(found)
    }
  }

  private static func corpora(among inputs: [Input], _ mostBytes: Int) -> Corpora {
    var corpora = Corpora()
    for input in inputs where input.path != nil && includesOthers(input) {
      let corpus = corpus(address(input.shown), mostBytes)
      for file in corpus.files {
        corpora.memberships[file, default: []].append(corpora.all.count)
      }
      corpora.all.append(corpus)
    }
    return corpora
  }

  /// One name for a file, however its path is written.
  static func address(_ path: String) -> String {
    path == "-" ? "" : SchemaAddress.resolve(path, against: "")
  }

  /// The file that `reference` names, seen from the file at `address`; `nil` where that is not on
  /// this machine.
  static func path(of reference: String, base: String, from address: String) -> String? {
    let start = base.isEmpty ? address : SchemaAddress.resolve(base, against: address)
    guard let path = LocalAddress.path(of: SchemaAddress.resolve(reference, against: start)) else {
      return nil
    }
    let decoded = LocalAddress.decoded(path)
    return decoded != path && !Input(named: path).exists ? decoded : path
  }

  /// What the file at `path` defines; `nil` where it is no XML or cannot be read.
  func definitions(at path: String) -> Definitions? {
    if let found = known.withLock({ $0[path] }) { return found }
    let found = Self.scan(path).map(Definitions.init)
    known.withLock { known in
      if known.count >= Self.mostKnown { known.removeAll() }
      known[path] = found
    }
    return found
  }

  /// Reads a file for its identifiers and pointers; `nil` where that cannot be done.
  static func scan(_ path: String) -> GatheredPointers? {
    do {
      let file = try FileStream(Input(named: path))
      let scan = PointerScan(isBrief: false)
      try XMLReader(file: path).parse(reading: { try file.next() }, into: scan)
      return scan.gathered
    } catch {
      return nil
    }
  }

  /// Whether the root of a document is one that holds others.
  private static func includesOthers(_ input: Input) -> Bool {
    guard let file = try? FileStream(input), var head = try? file.next(upTo: 4_096) else {
      return false
    }
    if let name = plainRoot(head) { return name.elementsEqual("teiCorpus".utf8) }
    if let more = try? file.next() { head += more }
    return XMLRoot.name(head)?.local == "teiCorpus"
  }

  /// The local name of the root, where nothing but processing instructions stands before it.
  private static func plainRoot(_ head: [UInt8]) -> ArraySlice<UInt8>? {
    var rest = head[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(start + 1)...]
      if rest.first == UInt8(ascii: "?") {
        while let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
          rest = rest[(mark + 1)...]
          if rest.first == UInt8(ascii: ">") { break }
        }
        continue
      }
      let name = rest.prefix {
        ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
      }
      guard let end = name.indices.last, end + 1 < head.count,
        [0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: ">"), UInt8(ascii: "/")].contains(head[end + 1])
      else { return nil }
      return name.firstIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    }
    return nil
  }

  private static func corpus(_ root: String, _ mostBytes: Int) -> Corpus {
    var corpus = Corpus()
    var pending = [root]
    var seen: Set<String> = [root]
    var left = mostBytes
    while let address = pending.popLast() {
      let size = (try? FileAccess.look(at: FilePath(address)).size) ?? 0
      if address != root, size > left {
        corpus.isIncomplete = true
        corpus.files.append(address)
        continue
      }
      left -= min(left, size)
      guard let scan = scan(address) else { continue }
      let number = Int32(corpus.files.count)
      corpus.files.append(address)
      corpus.definitions += scan.definitions.map { (address, $0) }
      corpus.names.append(scan.names)
      scan.identifiers.forEach { key, place in
        _ = corpus.identifiers.insert(
          key, IdentifierPlace(file: number, line: place.line))
      }
      corpus.note(scan, number, address)
      // In their order in the document, since the last is taken first.
      let included = scan.others.filter { $0.sort == .inclusion }
        .compactMap { path(of: $0.reference, base: $0.base, from: address) }
        .sorted(by: >)
      for path in included {
        let path = self.address(path)
        if seen.insert(path).inserted { pending.append(path) }
      }
    }
    return corpus
  }
}

extension PointerLibrary.Corpus {
  /// Notes the identifiers of a file that stand in an earlier one, too.
  fileprivate mutating func note(_ scan: GatheredPointers, _ number: Int32, _ address: String) {
    scan.names.forEach { name in
      let key = NameKey.key(name)
      guard let first = identifiers[key], first.file != number,
        let here = scan.identifiers[key], clashes[address, default: []].count < 1_000
      else { return }
      clashes[address, default: []].append(
        (
          GatheredPointers.Clash(
            name: String(decoding: name, as: UTF8.self), line: here.line, column: 0,
            earlier: first.line),
          files[Int(first.file)]
        ))
    }
  }
}
