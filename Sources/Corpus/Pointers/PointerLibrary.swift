import Diagnostics
import RelaxNG
import Synchronization
import XMLCore

/// What other files define: those of the same corpus, and those that pointers name.
final class PointerLibrary: Sendable {
  /// The files that are one document by `xi:include`, and what they define together.
  struct Corpus: Sendable {
    /// The file that includes the others, then those.
    var files: [String] = []
    var identifiers = IdentifierIndex()
    var names: [String] = []
    var definitions: [(file: String, PointerScan.PrefixDefinition)] = []
    /// By file: identifiers that another file has, too.
    var clashes: [String: [(clash: PointerScan.Clash, file: String)]] = [:]
  }

  /// What one file defines.
  struct Definitions: Sendable {
    var identifiers: IdentifierIndex
    var names: [String]
  }

  private let corpora: [Corpus]
  /// By address: the corpora that a file belongs to.
  private let memberships: [String: [Int]]
  private let inputs: Set<String>
  private let known = Mutex<[String: Definitions?]>([:])

  /// How many files' definitions are kept at a time.
  private static let mostKnown = 256
  private static let mostNames = 50_000

  /// Looks for corpora among the inputs, and reads what belongs to them.
  init(_ inputs: [Input]) {
    var corpora: [Corpus] = []
    var memberships: [String: [Int]] = [:]
    for input in inputs where input.path != nil && Self.includesOthers(input) {
      let corpus = Self.corpus(Self.address(input.shown))
      for file in corpus.files { memberships[file, default: []].append(corpora.count) }
      corpora.append(corpus)
    }
    self.corpora = corpora
    self.memberships = memberships
    self.inputs = Set(inputs.map { Self.address($0.shown) })
  }

  /// The corpora of the file at `address`.
  func corpora(of address: String) -> [Corpus] {
    (memberships[address] ?? []).map { corpora[$0] }
  }

  /// The files that belong to the corpus of the root at `address` and that nobody asked to check.
  func unaskedFiles(of address: String) -> [String] {
    corpora.first { $0.files.first == address }?.files.dropFirst().filter { !inputs.contains($0) }
      ?? []
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
    let found = Self.scan(path).map { Definitions(identifiers: $0.identifiers, names: $0.names) }
    known.withLock { known in
      if known.count >= Self.mostKnown { known.removeAll() }
      known[path] = found
    }
    return found
  }

  /// Reads a file for its identifiers and pointers; `nil` where that cannot be done.
  static func scan(_ path: String) -> PointerScan? {
    do {
      let file = try FileStream(Input(named: path))
      let scan = PointerScan()
      try XMLReader(file: path).parse(reading: { try file.next() }, into: scan)
      return scan
    } catch {
      return nil
    }
  }

  /// Whether the root of a document is one that holds others.
  private static func includesOthers(_ input: Input) -> Bool {
    guard let file = try? FileStream(input), let head = try? file.next() else { return false }
    return XMLRoot.name(head)?.local == "teiCorpus"
  }

  private static func corpus(_ root: String) -> Corpus {
    var corpus = Corpus()
    var pending = [root]
    var seen: Set<String> = [root]
    while let address = pending.popLast() {
      guard let scan = scan(address) else { continue }
      let number = Int32(corpus.files.count)
      corpus.files.append(address)
      corpus.definitions += scan.definitions.map { (address, $0) }
      corpus.names += scan.names.prefix(max(0, mostNames - corpus.names.count))
      scan.identifiers.forEach { key, place in
        _ = corpus.identifiers.insert(
          key, IdentifierIndex.Place(file: number, line: place.line))
      }
      corpus.note(scan, number, address)
      // In their order in the document, since the last is taken first.
      let included = scan.includes.keys
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
  fileprivate mutating func note(_ scan: PointerScan, _ number: Int32, _ address: String) {
    for name in scan.names {
      let key = IdentifierIndex.key(name.utf8)
      guard let first = identifiers[key], first.file != number,
        let here = scan.identifiers[key], clashes[address, default: []].count < 1_000
      else { continue }
      clashes[address, default: []].append(
        (
          PointerScan.Clash(name: name, line: here.line, column: 0, earlier: first.line),
          files[Int(first.file)]
        ))
    }
  }
}
