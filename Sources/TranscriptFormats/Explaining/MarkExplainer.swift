import Diagnostics
import Transcripts

/// Tells of every mark in a transcript what it was taken for, and why; also of brackets that are none.
///
/// Works on the transcript as it is, whoever read it: the text of a transcript is that of its source, so
/// a node's place in the one is its place in the other.
struct MarkExplainer {
  private let text: [UInt8]
  private let conventions: Conventions
  private let lines: LineTable
  private var offset = 0
  private(set) var decisions: [Decision] = []
  /// What a mark means, by how it is printed.
  private var known: [String: Mark?] = [:]

  init(text: [UInt8], conventions: Conventions) {
    self.text = text
    self.conventions = conventions
    lines = LineTable(of: text.span)
  }

  /// Explains the marks in all of `content`.
  mutating func explain(_ content: [Node]) {
    visit(content, isTalk: false)
  }

  // MARK: The tree

  private mutating func visit(_ nodes: [Node], isTalk: Bool) {
    for node in nodes {
      let start = offset
      switch node {
      case .text(let run):
        if isTalk { explainBrackets(in: run) }
        offset += run.utf8.count
      case .comment, .processingInstruction: continue
      case .gap, .vocal, .kinesic, .incident, .metamark, .supplied, .choice:
        advance(over: node)
        explain(node, start..<offset)
      case .note(let note) where note.kind == .interpreter || isTalk || isBracketed(note):
        advance(over: node)
        explain(node, start..<offset)
      case .unclear(let unclear) where unclear.isBracketed:
        advance(over: node)
        explain(node, start..<offset)
      case .segment, .paragraph: visit(node.content, isTalk: true)
      case .sic, .correction, .unclear: visit(node.content, isTalk: false)
      default: visit(node.content, isTalk: isTalk)
      }
    }
  }

  /// Whether a note is a mark, and no line beside the talk.
  private func isBracketed(_ note: Note) -> Bool {
    let text = note.text
    return text.hasPrefix("(") && text.hasSuffix(")") || text.hasPrefix("[") && text.hasSuffix("]")
  }

  private mutating func advance(over node: Node) {
    for child in node.content {
      if case .text(let run) = child { offset += run.utf8.count } else { advance(over: child) }
    }
  }

  // MARK: Marks

  private mutating func explain(_ node: Node, _ range: Range<Int>) {
    // The second event of a mark has no words; the first one told of both.
    guard !range.isEmpty, range.upperBound <= text.count else { return }
    let printed = text.string(range)
    let mark = mark(printed)
    let meanings = mark?.meanings ?? []
    // A line that is a note by its beginning is explained as a line.
    if case .note(let note) = node, meanings.isEmpty || note.kind == .time { return }
    var decided = decidedMark(range, printed)
    decided.classes = meanings.map { String($0.rule.trimmingPrefix("marks: ")) }
    decided.isByAudience = meanings.contains(where: \.isByAudience)
    decided.isPlain =
      meanings.count == 1 && meanings.allSatisfy { $0.language == nil } && mark?.seconds == nil
    decided.ground = meanings.isEmpty ? .form : .wording
    let rule = meanings.isEmpty ? "marks: \(Self.formRule(of: node))" : meanings[0].rule
    append(
      decided, outcome: Self.outcome(of: node, meanings), rule: rule,
      reason: meanings.isEmpty
        ? Self.formReason(of: node) : Self.reason(meanings, mark, decided.phrase))
  }

  private mutating func mark(_ printed: String) -> Mark? {
    if let mark = known[printed] { return mark }
    let bytes = Array(printed.utf8)
    var scanner = MarkScanner(text: bytes, conventions: conventions)
    let mark = scanner.marks(in: 0..<bytes.count).first
    known[printed] = mark
    return mark
  }

  private static func reason(_ meanings: [MarkMeaning], _ mark: Mark?, _ phrase: String) -> String {
    var parts = ["the conventions have '\(phrase)'"]
    if meanings.count > 1 { parts = ["the conventions have each part of '\(phrase)'"] }
    if let language = meanings.compactMap(\.language).first {
      parts.append("it names a language, \(language)")
    }
    if let seconds = mark?.seconds { parts.append("it lasts \(seconds) s") }
    if meanings.contains(where: \.isByAudience) { parts.append("the room does it") }
    return parts.joined(separator: "; ")
  }

  /// What a node is, in words.
  private static func outcome(of node: Node, _ meanings: [MarkMeaning]) -> String {
    let names = meanings.map { String($0.rule.trimmingPrefix("marks: ")) }
    switch node {
    case .note(let note) where note.kind != .interpreter:
      return names.isEmpty ? "note (\(note.kind?.rawValue ?? ""))" : names.joined(separator: ", ")
    case .note:
      return switch meanings.first(where: { $0.isInterpreter })?.markClass {
      case .interpreter(.begin): "an interpreter's words from here"
      case .interpreter(.return): "the speaker's own words from here"
      case .interpreter(.renders): "renders what was said before"
      case .interpreter(.earlier): "renders a question asked before"
      default: "interpreter's mark"
      }
    case .gap(let gap) where names.isEmpty: return "gap \(gap.reason?.rawValue ?? "")"
    case .incident where names.isEmpty: return "incident action"
    case .metamark(let mark):
      return mark.function == .sic ? "sic: so in the source" : "uncertain: the word before it"
    case .supplied(let supplied):
      return supplied.reason == nil ? "put in by an editor" : "stands for a name that is withheld"
    case .choice: return "correction"
    case .unclear: return "uncertain: what may have been said"
    default: return names.joined(separator: ", ")
    }
  }

  private static func formRule(of node: Node) -> String {
    switch node {
    case .supplied: "square brackets"
    case .unclear: "square brackets with a time"
    case .choice: "struck out"
    default: "direction"
    }
  }

  private static func formReason(of node: Node) -> String {
    switch node {
    case .supplied: "words in square brackets that no convention has are an editor's"
    case .choice: "words struck out, and others in square brackets after them"
    case .gap: "a mark of the voice says so"
    case .unclear: "words in square brackets with the time at which they were heard"
    default:
      "a sentence between brackets that tells what happens: a capital, a full stop, no 'I' or 'you'"
    }
  }

  // MARK: Brackets that are no marks

  private mutating func explainBrackets(in run: String) {
    let bytes = Array(run.utf8)
    var index = 0
    while index < bytes.count {
      let open = bytes[index]
      guard open == UInt8(ascii: "(") || open == UInt8(ascii: "[") else {
        index += 1
        continue
      }
      let close = open == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "]")
      guard let end = bytes[index...].prefix(300).firstIndex(of: close) else {
        index += 1
        continue
      }
      let range = offset + index..<offset + end + 1
      if isMoment(bytes[index + 1..<end]) {
        append(
          decidedMark(range, String(decoding: bytes[index...end], as: UTF8.self)),
          outcome: "a moment of the timeline", rule: "marks: time code",
          reason: "nothing but a time between brackets")
        index = end + 1
        continue
      }
      append(
        decidedMark(range, String(decoding: bytes[index...end], as: UTF8.self)),
        outcome: "text: the speaker's own words", rule: "marks: none",
        reason: open == UInt8(ascii: "(")
          ? "no convention has these words, and they are no sentence about what happens"
          : "no convention has these words, and they are a number, or long")
      index = end + 1
    }
  }

  private func isMoment(_ inner: ArraySlice<UInt8>) -> Bool {
    inner.contains(UInt8(ascii: ":")) && inner.count <= 12
      && inner.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
  }

  // MARK: Decisions

  private func decidedMark(_ range: Range<Int>, _ printed: String) -> DecidedMark {
    let place = lines.location(at: range.lowerBound, in: text.span, file: "")
    return DecidedMark(
      range: range, line: place.line, column: place.column, printed: printed,
      phrase: Self.phrase(printed), classes: [], isByAudience: false, isPlain: false, ground: .none)
  }

  private mutating func append(
    _ mark: DecidedMark, outcome: String, rule: String, reason: String
  ) {
    var decision = Decision(
      lines: LineRange(mark.line, lines.line(at: mark.range.upperBound - 1)), outcome: outcome,
      rule: rule, reason: reason, mark: mark)
    decision.offset = mark.range.lowerBound
    decisions.append(decision)
  }

  /// The words of a mark as conventions have them: in small letters, white space folded, without
  /// brackets and without a full stop at the end.
  static func phrase(_ printed: String) -> String {
    var inner = printed.trimmed()[...]
    if inner.hasSuffix(":") { inner = inner.dropLast() }
    let isBracketed =
      inner.hasPrefix("(") && inner.hasSuffix(")") || inner.hasPrefix("[") && inner.hasSuffix("]")
    if isBracketed { inner = inner.dropFirst().dropLast() }
    let plain = inner.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    return plain.count > 1 && plain.hasSuffix(".") ? String(plain.dropLast()) : plain
  }
}

extension Unclear {
  /// Whether it is a guess in brackets, and no word before a mark.
  fileprivate var isBracketed: Bool {
    if case .text(let words)? = content.first { words.hasPrefix("[") } else { false }
  }
}

extension MarkMeaning {
  fileprivate var isInterpreter: Bool {
    if case .interpreter = markClass { true } else { false }
  }
}
