import Transcripts

/// Where a document whose words are annotated one by one has its spaces.
///
/// Documents say so in one of four ways, and which one is seen from the whole document: `@join`, a
/// `c` that holds the space, white space between the tokens, or not at all.
struct TokenSpacing {
  private var usesJoin = false
  private var usesCharacters = false
  private var hasSpaces = false
  private var hasPunctuationAfterSpace = false

  /// Looks at a document.
  init(of texts: [[Node]]) {
    for text in texts {
      var previous: Token?
      look(at: text, &previous)
    }
  }

  private mutating func look(at nodes: [Node], _ previous: inout Token?) {
    var space = false
    for node in nodes {
      switch node {
      case .text(let run): if previous != nil, PageLayout.isSpace(run) { space = true }
      case .token(let token):
        if token.join != nil { usesJoin = true }
        if token.form == .c { usesCharacters = usesCharacters || PageLayout.isSpace(token.text) }
        if space, previous != nil {
          hasSpaces = true
          if token.form == .pc, Self.closes(token.text) { hasPunctuationAfterSpace = true }
        }
        previous = token
        space = false
      case .comment, .processingInstruction: break
      default: look(at: node.content, &previous)
      }
    }
  }

  /// Whether a space stands between two tokens.
  ///
  /// - Parameter isSpaced: Whether white space stands between them in the document.
  func hasSpace(after first: Token, before second: Token, isSpaced: Bool) -> Bool {
    if first.form == .m || second.form == .m { return isSpaced }
    if ["right", "both"].contains(first.join) || ["left", "both"].contains(second.join) {
      return false
    }
    if usesJoin { return true }
    if usesCharacters {
      return first.form == .c || second.form == .c ? false : isSpaced && !hasLayout
    }
    if hasSpaces, !isSpaced { return false }
    // White space in front of a full stop is layout; then it is the marks that tell.
    if !hasSpaces || hasLayout {
      if second.form == .pc, Self.closes(second.text) { return false }
      if first.form == .pc, Self.opens(first.text) { return false }
    }
    return true
  }

  private var hasLayout: Bool { usesCharacters || hasPunctuationAfterSpace }

  private static func closes(_ text: String) -> Bool {
    text.unicodeScalars.first.map { ".,;:!?…)]}»”’%".unicodeScalars.contains($0) } ?? false
  }

  private static func opens(_ text: String) -> Bool {
    text.unicodeScalars.first.map { "([{«“‘„¿¡".unicodeScalars.contains($0) } ?? false
  }
}
