import Transcripts

/// TEI from elsewhere as a transcript that people can read: labels, words, events, gaps.
///
/// White space in such a document is layout, more or less; where lines and paragraphs begin is told by
/// the elements.
struct ReadableText {
  let options: TextRendering
  private let names: SpeakerNames
  private let spacing: TokenSpacing
  private(set) var page = PageLayout()
  private var previousToken: Token?
  /// Whether white space stood behind that token.
  private var isSpaced = false
  /// Whether the label of the utterance that follows has been printed.
  private var isLabelled = false

  init(of transcript: Transcript, options: TextRendering) {
    self.options = options
    let texts = transcript.texts.isEmpty ? [transcript.content] : transcript.texts
    names = SpeakerNames(in: transcript)
    spacing = TokenSpacing(of: texts)
    for text in texts {
      block { $0.add(text) }
    }
  }

  // MARK: - Layout

  private mutating func block(
    _ separator: PageLayout.Separator = .paragraph, _ fill: (inout Self) -> Void
  ) {
    page.separate(separator)
    previousToken = nil
    fill(&self)
    previousToken = nil
    page.separate(separator)
  }

  /// Adds what is said about the text and not in it, in brackets.
  private mutating func remark(_ words: String, or content: [Node]) {
    previousToken = nil
    if options.hasAll {
      page.separate(.space)
      add(content)
      page.separate(.space)
      return
    }
    var inner = ReadableText(inside: self)
    inner.add(content)
    let text = inner.page.text.isEmpty ? words : inner.page.text
    page.separate(.space)
    page.add(text.first.map { "([{<".contains($0) } ?? true ? text : "[\(text)]")
    page.separate(.space)
  }

  /// Creates an empty page that is filled as `outer` is.
  private init(inside outer: ReadableText) {
    options = outer.options
    names = outer.names
    spacing = outer.spacing
  }

  // MARK: - Nodes

  private mutating func add(_ nodes: [Node]) {
    for node in nodes { add(node) }
  }

  private mutating func add(_ node: Node) {
    switch node {
    case .text(let run): add(run)
    case .cdata(let run): add(run)
    case .entityReference(let name): page.add("&\(name);")
    case .comment, .processingInstruction: break
    case .opaque(let opaque):
      // A header says something about the text, and is none of it.
      if opaque.name != "teiHeader" { add(opaque.content) }
    case .token(let token): add(token)
    case .utterance, .annotationBlock, .speech, .speakerLabel: addSpeech(node)
    case .gap, .vocal, .kinesic, .incident, .pause, .writing, .shift: addEvent(node)
    case .note(let note): if options.hasAll || options.hasNotes { addNote(note) }
    case .stageDirection(let stage):
      if options.hasAll || options.hasEvents { remark(stage.kind ?? "stage", or: stage.content) }
    case .furniture(let furniture):
      if options.hasAll || options.hasFurniture { block(.line) { $0.add(furniture.content) } }
    case .annotationGroup, .annotationSpan, .timeline:
      // What stands apart from the words is no part of them.
      if options.hasAll { block(.line) { $0.add(node.content) } }
    case .choice(let choice): addChoice(choice)
    case .milestone(let milestone): addMilestone(milestone)
    default: addStructure(node)
    }
  }

  private mutating func add(_ run: String) {
    if previousToken != nil {
      if PageLayout.isSpace(run) {
        isSpaced = true
        return
      }
      if isSpaced { page.separate(.space) }
    }
    previousToken = nil
    page.add(run)
  }

  private mutating func add(_ token: Token) {
    if let previous = previousToken,
      spacing.hasSpace(after: previous, before: token, isSpaced: isSpaced)
    {
      page.separate(.space)
    }
    previousToken = nil
    // In a word, too, white space is layout: it may hold the words of a contraction.
    add(token.content)
    previousToken = token
    isSpaced = false
  }

  private mutating func addMilestone(_ milestone: Milestone) {
    let goesOn = milestone.extras.each.contains {
      if case .attribute(_, "", "break", let value) = $0 { value == "no" } else { false }
    }
    if previousToken != nil { isSpaced = isSpaced || !goesOn }
    if !goesOn, previousToken == nil { page.separate(.space) }
    add(milestone.content)
  }

  /// Of alternatives for the same words, the one that an editor put in.
  private mutating func addChoice(_ choice: Choice) {
    if options.hasAll { return add(choice.content) }
    let elements = choice.content.filter { $0.element != nil }
    let chosen = elements.first { node in
      switch node {
      case .correction: true
      case .phrase(let phrase): [.reg, .expan].contains(phrase.form)
      default: false
      }
    }
    if let chosen = chosen ?? elements.first { add(chosen) } else { add(choice.content) }
  }

  private mutating func addNote(_ note: Note) {
    if page.isAtStartOfLine {
      block { $0.remark("note", or: note.content) }
    } else {
      remark("note", or: note.content)
    }
  }
}

// MARK: - Speech

extension ReadableText {
  private mutating func addSpeech(_ node: Node) {
    switch node {
    case .speakerLabel(let label): addLabel(label)
    case .utterance(let utterance):
      block {
        $0.addName(of: utterance)
        $0.addParagraphs(utterance.content)
      }
    case .annotationBlock(let annotated):
      block {
        let isNamed = annotated.content.contains { node in
          if case .utterance(let utterance) = node { utterance.speaker != nil } else { false }
        }
        if !isNamed { $0.addName(of: annotated.speaker, suffix: "") }
        $0.add(annotated.content)
      }
    case .speech(let speech):
      block {
        let isNamed = speech.content.contains { if case .speakerLabel = $0 { true } else { false } }
        if !isNamed, speech.form == .sp { $0.addName(of: speech.speaker, suffix: "") }
        $0.add(speech.content)
      }
    default: break
    }
    if case .speakerLabel = node { return }
    isLabelled = false
  }

  private mutating func addLabel(_ label: SpeakerLabel) {
    guard options.hasAll || options.labels == .printed else { return }
    page.separate(.paragraph)
    previousToken = nil
    add(label.content)
    if !options.hasAll, let last = page.text.unicodeScalars.last,
      !".:-—?!)".unicodeScalars.contains(last)
    {
      page.add(":")
    }
    page.holdLine()
    isLabelled = true
  }

  private mutating func addName(of utterance: Utterance) {
    guard utterance.previous == nil else { return }
    if case .interpreted = utterance.voice {
      addName(of: utterance.speaker, suffix: " (interpreted)")
    } else {
      addName(of: utterance.speaker, suffix: "")
    }
  }

  /// Adds the name of a speaker where no label has been printed.
  private mutating func addName(of speaker: Pointers?, suffix: String) {
    if options.hasAll || options.labels == .none || isLabelled { return }
    page.add((names.names(of: speaker) ?? "?") + suffix + ":")
    page.holdLine()
    isLabelled = true
  }

  /// Adds the content of an utterance; where it is made of segments, each is a paragraph.
  private mutating func addParagraphs(_ nodes: [Node]) {
    let areParagraphs =
      nodes.allSatisfy { node in
        if case .text(let run) = node { PageLayout.isSpace(run) } else { true }
      } && nodes.contains { if case .segment = $0 { true } else { false } }
    for node in nodes {
      if areParagraphs, case .segment(let segment) = node {
        block { $0.add(segment.content) }
      } else {
        add(node)
      }
    }
  }

  private mutating func addEvent(_ node: Node) {
    guard options.hasAll || options.hasEvents else { return }
    let words: String
    switch node {
    case .gap(let gap):
      let extent = [gap.quantity, gap.unit].compactMap(\.self).joined(separator: " ")
      words = [gap.reason?.rawValue ?? "gap", extent].filter { !$0.isEmpty }.joined(separator: ", ")
    case .vocal(let vocal): words = vocal.kind?.rawValue ?? "vocal"
    case .kinesic(let kinesic): words = kinesic.kind?.rawValue ?? "kinesic"
    case .incident(let incident): words = incident.kind?.rawValue ?? "incident"
    case .pause(let pause): words = "pause" + (pause.duration.map { " \($0)" } ?? "")
    case .shift(let shift):
      // A change of the voice without a name says nothing to a reader.
      guard options.hasAll || shift.change != nil else { return }
      words = [shift.feature, shift.change].compactMap(\.self).joined(separator: ": ")
    default: words = "writing"
    }
    remark(words, or: node.content)
  }
}

// MARK: - Structure

extension ReadableText {
  private mutating func addStructure(_ node: Node) {
    switch node {
    case .verse(let verse):
      // A line stands alone, the stanza in a paragraph; a line's parts go on with it.
      block(verse.form == .l ? .line : .paragraph) { $0.add(verse.content) }
    case .block(let part): addBlock(part)
    case .titlePart, .documentDate, .byline, .dateline:
      block(.line) { $0.add(node.content) }
    case .frontMatter, .body, .backMatter, .division, .heading, .documentTitle, .paragraph, .figure,
      .figureDescription:
      block { $0.add(node.content) }
    case .sentence(let sentence) where sentence.form == .s:
      page.separate(.space)
      previousToken = nil
      add(sentence.content)
      previousToken = nil
      page.separate(.space)
    default: add(node.content)
    }
  }

  private mutating func addBlock(_ part: Block) {
    switch part.form {
    case .cell:
      page.separate(.tab)
      add(part.content)
      page.separate(.tab)
    case .roleDesc, .actor, .label, .pubPlace, .publisher:
      let first = Node.block(part).text.unicodeScalars.first
      if first.map({ !",.;:)".unicodeScalars.contains($0) }) ?? false { page.separate(.space) }
      add(part.content)
      page.separate(.space)
    case .role: add(part.content)
    case .item, .headLabel, .headItem, .row, .castItem, .salute, .signed, .docAuthor, .docEdition,
      .docImprint, .imprimatur, .meeting:
      block(.line) { $0.add(part.content) }
    default: block { $0.add(part.content) }
    }
  }
}
