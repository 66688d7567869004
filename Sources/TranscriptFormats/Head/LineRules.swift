import Transcripts

/// What lines outside the talk are by their wording, for look-up; made once for many documents.
final class LineRules: Sendable {
  /// What a whole line is, as ``folded(_:)`` writes it.
  let wholes: [String: LineKind]
  /// What lines are that begin so, by the first byte; a no-break space counts as a space.
  private let beginnings: [UInt8: [(prefix: [UInt8], kind: LineKind)]]
  /// The words that end a talk, as ``folded(_:)`` writes them.
  let ends: Set<String>
  /// The same, with nothing folded but case.
  let wholeEnds: Set<String>
  /// How lines begin that tell about the text, by their types.
  let metaBeginnings: [(type: String, phrases: [[UInt8]])]
  /// All whole lines, and the words that end a talk, by the hash of their bytes: most lines are none
  /// of them.
  let wholeHashes: WordSet
  let endHashes: WordSet
  /// How many bytes of the longest of them count.
  let longestWhole: Int
  /// The words that make a line that of a place, as they are printed in the text and in headings.
  let placeWords: Set<String>
  /// The beginnings of lines among turns that are none, by the hash of their first word.
  let asides: [UInt64: [(prefix: [UInt8], kind: LineKind)]]
  let asideOpenings: WordSet
  /// The first words of those among them that are notes.
  let noteOpenings: WordSet

  init(_ file: ConventionsFile) {
    var wholes: [String: LineKind] = [:]
    var beginnings: [UInt8: [(prefix: [UInt8], kind: LineKind)]] = [:]
    func add(_ rules: [ConventionsFile.LineRule], _ kind: (String) -> LineKind) {
      for rule in rules {
        for line in rule.is ?? [] { wholes[Self.folded(line)] = kind(rule.type) }
        for prefix in rule.begins ?? [] {
          let bytes = Array(prefix.utf8)
          guard let first = bytes.first else { continue }
          beginnings[first, default: []].append((bytes, kind(rule.type)))
        }
      }
    }
    add(file.furniture) {
      LineKind(kind: .furniture(Furniture.Kind(rawValue: $0)), rule: "furniture: \($0)")
    }
    add(file.meta) { LineKind(kind: .meta(Note.Kind(rawValue: $0)), rule: "meta: \($0)") }
    self.wholes = wholes
    self.beginnings = beginnings
    ends = Set(file.end.map { Self.folded($0) })
    wholeEnds = Set(file.end.map { $0.lowercased() })
    metaBeginnings = file.meta.map { rule in
      (rule.type, (rule.begins ?? []).map { Array($0.utf8) })
    }
    endHashes = WordSet(hashes: ends.map { Self.foldedHash(of: $0.utf8) })
    wholeHashes = WordSet(hashes: wholes.keys.map { Self.foldedHash(of: $0.utf8) })
      .union(endHashes)
    longestWhole = max(
      wholes.keys.map(\.utf8.count).max() ?? 0, ends.map(\.utf8.count).max() ?? 0)
    placeWords = Set(file.places.words + file.places.words.map { $0.uppercased() })

    var asides: [UInt64: [(prefix: [UInt8], kind: LineKind)]] = [:]
    func addAsides(_ prefixes: [String], _ kind: LineKind) {
      for prefix in prefixes {
        let bytes = Array(prefix.utf8)
        asides[Self.opening(of: bytes[...]), default: []].append((bytes, kind))
      }
    }
    let notes = file.meta.filter { $0.type == "editorial" }.flatMap { $0.begins ?? [] }
    addAsides(notes, LineKind(kind: .meta(.editorial), rule: "meta: editorial"))
    addAsides(file.closings, LineKind(kind: .end, rule: "closings"))
    self.asides = asides
    asideOpenings = WordSet(hashes: asides.keys)
    noteOpenings = WordSet(hashes: notes.map { Self.opening(of: Array($0.utf8)[...]) })
  }

  /// What a line is that begins like one of those that are known by that.
  func beginning(of line: ArraySlice<UInt8>) -> LineKind? {
    guard let first = line.first, let candidates = beginnings[first] else { return nil }
    return candidates.first { Self.begins(line, with: $0.prefix) }?.kind
  }

  private static func begins(_ line: ArraySlice<UInt8>, with prefix: [UInt8]) -> Bool {
    var index = line.startIndex
    for byte in prefix {
      guard index < line.endIndex else { return false }
      if byte == 0x20, line[index...].starts(with: [0xC2, 0xA0]) {
        index += 2
      } else if line[index] == byte {
        index += 1
      } else {
        return false
      }
    }
    return true
  }

  /// Lower case, white space folded, no full stop at the end.
  static func folded(_ line: ArraySlice<UInt8>) -> String {
    guard let folded = line.foldedASCII() else {
      return Self.folded(String(decoding: line, as: UTF8.self))
    }
    return String(
      decoding: folded.last == UInt8(ascii: ".") ? folded.dropLast() : folded[...], as: UTF8.self)
  }

  /// The same for any characters.
  private static func folded(_ line: String) -> String {
    let words = line.lowercased().words().joined(separator: " ")
    return words.hasSuffix(".") ? String(words.dropLast()) : words
  }

  /// A hash that lines have in common if ``folded(_:)`` makes them the same: of the ASCII characters
  /// without white space and full stops, small and capital letters alike.
  static func foldedHash(of line: some Sequence<UInt8>) -> UInt64 {
    foldedHash(of: line, upTo: .max) ?? 0
  }

  /// The same; `nil` where more than `limit` bytes count.
  static func foldedHash(of line: some Sequence<UInt8>, upTo limit: Int) -> UInt64? {
    var hash = ByteHash()
    var count = 0
    for byte in line where byte < 0x80 && !isASCIISpace(byte) && byte != UInt8(ascii: ".") {
      hash.addFolded(byte)
      count += 1
      if count > limit { return nil }
    }
    return hash.value
  }

  /// The hash of the first word of a line, without regard to case.
  static func opening(of line: ArraySlice<UInt8>) -> UInt64 {
    var hash = ByteHash()
    for byte in line {
      if isASCIISpace(byte) || byte == UInt8(ascii: ".") { break }
      hash.add(isUpperCaseASCII(byte) ? byte | 0x20 : byte)
    }
    return hash.value
  }
}
