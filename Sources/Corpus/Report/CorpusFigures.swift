/// What a report says of a corpus, as numbers.
struct CorpusFigures {
  /// A document, and where its file is.
  struct Document {
    /// The path of the source, as the user knows it.
    var name: String
    /// The path that a link leads to, from the folder of the corpus.
    var target: String
  }

  /// How many documents are in which state.
  struct Status {
    var status: String
    var documents: Int
  }

  /// Somebody who speaks.
  struct Speaker {
    var shared: String
    var name: String
    var words: Int
    var interpretedWords: Int
    var documents: Int
    /// The first document they speak in.
    var first: String?
  }

  /// A language that is spoken.
  struct Language {
    var tag: String
    var words: Int
    var documents: Int
  }

  /// A class of a distribution: from `low` up to but not including `high`.
  struct Class {
    var low: Double
    var high: Double
    var documents: Int
  }

  /// A document with a number.
  struct Measured {
    var document: Document
    var value: Double
  }

  /// A document that is far from the others.
  struct Outlier {
    var document: Document
    var measure: String
    var value: Double
    var median: Double
    /// How far, in robust standard deviations.
    var distance: Double
  }

  /// A document with people that nobody knows.
  struct Unknown {
    var document: Document
    var speakers: Int
    var words: Int
  }

  /// What diagnostics of one kind there are.
  struct Cause {
    var code: String
    var severity: String
    var meaning: String
    var count: Int
    var documents: Int
    /// The most frequent messages.
    var messages: [(text: String, count: Int)]
    /// The first documents.
    var links: [Document]
  }

  var title = ""
  var statuses: [Status] = []
  var documents = 0
  var words = 0
  var turns = 0
  var utterances = 0
  var quotations = 0
  var speechWords = 0
  var interpretedWords = 0
  var interpretedDocuments = 0
  var gaps = 0
  var inaudible = 0
  var events = 0
  var people = 0
  var speakers: [Speaker] = []
  var otherSpeakers = Speaker(
    shared: "", name: "", words: 0, interpretedWords: 0, documents: 0)
  var interpretedShares: [Measured] = []
  var inaudibleRates: [Class] = []
  var mostInaudible: [Measured] = []
  var languages: [Language] = []
  var lengths: [Class] = []
  var medianLength = 0.0
  var outliers: [Outlier] = []
  var unknownSpeakers = 0
  var unknownWords = 0
  var unknown: [Unknown] = []
  var causes: [Cause] = []

  /// The share of speech in an interpreter's words.
  var interpretedShare: Double {
    speechWords == 0 ? 0 : Double(interpretedWords) / Double(speechWords)
  }

  /// Inaudible places per thousand words.
  var inaudiblePerThousand: Double {
    words == 0 ? 0 : 1000 * Double(inaudible) / Double(words)
  }
}
