/// The form of a conventions file; `conventions.yaml` tells what each part means.
struct ConventionsFile: Codable, Sendable {
  var version: Int
  var ident: String
  var description: String
  var language: String
  var furniture: [LineRule]
  var meta: [LineRule]
  var end: [String]
  var closings: [String]
  var publication: [String]
  var frontMatter: [String: String]
  var places: Places
  var pages: Pages?
  var labels: Labels
  var titles: Titles
  var ownWords: [String]
  var marks: [MarkRule]
  var languages: [String: String]
  var introductions: Introductions
  var stories: Stories
  var functionWords: [String: [String]]

  /// Lines that are recognised by their wording.
  struct LineRule: Codable, Sendable {
    var type: String
    var `is`: [String]?
    var begins: [String]?
  }

  /// Words in the classes of HTML.
  struct Pages: Codable, Sendable {
    /// The types of furniture, each with its words.
    var furniture: [String: [String]]
    var speaker: [String]
  }

  struct Places: Codable, Sendable {
    var words: [String]
  }

  struct Labels: Codable, Sendable {
    var questioner: [String]
    var examiner: [String]
    var witness: [String]
    var moderator: [String]
    var interpreter: [String]
    var staff: [String]
    var audience: [String]
    var unnamed: [String]
    var unidentified: [String]
    var never: [String]
    var particles: [String]
    var verbs: [String]
    var neverFirst: [String]
  }

  struct Titles: Codable, Sendable {
    var honorifics: [String]
    var offices: [String]
    var portfolios: [String]
    var suffixes: [String]
  }

  struct MarkRule: Codable, Sendable {
    var `class`: String
    var by: String?
    var `is`: [String]
  }

  struct Introductions: Codable, Sendable {
    var `self`: [String]
    var with: [String]
    var callers: [String]
    var calls: [String]
    var addressers: [String]
    var courtesies: [String]
    var strangers: [String]
    var followUp: [String]
    var handover: [String]
    var notNames: [String]
    var joiners: [String]
    var organisations: [String]
  }

  struct Stories: Codable, Sendable {
    var verbs: [String]
    var documentVerbs: [String]
    var pronouns: [String]
    var pronounForms: [String: String]
    var descriptions: [String]
    var descriptionEndings: [String]
    var officeObjects: [String]
    var groups: [String]
    var documents: [String]
    var naming: [String]
    var definite: [String]
    var indefinite: [String]
    var prepositions: [String]
    var adverbs: [String]
    var predicates: [String]
    var passives: [String]
    var nameParticles: [String]
    var calendar: [String]
    var openers: [String]
    var abbreviations: [String: String]
    var photographs: Photographs

    struct Photographs: Codable, Sendable {
      var credit: [String]
      var creditInside: [String]
      var identifier: [String]
      var captionWords: [String]
    }
  }
}
