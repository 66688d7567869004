/// Prepares HTML for libxml2, which knows HTML 4.
///
/// What newer browsers read otherwise is written so that it is read in the same way. Lines stay where
/// they are.
struct HTMLPreparation {
  private let text: [UInt8]
  private var result: [UInt8] = []
  /// How much of the text is in the result, or left out.
  private var copied = 0
  private var index = 0

  private init(_ text: [UInt8]) {
    self.text = text
  }

  /// `text`, prepared.
  static func prepared(_ text: [UInt8]) -> [UInt8] {
    var preparation = HTMLPreparation(text)
    preparation.run()
    return preparation.result
  }

  private mutating func run() {
    result.reserveCapacity(text.count + 64)
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "&"): resolve()
      case UInt8(ascii: "<"): readAngle()
      default: index += 1
      }
    }
    result.append(contentsOf: text[copied...])
  }

  /// Writes a reference as a number: names of HTML 5 are not known, and what is no character would be
  /// left out.
  private mutating func resolve() {
    guard
      let (characters, length) = HTMLReferences.reference(
        at: index, in: text, before: text.count, isLenient: true)
    else {
      index += 1
      return
    }
    result.append(contentsOf: text[copied..<index])
    for scalar in String(decoding: characters, as: UTF8.self).unicodeScalars {
      result.append(contentsOf: "&#\(scalar.value);".utf8)
    }
    index += length
    copied = index
  }

  private mutating func readAngle() {
    switch index + 1 < text.count ? Self.folded(text[index + 1]) : 0 {
    case UInt8(ascii: "!"): readDeclaration()
    case UInt8(ascii: "/") where !isLetter(at: index + 2): leaveOutBogusComment()
    case UInt8(ascii: "s") where has("<script"): skip(to: "</script")
    case UInt8(ascii: "s") where has("<style"): skip(to: "</style")
    default: index += 1
    }
  }

  private mutating func readDeclaration() {
    if has("<!-->") || has("<!--->") {
      leaveOut(to: (find([UInt8(ascii: ">")], from: index) ?? text.count - 1) + 1)
    } else if has("<!--") {
      index = find(Array("-->".utf8), from: index + 4).map { $0 + 3 } ?? text.count
    } else if has("<!doctype") {
      index += 1
    } else {
      leaveOutBogusComment()
    }
  }

  /// What is no comment is read as one, up to the next angle (HTML §13.2.5.41).
  private mutating func leaveOutBogusComment() {
    leaveOut(to: find([UInt8(ascii: ">")], from: index).map { $0 + 1 } ?? text.count)
  }

  /// Skips a script or a style, up to its end tag.
  private mutating func skip(to endTag: String) {
    index = find(Array(endTag.utf8), from: index) ?? text.count
    if index < text.count { index += 2 }
  }

  /// Leaves out what stands before `end`, but for its line ends.
  private mutating func leaveOut(to end: Int) {
    result.append(contentsOf: text[copied..<index])
    for byte in text[index..<end] where byte == UInt8(ascii: "\n") { result.append(byte) }
    index = end
    copied = end
  }

  private func isLetter(at index: Int) -> Bool {
    index < text.count && text[index] | 0x20 >= 0x61 && text[index] | 0x20 <= 0x7A
  }

  /// Whether `mark` stands here, in any case.
  private func has(_ mark: String) -> Bool {
    var offset = index
    for byte in mark.utf8 {
      guard offset < text.count, Self.folded(text[offset]) == byte else { return false }
      offset += 1
    }
    return true
  }

  private func find(_ mark: [UInt8], from start: Int) -> Int? {
    var offset = start
    while offset + mark.count <= text.count {
      if Self.folded(text[offset]) == mark[0],
        zip(mark, text[offset...]).allSatisfy({ $0 == Self.folded($1) })
      {
        return offset
      }
      offset += 1
    }
    return nil
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
}
