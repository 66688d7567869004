import Foundation
import TestSupport

/// A change made to a TEI document, and where.
struct Edit: Sendable, CustomStringConvertible {
  /// What was done: `character deleted`.
  var kind: String
  /// The document after it.
  var tei: [UInt8]
  /// The lines of the source, counted from 1, that it touched, one range for each place.
  var lines: [ClosedRange<Int>]

  var description: String { "\(kind) at line \(lines)" }
}

/// The `text` element of a TEI document as tags and character data, to be edited.
///
/// Knows XML only as far as the converter writes it; uses no code of the product.
struct EditableText: Sendable {
  /// A tag or a run of character data.
  struct Piece: Sendable, Hashable {
    var bytes: [UInt8]
    var isTag: Bool

    /// The name, for a tag: `u`, `/u`.
    var name: String {
      let inside = bytes.dropFirst().prefix { $0 != 0x20 && $0 != UInt8(ascii: ">") }
      return String(decoding: inside, as: UTF8.self)
    }
  }

  let before: [UInt8]
  var pieces: [Piece]
  let after: [UInt8]

  init?(_ tei: [UInt8]) {
    guard let start = tei.firstRange(of: Array("<text ".utf8))?.lowerBound,
      let end = tei.firstRange(of: Array("</text>".utf8))?.upperBound
    else { return nil }
    before = Array(tei[..<start])
    after = Array(tei[end...])
    pieces = []
    var rest = tei[start..<end]
    while let first = rest.first {
      let isTag = first == UInt8(ascii: "<")
      let stop = rest.firstIndex(of: UInt8(ascii: isTag ? ">" : "<")) ?? rest.endIndex
      let piece = rest[..<(isTag ? stop + 1 : stop)]
      pieces.append(Piece(bytes: Array(piece), isTag: isTag))
      rest = rest[piece.endIndex...]
    }
  }

  var tei: [UInt8] { before + pieces.flatMap(\.bytes) + after }

  /// The character data, references left as they are: good enough to compare two of them.
  var words: [ArraySlice<UInt8>] {
    pieces.filter { !$0.isTag }.flatMap(\.bytes).split { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  /// The line of the source at the beginning of a piece: the text has the line feeds of the source.
  func line(at piece: Int, offset: Int = 0) -> Int {
    let before = pieces[..<piece].filter { !$0.isTag }.reduce(0) { $0 + feeds($1.bytes[...]) }
    return 1 + before + (pieces[piece].isTag ? 0 : feeds(pieces[piece].bytes[..<offset]))
  }

  func feeds(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == UInt8(ascii: "\n") } }

  /// The pieces from a start tag to its end tag.
  func element(at start: Int) -> ClosedRange<Int>? {
    let name = pieces[start].name
    var depth = 0
    for index in start..<pieces.count where pieces[index].isTag {
      if pieces[index].name == name { depth += 1 }
      if pieces[index].name == "/\(name)" { depth -= 1 }
      if depth == 0 { return start...index }
    }
    return nil
  }

  /// The start tags whose bytes begin so.
  func starts(_ beginning: String) -> [Int] {
    pieces.indices.filter { pieces[$0].isTag && pieces[$0].bytes.starts(with: beginning.utf8) }
  }

  func lines(of range: ClosedRange<Int>) -> ClosedRange<Int> {
    let last = line(at: range.upperBound)
    return line(at: range.lowerBound)...last
  }
}

extension EditableText {
  /// A seeded edit that changes the words of the document.
  func textEdit(_ random: inout SeededGenerator) -> Edit {
    while true {
      if let (kind, text, lines) = tryTextEdit(&random), text.words != words {
        return Edit(kind: kind, tei: text.tei, lines: lines)
      }
    }
  }

  private func tryTextEdit(
    _ random: inout SeededGenerator
  ) -> (String, EditableText, [ClosedRange<Int>])? {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return character("deleted", &random) { bytes, offset, _ in bytes.remove(at: offset) }
    case 1:
      return character("inserted", &random) { bytes, offset, letter in
        bytes.insert(letter, at: offset)
      }
    case 2:
      return character("replaced", &random) { bytes, offset, letter in bytes[offset] = letter }
    case 3: return swappedWords(&random)
    case 4: return dropped("<desc>", "desc", &random)
    case 5: return dropped("<note type=\"speaker\"", "label", &random)
    case 6: return dropped("<fw ", "fw", &random)
    default: return movedParagraph(&random)
    }
  }

  private func character(
    _ kind: String, _ random: inout SeededGenerator,
    _ change: (inout [UInt8], Int, UInt8) -> Void
  ) -> (String, EditableText, [ClosedRange<Int>])? {
    guard let piece = pieces.indices.filter({ !pieces[$0].isTag }).randomElement(using: &random),
      let offset = pieces[piece].bytes.indices.randomElement(using: &random),
      isLetter(pieces[piece].bytes[offset]), !isInReference(pieces[piece].bytes, offset)
    else { return nil }
    var result = self
    let letter = UInt8.random(in: UInt8(ascii: "a")...UInt8(ascii: "z"), using: &random)
    change(&result.pieces[piece].bytes, offset, letter)
    let line = line(at: piece, offset: offset)
    return ("character \(kind)", result, [line...line])
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  private func isInReference(_ bytes: [UInt8], _ offset: Int) -> Bool {
    let start = bytes[...offset].lastIndex { $0 == UInt8(ascii: "&") }
    return start.map { !bytes[$0..<offset].contains(UInt8(ascii: ";")) } ?? false
  }

  private func swappedWords(
    _ random: inout SeededGenerator
  ) -> (String, EditableText, [ClosedRange<Int>])? {
    guard let piece = pieces.indices.filter({ !pieces[$0].isTag }).randomElement(using: &random)
    else { return nil }
    let bytes = pieces[piece].bytes
    let words = bytes.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard words.count > 1 else { return nil }
    let index = Int.random(in: 1..<words.count, using: &random)
    let (one, two) = (words[index - 1], words[index])
    var result = self
    result.pieces[piece].bytes =
      Array(bytes[..<one.startIndex]) + two + bytes[one.endIndex..<two.startIndex] + one
      + bytes[two.endIndex...]
    return (
      "words swapped", result,
      [line(at: piece, offset: one.startIndex)...line(at: piece, offset: two.startIndex)]
    )
  }

  private func dropped(
    _ start: String, _ kind: String, _ random: inout SeededGenerator
  ) -> (String, EditableText, [ClosedRange<Int>])? {
    guard let tag = starts(start).randomElement(using: &random), let element = element(at: tag)
    else { return nil }
    var result = self
    result.pieces.removeSubrange(element)
    return ("\(kind) dropped", result, [lines(of: element)])
  }

  private func movedParagraph(
    _ random: inout SeededGenerator
  ) -> (String, EditableText, [ClosedRange<Int>])? {
    let tags = starts("<seg ") + starts("<p ")
    guard let from = tags.randomElement(using: &random), let moved = element(at: from),
      let to = tags.randomElement(using: &random), let target = element(at: to),
      !moved.overlaps(target)
    else { return nil }
    var result = self
    let paragraph = pieces[moved]
    result.pieces.insert(contentsOf: paragraph, at: target.upperBound + 1)
    let start = moved.lowerBound + (to < from ? paragraph.count : 0)
    result.pieces.removeSubrange(start..<(start + paragraph.count))
    // The place it was taken from, the place it was put to, and all between: which of the two
    // stretches moved cannot be told from the texts.
    let (one, other) = (lines(of: moved), lines(of: target))
    return (
      "paragraph moved", result,
      [min(one.lowerBound, other.lowerBound)...max(one.upperBound, other.upperBound)]
    )
  }
}

extension EditableText {
  /// A seeded edit that leaves the words and changes the markup.
  func markupEdit(_ random: inout SeededGenerator) -> Edit {
    while true {
      if let (kind, text) = tryMarkupEdit(&random), text.words == words, text.pieces != pieces {
        return Edit(kind: kind, tei: text.tei, lines: [])
      }
    }
  }

  private func tryMarkupEdit(_ random: inout SeededGenerator) -> (String, EditableText)? {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return attribute(" who=\"", &random)
    case 1: return attribute(" ana=\"", &random)
    case 2: return renamed(&random)
    default: return reordered(&random)
    }
  }

  /// The value of an attribute, taken from another element.
  private func attribute(
    _ name: String, _ random: inout SeededGenerator
  ) -> (String, EditableText)? {
    let tags = pieces.indices.filter { value(name, pieces[$0].bytes) != nil }
    guard let tag = tags.randomElement(using: &random),
      let other = tags.randomElement(using: &random),
      let old = value(name, pieces[tag].bytes), let new = value(name, pieces[other].bytes)
    else { return nil }
    var result = self
    let replacement =
      pieces[tag].bytes[old] == pieces[other].bytes[new]
      ? Array("#nobody".utf8) : Array(pieces[other].bytes[new])
    result.pieces[tag].bytes.replaceSubrange(old, with: replacement)
    return ("\(name.dropFirst().dropLast(2)) changed", result)
  }

  private func value(_ name: String, _ tag: [UInt8]) -> Range<Int>? {
    guard tag.first == UInt8(ascii: "<"), let found = tag.firstRange(of: Array(name.utf8)),
      let end = tag[found.upperBound...].firstIndex(of: UInt8(ascii: "\""))
    else { return nil }
    return found.upperBound..<end
  }

  private func renamed(_ random: inout SeededGenerator) -> (String, EditableText)? {
    let tags = starts("<").filter { !pieces[$0].name.hasPrefix("/") && pieces[$0].name != "text" }
    guard let tag = tags.randomElement(using: &random), let element = element(at: tag)
    else { return nil }
    let old = pieces[tag].name
    let new = ["ab", "seg", "note", "p", "u"].filter { $0 != old }.randomElement(using: &random)
    var result = self
    for (index, slash) in [(element.lowerBound, ""), (element.upperBound, "/")] {
      result.pieces[index].bytes.replaceSubrange(
        1..<(1 + slash.utf8.count + old.utf8.count), with: "\(slash)\(new ?? "ab")".utf8)
    }
    return ("element renamed", result)
  }

  /// Two start tags of the same kind changed over, so that equal texts stand in another order.
  private func reordered(_ random: inout SeededGenerator) -> (String, EditableText)? {
    let tags = starts("<").filter { !pieces[$0].name.hasPrefix("/") }
    guard let one = tags.randomElement(using: &random) else { return nil }
    let same = tags.filter { pieces[$0].name == pieces[one].name && pieces[$0] != pieces[one] }
    guard let other = same.randomElement(using: &random) else { return nil }
    var result = self
    result.pieces.swapAt(one, other)
    return ("order of equal elements", result)
  }
}
