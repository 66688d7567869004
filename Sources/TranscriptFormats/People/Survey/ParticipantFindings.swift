public import Diagnostics
public import Transcripts

extension ParticipantsSurvey {
  /// The people in one document, with what they do there.
  public struct FileFindings: Sendable {
    /// One of them.
    struct Person: Sendable {
      var participant: Participant
      /// The labels before their turns, without delimiter, and how often each is there.
      var labels: [(printed: String, count: Int)] = []
      var turns = 0
      var words = 0
      /// The languages they are heard in: their own words, and words that were not transcribed.
      var languages: [String] = []
      /// Where they speak first, and where the words stand that an inferred name rests on.
      var evidence: [String] = []
      /// How sure it is that they are who speaks, where that was inferred.
      var certainty: Certainty?

      mutating func add(label: String) {
        if let index = labels.firstIndex(where: { $0.printed == label }) {
          labels[index].count += 1
        } else {
          labels.append((label, 1))
        }
      }
    }

    /// What the user calls the document.
    let file: String
    private(set) var people: [Person] = []
    private var indexes: [String: Int] = [:]
    private var label: String?
    private var paragraph: String?

    /// Finds the people of a transcript that was read from `file`: the source itself, or TEI.
    public init(
      _ transcript: Transcript, _ origins: Origins, file: String, isSource: Bool,
      conventions: Conventions
    ) {
      self.file = file
      people = transcript.participants.map { Person(participant: $0) }
      for (index, person) in people.enumerated() {
        indexes["#\(person.participant.id.rawValue)"] = index
      }
      func place(_ id: String) -> String {
        guard isSource else { return "\(file)#\(id)" }
        if let lines = origins[id] { return "\(file):\(lines.first)" }
        // A paragraph of a turn stands where the turn does.
        let whole = id.lastIndex(of: ".").map { String(id[..<$0]) } ?? id
        return origins[whole].map { "\(file):\($0.first)" } ?? "\(file)#\(id)"
      }
      visit(transcript.content, language: transcript.language, place)
      for index in people.indices {
        for name in people[index].participant.names where name.certainty != nil {
          for target in name.source?.localTargets ?? [] {
            people[index].evidence.append("\(place(target.rawValue)) '\(name.text)'")
          }
        }
      }
    }

    private mutating func visit(
      _ nodes: [Node], language: String?, _ place: (String) -> String
    ) {
      for node in nodes {
        switch node {
        case .speakerLabel(let element): label = Self.core(of: element.text)
        case .utterance(let utterance):
          if let index = utterance.speaker.flatMap({ indexes[$0.rawValue] }) {
            add(utterance, to: index, language, place)
          }
          label = nil
        case .quotation(let quotation):
          if let index = quotation.speaker.flatMap({ indexes[$0.rawValue] }) {
            if quotation.previous == nil { people[index].turns += 1 }
            people[index].words += Self.words(in: quotation.content)
            if let id = quotation.id, people[index].evidence.isEmpty {
              people[index].evidence.append(paragraph ?? place(id.rawValue))
            }
          }
          visit(quotation.content, language: language, place)
        case .paragraph(let element):
          paragraph = element.id.map { place($0.rawValue) }
          visit(element.content, language: language, place)
          paragraph = nil
        default: visit(node.content, language: language, place)
        }
      }
    }

    private mutating func add(
      _ utterance: Utterance, to index: Int, _ language: String?, _ place: (String) -> String
    ) {
      people[index].words += Self.words(in: utterance.content)
      if utterance.previous == nil {
        people[index].turns += 1
        if let label { people[index].add(label: label) }
        if let certainty = utterance.certainty, people[index].certainty == nil {
          people[index].certainty = certainty
        }
      }
      if let id = utterance.id, people[index].evidence.isEmpty {
        people[index].evidence.append(place(id.rawValue))
      }
      var languages = Self.untranscribed(in: utterance.content)
      if utterance.responsible == nil, let own = utterance.language ?? language {
        languages.insert(own, at: 0)
      }
      for language in languages where !people[index].languages.contains(language) {
        people[index].languages.append(language)
      }
    }

    /// The languages of speech that was not transcribed.
    private static func untranscribed(in nodes: [Node]) -> [String] {
      nodes.flatMap { node -> [String] in
        if case .gap(let gap) = node {
          return [gap.language].compactMap(\.self).filter { $0 != "und" }
        }
        return untranscribed(in: node.content)
      }
    }

    /// How many words are spoken: what stands in marks and on the page is not.
    private static func words(in nodes: [Node]) -> Int {
      var text = ""
      func visit(_ nodes: [Node]) {
        for node in nodes {
          switch node {
          case .text(let run): text += run
          case .gap, .vocal, .kinesic, .incident, .note, .furniture, .metamark, .supplied:
            text += " "
          default: visit(node.content)
          }
        }
      }
      visit(nodes)
      return text.split { $0.isWhitespace }.count { word in
        word.contains { $0.isLetter || $0.isNumber }
      }
    }

    /// A label without its delimiter, its emphasis and the brackets behind the name.
    private static func core(of label: String) -> String {
      let plain = label.split { $0.isWhitespace || $0 == "*" || $0 == ">" }.joined(separator: " ")
      var core = plain[...]
      if let open = core.firstIndex(where: { $0 == "(" || $0 == "[" }), open > core.startIndex {
        core = core[..<open]
      }
      while let last = core.last, last == ":" || last == " " { core.removeLast() }
      return String(core)
    }
  }
}
