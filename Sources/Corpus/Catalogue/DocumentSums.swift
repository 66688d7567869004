/// What is spoken in a document, added up once, so that nobody has to read all utterances for it.
struct DocumentSums: Sendable {
  /// What somebody says.
  struct Speech: Sendable {
    var utterances = 0
    var words = 0
    var interpretedWords = 0
  }

  var utterances = 0
  var quotations = 0
  /// The utterances in an interpreter's words.
  var interpreted = 0
  /// The words of all of it, and of what is interpreted.
  var words = 0
  var interpretedWords = 0
  var inaudible = 0
  /// What each of the people says, in the order of the list.
  var people: [Speech] = []
  /// Those who speak, and how many of them are unknown.
  var speakers = 0
  var unknownSpeakers = 0
  /// The words of those, and of nobody that is listed.
  var unknownWords = 0
  /// The words in each language, in the order of the tags.
  var languages: [(tag: String, words: Int)] = []

  /// Creates sums of nothing.
  init() {}

  /// Adds up what `facts` say.
  init(of facts: DocumentFacts) {
    people = Array(repeating: Speech(), count: facts.people.count)
    var indices: [String: Int] = [:]
    for (index, person) in facts.people.enumerated() where indices[person.identifier] == nil {
      indices[person.identifier] = index
    }
    var unlisted: Set<String> = []
    for speech in facts.speech {
      if speech.kind == "utterance" { utterances += 1 } else { quotations += 1 }
      words += speech.words
      if speech.isInterpreted {
        interpreted += 1
        interpretedWords += speech.words
      }
      add(speech.words, in: speech.language ?? facts.language ?? "und")
      guard let speaker = speech.speaker, let index = indices[speaker] else {
        if let speaker = speech.speaker { unlisted.insert(speaker) }
        unknownWords += speech.words
        continue
      }
      people[index].utterances += 1
      people[index].words += speech.words
      if speech.isInterpreted { people[index].interpretedWords += speech.words }
    }
    speakers = unlisted.count
    unknownSpeakers = unlisted.count
    for (person, speech) in zip(facts.people, people) where speech.utterances > 0 {
      speakers += 1
      guard person.isUnknown else { continue }
      unknownSpeakers += 1
      unknownWords += speech.words
    }
    inaudible = facts.gaps.count { $0.reason == "inaudible" }
    languages.sort { $0.tag < $1.tag }
  }

  private mutating func add(_ words: Int, in language: String) {
    if let index = languages.firstIndex(where: { $0.tag == language }) {
      languages[index].words += words
    } else {
      languages.append((language, words))
    }
  }
}
