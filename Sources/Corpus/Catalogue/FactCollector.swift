import Diagnostics
import Transcripts

/// Collects what the catalogue says of a transcript.
struct FactCollector {
  private(set) var facts = DocumentFacts()
  private let prefix: String
  private let pointerPrefix: String
  private let origins: Origins
  /// The utterances and quotations that are open, from the outside in.
  private var open: [Int] = []
  /// The text of each of them so far, and whether it ends inside a word.
  private var texts: [FoldedText] = []
  private var label: String?
  private var labels: [(participant: String, text: String, count: Int)] = []
  private var isInParagraph = false
  private var isInWord = false

  private init(_ transcript: Transcript, _ origins: Origins) {
    prefix = transcript.id.rawValue + "."
    pointerPrefix = "#" + prefix
    self.origins = origins
  }

  /// The facts of a transcript.
  static func facts(of transcript: Transcript, origins: Origins) -> DocumentFacts {
    var collector = FactCollector(transcript, origins)
    collector.readHeader(of: transcript)
    collector.walk(transcript.content)
    for label in collector.labels {
      collector.facts.aliases.append(
        DocumentFacts.Alias(
          participant: label.participant, kind: "label", text: label.text, count: label.count))
    }
    collector.facts.sums = DocumentSums(of: collector.facts)
    return collector.facts
  }

  // MARK: Header

  private mutating func readHeader(of transcript: Transcript) {
    let header = transcript.header
    facts.title = header.title
    facts.date = header.date?.when
    facts.place = header.place
    facts.language = transcript.language
    facts.categories = header.categories.map {
      DocumentFacts.Category(
        taxonomy: $0.taxonomy.rawValue, identifier: local($0.id), description: $0.description)
    }
    for participant in transcript.participants {
      let identifier = local(participant.id)
      let shared = participant.sameAs.map { pointer in
        let bytes = pointer.rawValue.utf8
        let start = bytes.lastIndex(of: UInt8(ascii: "#")).map(bytes.index(after:))
        return String(pointer.rawValue[(start ?? bytes.startIndex)...])
      }
      facts.people.append(
        DocumentFacts.Person(
          identifier: identifier, shared: shared, isGroup: participant.isGroup,
          role: participant.role?.rawValue, name: participant.names.first?.text,
          isUnknown: !participant.isGroup && participant.names.isEmpty
            && participant.offices.isEmpty && participant.role != .interpreter))
      add(participant.names, "name", to: identifier)
      add(participant.offices, "office", to: identifier)
      add(participant.affiliations, "affiliation", to: identifier)
      facts.aliases += participant.languages.map {
        DocumentFacts.Alias(
          participant: identifier, kind: "language", text: $0.name, evidence: $0.tag)
      }
      facts.aliases += participant.authorities.map {
        DocumentFacts.Alias(
          participant: identifier, kind: "authority", text: $0.uri, evidence: $0.kind)
      }
    }
  }

  private mutating func add(_ ascriptions: [Ascription], _ kind: String, to identifier: String) {
    for ascription in ascriptions {
      facts.aliases.append(
        DocumentFacts.Alias(
          participant: identifier, kind: kind, text: ascription.text,
          certainty: ascription.certainty?.rawValue, evidence: ascription.evidence,
          basis: ascription.source?.rawValue))
    }
  }

  /// An identifier without that of the document.
  private func local(_ id: ElementID) -> String {
    rest(of: id.rawValue, after: prefix) ?? id.rawValue
  }

  private func rest(of text: String, after start: String) -> String? {
    let bytes = text.utf8
    guard bytes.starts(with: start.utf8) else { return nil }
    return String(Substring(bytes.dropFirst(start.utf8.count)))
  }

  private func local(_ id: ElementID?) -> String? {
    guard let id else { return nil }
    return local(id) as String
  }

  private func local(_ pointers: Pointers?) -> String? {
    guard let pointers else { return nil }
    // Nearly all name one element of the same document.
    if let name = rest(of: pointers.rawValue, after: pointerPrefix),
      !name.utf8.contains(where: { $0 <= 0x20 })
    {
      return name
    }
    return local(pointers.localTargets.first)
  }

  // MARK: Text

  private mutating func walk(_ nodes: [Node]) {
    // A span lends its elements, where an array would copy them.
    let nodes = nodes.span
    for index in nodes.indices { visit(nodes[index]) }
  }

  private mutating func visit(_ node: Node) {
    switch node {
    case .text(let run): add(run, countsWords: true)
    case .speakerLabel(let element):
      var text = FoldedText()
      text.append(element.text)
      label = text.text
    case .utterance(let element): visit(element)
    case .quotation(let element): visit(element)
    case .paragraph(let element):
      facts.paragraphs += 1
      let outer = isInParagraph
      isInParagraph = true
      endWord()
      walk(element.content)
      endWord()
      isInParagraph = outer
    case .figure(let element):
      facts.figures += 1
      walk(element.content)
    case .gap(let element):
      facts.gaps.append(
        DocumentFacts.Omission(
          utterance: open.last.map { $0 + 1 }, reason: element.reason?.rawValue,
          wording: element.text, language: element.language, quantity: element.quantity,
          unit: element.unit))
      add(element.text, countsWords: false)
    case .vocal(let element):
      event("vocal", element.kind?.rawValue, local(element.who), element.text)
    case .kinesic(let element):
      event("kinesic", element.kind?.rawValue, local(element.who), element.text)
    case .incident(let element):
      event("incident", element.kind?.rawValue, local(element.who), element.text)
    case .pause(let element): event("pause", nil, nil, element.text)
    // What the page or the transcriber says is nobody's speech.
    case .furniture, .note, .metamark: endWord()
    case .segment(let element):
      endWord()
      walk(element.content)
      endWord()
    default: walk(node.content)
    }
  }

  private mutating func visit(_ element: Utterance) {
    var speech = DocumentFacts.Speech(kind: "utterance")
    speech.identifier = local(element.id)
    speech.speaker = local(element.speaker)
    if case .interpreted(let interpreter) = element.voice {
      speech.isInterpreted = true
      speech.interpreter = local(interpreter)
    }
    speech.certainty = element.certainty?.rawValue
    speech.language = element.language
    if let id = element.id { speech.lines = origins[id.rawValue] }
    if element.previous == nil { facts.turns += 1 }
    if let label, let speaker = speech.speaker { count(label, of: speaker) }
    label = nil
    collect(speech, element.content)
  }

  private mutating func visit(_ element: Quotation) {
    var speech = DocumentFacts.Speech(kind: "quotation")
    speech.identifier = local(element.id)
    speech.speaker = local(element.speaker)
    speech.certainty = element.certainty?.rawValue
    if let id = element.id { speech.lines = origins[id.rawValue] }
    collect(speech, element.content)
  }

  private mutating func collect(_ speech: DocumentFacts.Speech, _ content: [Node]) {
    let index = facts.speech.count
    facts.speech.append(speech)
    open.append(index)
    texts.append(FoldedText())
    endWord()
    walk(content)
    endWord()
    open.removeLast()
    facts.speech[index].text = texts.removeLast().text
  }

  private mutating func count(_ label: String, of participant: String) {
    let index = labels.firstIndex { $0.participant == participant && $0.text == label }
    if let index {
      labels[index].count += 1
    } else {
      labels.append((participant, label, 1))
    }
  }

  private mutating func event(
    _ element: String, _ kind: String?, _ participant: String?, _ wording: String
  ) {
    facts.events.append(
      DocumentFacts.Event(
        utterance: open.last.map { $0 + 1 }, element: element, kind: kind,
        participant: participant, wording: wording.isEmpty ? nil : wording))
    add(wording, countsWords: false)
  }

  // MARK: Words

  private mutating func add(_ run: String, countsWords: Bool) {
    if open.isEmpty, !isInParagraph { return }
    if !countsWords { endWord() }
    let bytes = run.utf8Span.span
    var words = 0
    var index = 0
    while index < bytes.count {
      let start = index
      index = FoldedText.endOfStretch(in: bytes, from: start, &isInWord, &words)
      for text in texts.indices { texts[text].append(bytes, start..<index) }
      let end = FoldedText.endOfSpaces(in: bytes, from: index)
      if end == index { continue }
      for text in texts.indices { texts[text].addSpace() }
      isInWord = false
      index = end
    }
    guard countsWords else {
      endWord()
      return
    }
    facts.words += words
    for index in open { facts.speech[index].words += words }
  }

  /// What follows is another word, even without white space.
  private mutating func endWord() {
    isInWord = false
  }
}
