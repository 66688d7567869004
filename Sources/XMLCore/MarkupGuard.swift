import Diagnostics
import Glibc

/// Follows the markup of a document byte by byte, in front of the parser.
///
/// libxml2 reads a tag completely, and compares every attribute with every other, before it says
/// anything; so what would make it slow or large is counted here, before it sees it. The guard knows
/// just enough of XML to tell tags, comments, instructions, CDATA sections and the document type
/// declaration apart; whether they are right is the parser's business. The internal subset, which
/// libxml2 does not hand out, is collected on the way, and character data is masked.
struct MarkupGuard {
  private enum State {
    case text, afterLess, startTag, endTag, singleQuoted, doubleQuoted
    case bang, bangDash, comment, commentDash, commentDashes
    case instruction, instructionQuestion
    case cdata, cdataBracket, cdataBrackets
    case doctype, doctypeSingleQuoted, doctypeDoubleQuoted
    case subset, subsetSingleQuoted, subsetDoubleQuoted
    case subsetLess, subsetBang, subsetBangDash
    case subsetComment, subsetCommentDash, subsetCommentDashes
    case subsetInstruction, subsetInstructionQuestion
  }

  /// A limit that was exceeded.
  struct Excess: Error {
    var kind: String
    var limit: Int
  }

  private let limits: XMLReader.Limits
  private var state = State.text
  private var length = 0
  private var attributes = 0
  /// The bytes between the brackets of the document type declaration, as far as they were seen;
  /// `nil` without brackets.
  private(set) var subset: [UInt8]?
  private var mask = TextMask()

  init(limits: XMLReader.Limits) {
    self.limits = limits
  }

  /// Follows the next bytes of the document.
  ///
  /// - Parameters:
  ///   - firstHigh: The offset of the first byte beyond ASCII, or the end.
  ///   - target: A copy of `bytes`, in which character data is masked; `nil` where there is nothing
  ///     to mask.
  /// - Returns: where the last byte masked ends, or 0.
  mutating func check(
    _ bytes: UnsafeBufferPointer<UInt8>, firstHigh: Int,
    masking target: UnsafeMutablePointer<UInt8>?
  ) throws(Excess) -> Int {
    let count = bytes.count
    mask.beginBytes()
    var high = target == nil ? count : firstHigh  // the next byte that may have to be masked
    var offset = 0
    var start = 0  // of the markup or of what is left of it, in `bytes`
    var state = self.state
    var attributes = self.attributes
    while offset < count {
      if state == .text {
        let found = Self.find("<", in: bytes, from: offset)
        if high < offset { high = UTF8Check.firstHigh(in: bytes, from: offset) }
        if found == nil || high < found ?? count {
          mask.follow(bytes, in: offset..<(found ?? count), masking: target)
        }
        guard let found else { break }
        mask.begin()
        if high < found { high = UTF8Check.firstHigh(in: bytes, from: found) }
        offset = passShortTags(in: bytes, from: found, to: high)
        if target != nil, let end = endOfShortTag(in: bytes, from: offset) {
          offset = end
          continue
        }
        start = offset
        length = 0
        attributes = 0
        offset += 1
        state = .afterLess
        continue
      }
      let byte = bytes[offset]
      offset += 1
      switch state {
      case .text: break
      case .startTag:
        switch byte {
        case UInt8(ascii: "="): attributes += 1
        case UInt8(ascii: "\""): state = .doubleQuoted
        case UInt8(ascii: "'"): state = .singleQuoted
        case UInt8(ascii: ">"):
          state = .text
          if attributes > limits.attributes { throw excessOfAttributes }
        default: break
        }
      case .doubleQuoted, .singleQuoted:
        let quote: Unicode.Scalar = state == .doubleQuoted ? "\"" : "'"
        guard let found = Self.find(quote, in: bytes, from: offset - 1) else {
          offset = count
          break
        }
        offset = found + 1
        state = .startTag
      case .endTag:
        guard let found = Self.find(">", in: bytes, from: offset - 1) else {
          offset = count
          break
        }
        offset = found + 1
        state = .text
      case .afterLess:
        switch byte {
        case UInt8(ascii: "/"): state = .endTag
        case UInt8(ascii: "!"): state = .bang
        case UInt8(ascii: "?"): state = .instruction
        default: state = .startTag
        }
      case .bang:
        switch byte {
        case UInt8(ascii: "-"): state = .bangDash
        case UInt8(ascii: "["): state = .cdata
        default: state = .doctype
        }
      case .bangDash: state = byte == UInt8(ascii: "-") ? .comment : .text
      case .comment: if byte == UInt8(ascii: "-") { state = .commentDash }
      case .commentDash: state = byte == UInt8(ascii: "-") ? .commentDashes : .comment
      case .commentDashes: state = byte == UInt8(ascii: ">") ? .text : .commentDashes
      case .instruction: if byte == UInt8(ascii: "?") { state = .instructionQuestion }
      case .instructionQuestion:
        if byte == UInt8(ascii: ">") {
          state = .text
        } else if byte != UInt8(ascii: "?") {
          state = .instruction
        }
      case .cdata: if byte == UInt8(ascii: "]") { state = .cdataBracket }
      case .cdataBracket: state = byte == UInt8(ascii: "]") ? .cdataBrackets : .cdata
      case .cdataBrackets:
        if byte == UInt8(ascii: ">") {
          state = .text
        } else if byte != UInt8(ascii: "]") {
          state = .cdata
        }
      case .doctype:
        switch byte {
        case UInt8(ascii: "["):
          state = .subset
          if subset == nil { subset = [] }
        case UInt8(ascii: "\""): state = .doctypeDoubleQuoted
        case UInt8(ascii: "'"): state = .doctypeSingleQuoted
        case UInt8(ascii: ">"): state = .text
        default: break
        }
      case .doctypeDoubleQuoted: if byte == UInt8(ascii: "\"") { state = .doctype }
      case .doctypeSingleQuoted: if byte == UInt8(ascii: "'") { state = .doctype }
      default:
        state = Self.next(state, byte)
        if state != .doctype {
          subset?.append(byte)
          if let subset, subset.count > limits.doctypeLength { throw excessOfDoctype }
        }
      }
    }
    self.state = state
    self.attributes = attributes
    if state != .text {
      length += count - start
      if attributes > limits.attributes { throw excessOfAttributes }
      try checkLength()
    }
    return mask.end
  }

  /// Behind the tag that begins at `start`; `nil` where it has to be followed byte by byte.
  private func endOfShortTag(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let stop = min(bytes.count, start + min(limits.attributes, limits.markupLength))
    var index = start + 1
    guard index < stop, bytes[index] != UInt8(ascii: "!"), bytes[index] != UInt8(ascii: "?") else {
      return nil
    }
    while index < stop {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: ">") { return index }
      // An end tag has no quotation marks, and what has them there is not well-formed.
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        while index < stop, bytes[index] != byte { index += 1 }
        index += 1
      }
    }
    return nil
  }

  /// The offset of the first markup, from the `<` at `start` on, that has to be followed byte by
  /// byte: what is no tag, what does not end here, and what has room for too many attributes.
  ///
  /// A tag ends before the next `<`: the parser goes no further than one inside it.
  ///
  /// Stops at a tag, too, if `limit` lies between it and the next.
  private func passShortTags(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int
  ) -> Int {
    let longest = min(limits.attributes, limits.markupLength)
    var start = start
    while start + 1 < bytes.count, bytes[start + 1] != UInt8(ascii: "!"),
      bytes[start + 1] != UInt8(ascii: "?"),
      let end = Self.find("<", in: bytes, from: start + 1), end - start <= longest, end <= limit
    { start = end }
    return start
  }

  private static func find(
    _ scalar: Unicode.Scalar, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    guard let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(scalar.value), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private func checkLength() throws(Excess) {
    switch state {
    case .doctype, .doctypeSingleQuoted, .doctypeDoubleQuoted, .subset, .subsetSingleQuoted,
      .subsetDoubleQuoted, .subsetLess, .subsetBang, .subsetBangDash, .subsetComment,
      .subsetCommentDash, .subsetCommentDashes, .subsetInstruction, .subsetInstructionQuestion:
      if length > limits.doctypeLength { throw excessOfDoctype }
    default:
      if length > limits.markupLength {
        throw Excess(
          kind: "the bytes of a tag, comment, instruction or CDATA section",
          limit: limits.markupLength)
      }
    }
  }

  private var excessOfAttributes: Excess {
    Excess(kind: "the attributes of an element", limit: limits.attributes)
  }

  private var excessOfDoctype: Excess {
    Excess(kind: "the bytes of the document type declaration", limit: limits.doctypeLength)
  }

  /// The state after `byte` between the brackets of the document type declaration.
  private static func next(_ state: State, _ byte: UInt8) -> State {
    switch state {
    case .subset:
      switch byte {
      case UInt8(ascii: "]"): .doctype
      case UInt8(ascii: "<"): .subsetLess
      case UInt8(ascii: "\""): .subsetDoubleQuoted
      case UInt8(ascii: "'"): .subsetSingleQuoted
      default: .subset
      }
    case .subsetDoubleQuoted: byte == UInt8(ascii: "\"") ? .subset : state
    case .subsetSingleQuoted: byte == UInt8(ascii: "'") ? .subset : state
    case .subsetLess:
      switch byte {
      case UInt8(ascii: "!"): .subsetBang
      case UInt8(ascii: "?"): .subsetInstruction
      default: .subset
      }
    case .subsetBang: byte == UInt8(ascii: "-") ? .subsetBangDash : .subset
    case .subsetBangDash: byte == UInt8(ascii: "-") ? .subsetComment : .subset
    case .subsetComment: byte == UInt8(ascii: "-") ? .subsetCommentDash : state
    case .subsetCommentDash: byte == UInt8(ascii: "-") ? .subsetCommentDashes : .subsetComment
    case .subsetCommentDashes: byte == UInt8(ascii: ">") ? .subset : state
    case .subsetInstruction: byte == UInt8(ascii: "?") ? .subsetInstructionQuestion : state
    case .subsetInstructionQuestion:
      switch byte {
      case UInt8(ascii: ">"): .subset
      case UInt8(ascii: "?"): state
      default: .subsetInstruction
      }
    default: state
    }
  }
}
