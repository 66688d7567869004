/// A run of `*`, `_` or `~~`, which may begin or end emphasis (CommonMark §6.2).
struct MarkdownSigns {
  let sign: UInt8
  /// How many signs are left; those that are taken are no text.
  var count: Int
  /// How many there were.
  let original: Int
  let offset: Int
  let opens: Bool
  let closes: Bool

  /// The run that begins at `index`.
  init(at index: Int, in text: [UInt8]) {
    sign = text[index]
    offset = index
    var end = index
    while end < text.count, text[end] == text[index] { end += 1 }
    count = end - index
    original = count
    let before = Self.kind(before: index, in: text)
    let after = Self.kind(at: end, in: text)
    let isLeft = after != .space && (after != .punctuation || before != .letter)
    let isRight = before != .space && (before != .punctuation || after != .letter)
    if sign == UInt8(ascii: "_") {
      opens = isLeft && (!isRight || before == .punctuation)
      closes = isRight && (!isLeft || after == .punctuation)
    } else {
      opens = isLeft
      closes = isRight
    }
  }

  // MARK: What stands beside it

  private enum Kind { case space, punctuation, letter }

  private static func kind(before index: Int, in text: [UInt8]) -> Kind {
    guard index > 0 else { return .space }
    var start = index - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return kind(of: text[start..<index])
  }

  private static func kind(at index: Int, in text: [UInt8]) -> Kind {
    guard index < text.count else { return .space }
    var end = index + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return kind(of: text[index..<end])
  }

  private static func kind(of bytes: ArraySlice<UInt8>) -> Kind {
    if let byte = bytes.first, byte < 0x80 {
      return isASCIISpace(byte) ? .space : isPunctuation(byte) ? .punctuation : .letter
    }
    guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else {
      return .space
    }
    if scalar.properties.isWhitespace { return .space }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      return .punctuation
    default: return .letter
    }
  }

  /// Whether `byte` is one of the signs of ASCII.
  static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
      || (0x7B...0x7E).contains(byte)
  }

  // MARK: Pairs

  /// Takes the signs that belong together out of the pieces from `start` on; what is left is text.
  static func resolve(_ pieces: inout [MarkdownInlines.Piece], from start: Int) {
    var openers: [Int] = []
    /// Below which opener none was found for a closing run of this kind (§6.2, rules 9 and 10).
    var floors: [Int: Int] = [:]
    var inserted: [(at: Int, piece: MarkdownInlines.Piece, isEnd: Bool)] = []
    for index in start..<pieces.count {
      guard case .signs(var closer) = pieces[index] else { continue }
      if closer.closes {
        let key = Int(closer.sign) * 8 + (closer.opens ? 4 : 0) + closer.original % 3
        while closer.count > 0 {
          guard
            let found = openers.lastIndex(where: { position in
              guard position >= floors[key] ?? 0, case .signs(let opener) = pieces[position] else {
                return false
              }
              return opener.matches(closer)
            }), case .signs(var opener) = pieces[openers[found]]
          else {
            floors[key] = openers.last.map { $0 + 1 } ?? 0
            break
          }
          let isDouble = opener.count >= 2 && closer.count >= 2
          opener.count -= isDouble ? 2 : 1
          closer.count -= isDouble ? 2 : 1
          if isDouble {
            let isStrike = closer.sign == UInt8(ascii: "~")
            inserted.append((openers[found], isStrike ? .struck(true) : .strong(true), false))
            inserted.append((index, isStrike ? .struck(false) : .strong(false), true))
          }
          pieces[openers[found]] = .signs(opener)
          openers.removeSubrange((found + 1)...)
          if opener.count == 0 { openers.removeLast() }
        }
        pieces[index] = .signs(closer)
      }
      if closer.opens, closer.count > 0 { openers.append(index) }
    }
    insert(inserted, into: &pieces)
    for index in start..<pieces.count {
      guard case .signs(let signs) = pieces[index] else { continue }
      // What is left over is text, also to whatever encloses it.
      pieces[index] =
        signs.count == 0
        ? .nothing : .text(Array(repeating: signs.sign, count: signs.count), at: signs.offset)
    }
  }

  /// Puts the marks of what is strong or struck behind an opening run, and before a closing one.
  private static func insert(
    _ marks: [(at: Int, piece: MarkdownInlines.Piece, isEnd: Bool)],
    into pieces: inout [MarkdownInlines.Piece]
  ) {
    if marks.isEmpty { return }
    var before: [Int: [MarkdownInlines.Piece]] = [:]
    var after: [Int: [MarkdownInlines.Piece]] = [:]
    for mark in marks {
      if mark.isEnd {
        before[mark.at, default: []].append(mark.piece)
      } else {
        after[mark.at, default: []].append(mark.piece)
      }
    }
    var result: [MarkdownInlines.Piece] = []
    result.reserveCapacity(pieces.count + marks.count)
    for (index, piece) in pieces.enumerated() {
      result += before[index] ?? []
      result.append(piece)
      result += after[index] ?? []
    }
    pieces = result
  }

  private func matches(_ closer: MarkdownSigns) -> Bool {
    guard opens, sign == closer.sign, count > 0 else { return false }
    if sign == UInt8(ascii: "~") { return true }
    let isEither = closes || closer.opens
    return !isEither || (original + closer.original) % 3 != 0
      || original % 3 == 0 && closer.original % 3 == 0
  }
}
