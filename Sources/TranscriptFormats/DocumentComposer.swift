public import Diagnostics
import Transcripts

/// Reads a document, head, body and header, for transcripts and for stories.
///
/// What becomes of the text is handed on in passages as it is read; the rest is known at the end.
struct DocumentComposer {
  private let source: SourceDocument
  private let rendered: RenderedSource
  private let markup: SourceMarkup
  private let text: [UInt8]
  private var lines: [Line]
  /// The numbers printed before lines.
  private var numbers: [LineNumber] = []
  private let conventions: Conventions
  private let people: KnownPeople?
  private let options: ReadingOptions
  private let documentID: String
  private let classifier: LineClassifier
  private let language: String?
  private var diagnostics: [Diagnostic] = []
  private var decisions: [Decision] = []

  init(
    source: SourceDocument, rendered: RenderedSource, lines: [Line], conventions: Conventions,
    people: KnownPeople?, options: ReadingOptions
  ) {
    self.source = source
    self.rendered = rendered
    markup = rendered.markup
    text = rendered.text.utf8
    self.lines = lines
    self.conventions = conventions
    self.people = people
    self.options = options
    documentID =
      source.identifier ?? DocumentIdentifier.identifier(forFile: source.name)
    classifier = LineClassifier(text: text, conventions: conventions, markup: markup)
    language =
      options.language ?? rendered.metadata.language
      ?? conventions.languages.language(of: text)
  }

  /// The whole reading, but for what is handed on.
  mutating func compose(for receiver: some PassageReceiver) -> Reading {
    let worker = receiver.makeWorker()
    let deliver: (Passage) -> Void = { worker($0)() }
    let timeline = CaptionTimeline(of: rendered.cues, documentID: documentID)
    deliver(Passage(.beginning(rendered.text, language: language, timeline: timeline)))
    var reading = readLabels()
    if rendered.format.isCaptions { nameFirstSpeaker(in: &reading) }
    report(reading)
    if let first = reading.first {
      let start = startOfBody(reading.paragraphs, before: first)
      return composeTranscript(
        reading.paragraphs[start...], heads: reading.paragraphs[..<start], labels: reading.labels,
        evidence: reading.evidence, notes: interpreterNotes(in: reading), for: receiver, deliver)
    }
    return composeStory(reading.paragraphs, deliver: deliver)
  }

  /// The paragraphs and their labels; the numbers of lines are set aside only where turns follow them.
  private mutating func readLabels() -> LabelReading {
    guard let numbered = settingNumbersAside(lines, of: text) else { return labels }
    let plain = lines
    (lines, numbers) = numbered
    let reading = labels
    if reading.first != nil { return reading }
    (lines, numbers) = (plain, [])
    return labels
  }

  private var labels: LabelReading {
    LabelReading(
      text: text, lines: lines, classifier: classifier, vocabulary: conventions.labels,
      markup: markup)
  }

  /// Captions have no head: what is said before the first label is said by somebody, too.
  private func nameFirstSpeaker(in reading: inout LabelReading) {
    let first = reading.first ?? reading.paragraphs.endIndex
    guard first > 0, let start = reading.paragraphs.first?.content.lowerBound else { return }
    var reader = turnReader
    let isSaid = reader.leading(reading.paragraphs[..<first]).items.contains { item in
      if case .after = item { false } else { true }
    }
    if first < reading.paragraphs.endIndex, !isSaid { return }
    reading.labelFirst(
      SourceMarkup.Label(range: start..<start, name: CaptionRenderer.nobody, isCertain: true))
  }

  private var turnReader: TurnReader {
    TurnReader(
      text: text, lines: lines, classifier: classifier, vocabulary: conventions.labels,
      marks: MarkScanner(text: text, conventions: conventions, markup: markup, numbers: numbers),
      headings: markup.headings, lead: rendered.format.isCaptions ? nil : leadFinder)
  }

  /// The first paragraph of the body: prose and headings before the first turn belong to it, and so
  /// does all of captions, which have no head.
  private func startOfBody(_ paragraphs: [SourceParagraph], before first: Int) -> Int {
    if rendered.format.isCaptions { return 0 }
    return leadFinder.start(of: paragraphs, before: first)
  }

  private var leadFinder: LeadFinder {
    LeadFinder(
      text: text, lines: lines, classifier: classifier, vocabulary: conventions.labels,
      markup: markup)
  }

  // MARK: Transcripts

  private mutating func composeTranscript(
    _ paragraphs: ArraySlice<SourceParagraph>, heads: ArraySlice<SourceParagraph>,
    labels: ParagraphLabels, evidence: LabelEvidence, notes: [String],
    for receiver: some PassageReceiver, _ deliver: (Passage) -> Void
  ) -> Reading {
    let firstLine = paragraphs.first?.lines.lowerBound ?? 0
    let start = lines[firstLine].contentStart
    let times = LabelTimes(
      of: labels, from: paragraphs.startIndex, in: text, documentID: documentID,
      withMarks: !rendered.format.isCaptions)
    if let timeline = times.timeline { deliver(Passage(.node(timeline, nil))) }
    let findings = openBody(after: 0..<firstLine, at: start, wrapped: heads, deliver)

    var cast = Cast(
      documentID: documentID, vocabulary: conventions.labels, spelling: NameSpelling(text: text),
      known: people)
    let inOrder = labelsInOrder(labels, from: paragraphs.startIndex, evidence)
    cast.enter(inOrder)
    let interpreted = Set(notes.compactMap { cast.labelled(surname: $0) })
    let noted = inOrder.lazy.map(\.key).filter { key in
      cast.speaker(of: key).index.map(interpreted.contains) ?? false
    }
    let setting = TurnSetting(
      maker: UtteranceMaker(lines: lines, language: language, documentID: documentID),
      inline: inline(times),
      needsPlaces: PlacingSink.isNeeded(for: rendered.text, hasTimes: !rendered.cues.isEmpty))
    let builder = TranscriptBuilder(
      drafter: TurnDrafter(
        paragraphs: paragraphs, labels: labels, evidence: evidence, documentID: documentID,
        noted: Set(noted), reader: turnReader),
      numbersEnd: numbers.last?.range.upperBound)
    let course = builder.build(
      TurnCourse(
        from: start, setting: setting,
        finder: SpeakerFinder(
          text: text, introductions: IntroductionReader(text: text, conventions: conventions),
          cast: cast),
        times: times,
        explainer: options.keepsDecisions
          ? TurnExplainer(
            documentID: documentID, paragraphs: paragraphs, headings: markup.headings) : nil),
      for: receiver)
    closeBody(deliver)
    decisions += course.decisions
    report(lostLabels: course.lostLabels)
    if options.keepsDecisions { explainNumbers() }
    if let people {
      let place = SourceLocation(file: source.name)
      diagnostics += course.cast.doubts.map { $0.diagnostic(at: place, list: people.file.name) }
    }

    var roles = course.roles.map { category($0.rawValue, .role) }
    if course.isInterpreted { roles.append(category("interpreted", .delivery)) }
    return finish(
      findings, participants: course.cast.participants, relations: course.relations,
      categories: roles)
  }

  private func labelsInOrder(
    _ labels: ParagraphLabels, from start: Int, _ evidence: LabelEvidence
  ) -> [(key: String, printed: String, role: String?)] {
    var seen: Set<String> = []
    var known: Set<LabelEvidence.Reference> = []
    var result: [(key: String, printed: String, role: String?)] = []
    labels.forEach(from: start) { label in
      guard known.insert(evidence.reference(label)).inserted else { return }
      let key = evidence.key(label)
      guard seen.insert(key).inserted else { return }
      result.append(
        (key, label.name ?? name(in: label), label.role.map { text.string($0) }))
    }
    return result
  }

  /// The name or office in a label, with the name in brackets behind an office: `The Secretary of
  /// State for Transport (Marc Tello):`.
  private func name(in label: LabelCandidate) -> String {
    let core = text.string(label.core)
    guard let brackets = label.brackets, brackets.lowerBound >= label.core.upperBound else {
      return core
    }
    let words = text.string(brackets.dropFirst().dropLast()).split(separator: " ")
    let isName =
      (2...4).contains(words.count)
      && words.allSatisfy { word in
        word.first?.isUppercase ?? false && word.allSatisfy { $0.isLetter || ".-'’".contains($0) }
          && word.contains(where: \.isLowercase)
      }
    guard isName, conventions.labels.role(of: core.uppercased()) == nil,
      core.contains(" of ") || core.contains(" for ")
        || PrintedName(core, vocabulary: conventions.labels).surname.isEmpty
    else { return core }
    return core + " " + words.joined(separator: " ")
  }

  /// The names in notes that say whose words are an interpreter's throughout.
  ///
  /// For example: `(Note: Minister Qadir's
  /// remarks are through interpreter.)`
  private func interpreterNotes(in reading: LabelReading) -> [String] {
    var names: [String] = []
    let (text, classifier) = (text, classifier)
    let (paragraphs, labels) = (reading.paragraphs, reading.labels)
    let notes = paragraphs.indices.mapStretches { indices in
      indices.filter { index in
        let range = paragraphs[index].content
        return !labels.hasLabel(at: index) && range.count <= 300 && classifier.mayBeNote(range)
          && (text.holds("interpret", in: range) || text.holds("translat", in: range))
      }
    }
    for range in notes.joined().lazy.map({ paragraphs[$0].content }) {
      guard case .meta(.editorial)? = classifier.kindAmongTurns(of: range)?.kind else { continue }
      names += text.string(range).split { !$0.isLetter && $0 != "-" && $0 != "." }
        .filter { $0.first?.isUppercase ?? false }.map(String.init)
    }
    return names
  }

  private func category(_ name: String, _ taxonomy: Category.Taxonomy) -> Category {
    let descriptions = [
      "host": "speaks for the house that holds the session",
      "guest": "speaks as a guest of that house",
      "moderator": "gives the floor",
      "questioner": "asks",
      "interpreted": "words of an interpreter who renders what the speaker said",
    ]
    return Category(
      taxonomy: taxonomy, id: ElementID(rawValue: "\(documentID).\(name)"),
      description: descriptions[name] ?? name)
  }

  // MARK: Stories

  private mutating func composeStory(
    _ paragraphs: [SourceParagraph], deliver: (Passage) -> Void
  ) -> Reading {
    let first = StoryHead(
      text: text, lines: lines, classifier: classifier, conventions: conventions,
      title: markup.title
    )
    .firstLine(of: paragraphs)
    var findings = openBody(after: 0..<first, at: lines[first].contentStart, deliver)
    var furniture: [Int: String] = [:]
    for index in first..<lines.count where !lines[index].isBlank {
      if case .furniture(let kind)? = classifier.kindAmongTurns(of: lines[index].content)?.kind {
        furniture[index] = kind.rawValue
      }
    }
    var marks = MarkScanner(
      text: text, conventions: conventions, markup: markup, numbers: numbers)
    let reader = StoryReader(
      text: text, lines: lines, conventions: conventions, people: people,
      documentID: documentID, headings: markup.headings,
      keepsDecisions: options.keepsDecisions)
    let inline = inline()
    let body = reader.read(first..<lines.count, furniture: furniture) { range in
      // A story has no turns, so whose laughter it is goes without saying.
      let found = marks.marks(in: range).filter(\.isSupplied)
      return inline.nodes(of: range, marks: found)
    }
    decisions += body.decisions
    if let dateline = body.dateline { findings.add(dateline: dateline) }
    // They are in the order of the nodes.
    var origins = body.origins[...]
    func handOn(_ nodes: [Node], in division: Division) {
      deliver(Passage(.opening(.division(division))))
      for node in nodes {
        let origin = origins.first.flatMap { $0.id == node.id ? $0 : nil }
        if origin != nil { origins.removeFirst() }
        deliver(Passage(.node(node, origin?.lines)))
      }
      deliver(Passage(.closing))
    }
    if body.nodes.contains(where: { if case .division = $0 { true } else { false } }) {
      for node in body.nodes {
        guard case .division(var division) = node else {
          deliver(Passage(.node(node, nil)))
          continue
        }
        let content = division.content
        division.content = []
        handOn(content, in: division)
      }
    } else {
      handOn(body.nodes, in: Division(kind: .article))
    }
    closeBody(deliver)
    return finish(findings, participants: body.participants, relations: [], categories: [])
  }

  // MARK: Both

  private func inline(_ times: LabelTimes? = nil) -> InlineReader {
    InlineReader(
      text: text, audience: ElementID(rawValue: "\(documentID).audience"),
      language: conventions.file.language, times: times)
  }

  /// Hands on the front matter, which the lines in `range` hold, and opens the body at `start`.
  private mutating func openBody(
    after range: Range<Int>, at start: Int, wrapped paragraphs: ArraySlice<SourceParagraph> = [],
    _ deliver: (Passage) -> Void
  ) -> HeadReader.Findings {
    var head = HeadReader(
      text: text, lines: lines, classifier: classifier, conventions: conventions, inline: inline(),
      title: range.contains { lines[$0].contentStart == markup.title } ? markup.title : nil,
      paragraphs: paragraphs, keepsDecisions: options.keepsDecisions)
    var assembler = NodeAssembler(text, from: 0)
    head.read(range, into: &assembler)
    if text[assembler.position..<max(assembler.position, start)].contains(where: isDigit) {
      assembler.fillLayout(to: start)
    }
    decisions += head.decisions

    var position = 0
    if !assembler.nodes.isEmpty {
      deliver(Passage(.node(.frontMatter(FrontMatter(content: assembler.nodes)), nil)))
      position = assembler.position
    }
    if start > position {
      deliver(Passage(.node(.text(text.string(position..<start)), nil)))
    }
    deliver(Passage(.opening(.body(Body()))))
    return head.findings
  }

  /// Closes the body, and hands on the white space after it.
  private func closeBody(_ deliver: (Passage) -> Void) {
    deliver(Passage(.closing))
    if let end = lastNonSpace, end < text.count {
      deliver(Passage(.node(.text(text.string(end..<text.count)), nil)))
    }
  }

  private mutating func finish(
    _ findings: HeadReader.Findings, participants: [Participant], relations: [Relation],
    categories: [Category]
  ) -> Reading {
    let file = fileName
    let name = file.trimmed()
    let known = findings.title.isEmpty ? rendered.metadata.title ?? "" : findings.title
    let title = !known.isEmpty ? known : name.isEmpty ? documentID : name
    let date = findings.dates.first { !$0.isOfPublication } ?? findings.dates.first
    reportConflicts(findings.dates, chosen: date)
    let header = Header(
      title: title,
      date: date.map { Dated(when: $0.iso, printed: $0.printed) }
        ?? rendered.metadata.date.map { Dated(when: $0, printed: "") },
      time: findings.time, place: findings.place, licence: options.licence,
      source: SourceDescription(
        file: file, uri: findings.uri ?? rendered.metadata.uri, encoding: rendered.text.encoding,
        lineEnds: rendered.text.lineEnds,
        format: rendered.format == .text ? nil : rendered.format.rawValue),
      participantList: people?.file, conventions: conventions.used, categories: categories,
      languages: languages)
    let transcript = Transcript(
      id: ElementID(rawValue: documentID), language: language, header: header,
      participants: participants, relations: relations)
    return Reading(
      transcript: transcript, origins: Origins(), text: rendered.text, decisions: decisions,
      diagnostics: diagnostics)
  }

  /// The file name as XML can hold it: a name of a file may hold any character.
  private var fileName: String {
    var name = String.UnicodeScalarView()
    for scalar in source.name.unicodeScalars {
      let isAllowed =
        scalar.value >= 0x20
        ? scalar.value & ~1 != 0xFFFE : scalar == "\t" || scalar == "\n" || scalar == "\r"
      name.append(isAllowed ? scalar : "\u{FFFD}")
    }
    return String(name)
  }

  /// The end of the text without white space behind it.
  private var lastNonSpace: Int? {
    text.lastIndex { !isASCIISpace($0) }.map { $0 + 1 }
  }

  private var languages: [Language] {
    guard let language else { return [] }
    return [Language(tag: language, name: conventions.languageNames[language] ?? language)]
  }

  private mutating func reportConflicts(
    _ dates: [DateReader.Found], chosen: DateReader.Found?
  ) {
    var seen: [String] = []
    for date in dates where !seen.contains(date.iso) { seen.append(date.iso) }
    guard seen.count > 1, let chosen else { return }
    diagnostics.append(
      Diagnostic(
        .sourceDateConflict,
        "the document gives several dates: \(seen.joined(separator: ", ")); the header has '\(chosen.printed)'",
        at: SourceLocation(file: source.name)))
  }

  /// Explains the lines that hold nothing but their number.
  private mutating func explainNumbers() {
    for number in numbers where lines[number.line].isBlank {
      decisions.append(
        Decision(
          lines: LineRange(number.line + 1, number.line + 1), outcome: "furniture (lineNum)",
          rule: "line numbers", reason: "the number of a line"))
    }
  }

  /// Reports where a label seems to be lost; none is made up.
  private mutating func report(lostLabels lines: [Int]) {
    for line in lines {
      diagnostics.append(
        Diagnostic(
          .labelLost,
          "somebody was given the floor by name, and thanks follow without a label; the words were left to the speaker above",
          at: SourceLocation(file: source.name, line: line + 1, column: 1)))
    }
  }

  /// Reports what may or may not be a label, once each, with both readings.
  private mutating func report(_ reading: LabelReading) {
    var seen: Set<String> = []
    for doubt in reading.doubts
    where seen.insert(reading.evidence.key(doubt.candidate)).inserted {
      let name = text.string(doubt.candidate.core)
      diagnostics.append(
        Diagnostic(
          .labelDoubtful,
          doubt.objection.map { "'\(name)' may be a speaker, but was read as text: \($0)" }
            ?? "'\(name)' may be text, but was read as a speaker: other labels here look like it, though it does not recur",
          at: SourceLocation(file: source.name, line: doubt.line + 1, column: 1)))
    }
    guard options.keepsDecisions else { return }
    for doubt in reading.doubts {
      guard let objection = doubt.objection else { continue }
      let name = text.string(doubt.candidate.core)
      decisions.append(
        Decision(
          lines: LineRange(doubt.line + 1, doubt.line + 1), outcome: "text: no label",
          rule: "labels: evidence", reason: "'\(name)' may be a speaker, but \(objection)",
          rejectedLabel: name))
    }
  }
}

extension DiagnosticKind {
  static let sourceDateConflict = DiagnosticKind(
    "source-date-conflict", .warning,
    meaning:
      "The document gives several dates. All are kept as printed; the header has the first that is not of its publication."
  )
  static let labelDoubtful = DiagnosticKind(
    "label-doubtful", .note,
    meaning:
      "Something looks like a speaker label, but the document as a whole speaks against it. It was read as text.",
    example: "WASHINGTON: The harbour reopened on Monday.")
}

extension DiagnosticKind {
  static let labelLost = DiagnosticKind(
    "label-lost", .note,
    meaning:
      "A paragraph without a label follows words that give somebody else the floor. A label may have been dropped on the way; none was made up.",
    example: "With that, Secretary Lind?\n\nThank you, it is good to be here.")
}

extension Mark {
  /// Whether an editor put it in or corrected the words.
  var isSupplied: Bool {
    switch kind {
    case .supplied, .correction: true
    case .known(let meanings): meanings.contains { $0.markClass == .sic }
    case .direction, .lineNumber, .guess, .moment: false
    }
  }
}

/// The diagnostics of reading sources.
public let transcriptFormatsDiagnosticKinds: [DiagnosticKind] = [
  .sourceEmpty, .sourceBinary, .sourceEncodingGuessed, .sourceEncodingUnknown, .sourceNotInEncoding,
  .sourceInvalidUTF8, .sourceInvalidUTF16, .sourceForbiddenCharacter, .sourceLineTooLong,
  .sourceDateConflict, .labelDoubtful, .labelLost,
  .participantsInvalid, .participantAmbiguous, .participantDoubtful,
  .conventionsInvalid, .captionsUnsigned, .captionTimes, .captionUntimed,
]
