import Diagnostics
import Glibc

/// Follows the markup of a document byte by byte, in front of the parser.
///
/// libxml2 reads a tag completely, and compares every attribute with every other, before it says
/// anything; so what would make it slow or large is counted here, before it sees it. The guard knows
/// just enough of XML to tell tags, comments, instructions, CDATA sections and the document type
/// declaration apart; whether they are right is the parser's business. The internal subset, which
/// libxml2 does not hand out, is collected on the way.
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

  init(limits: XMLReader.Limits) {
    self.limits = limits
  }

  /// Follows the next bytes of the document.
  mutating func check(_ bytes: UnsafeBufferPointer<UInt8>) throws(Excess) {
    let count = bytes.count
    var offset = 0
    var start = 0  // of the markup or of what is left of it, in `bytes`
    var state = self.state
    var attributes = self.attributes
    while offset < count {
      if state == .text {
        guard let found = Self.find("<", in: bytes, from: offset) else { break }
        offset = passShortTags(in: bytes, from: found)
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
  }

  /// The offset of the first markup, from the `<` at `start` on, that has to be followed byte by
  /// byte: what is no tag, what does not end here, and what has room for too many attributes.
  ///
  /// A tag ends before the next `<`: the parser goes no further than one inside it.
  private func passShortTags(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let longest = min(limits.attributes, limits.markupLength)
    var start = start
    while start + 1 < bytes.count, bytes[start + 1] != UInt8(ascii: "!"),
      bytes[start + 1] != UInt8(ascii: "?"),
      let end = Self.find("<", in: bytes, from: start + 1), end - start <= longest
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
