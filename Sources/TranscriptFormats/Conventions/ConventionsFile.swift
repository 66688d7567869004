internal import Diagnostics

/// The form of a conventions file; `conventions.yaml` tells what each part means.
struct ConventionsFile: Sendable {
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
  struct LineRule: Sendable {
    var type: String
    var `is`: [String]?
    var begins: [String]?

    init(_ section: YAMLSection) throws(DiagnosticError) {
      type = try section.text("type")
      self.`is` = try section.textsIfThere("is")
      begins = try section.textsIfThere("begins")
    }
  }

  /// Words in the classes of HTML.
  struct Pages: Sendable {
    /// The types of furniture, each with its words.
    var furniture: [String: [String]]
    var speaker: [String]

    init(_ section: YAMLSection) throws(DiagnosticError) {
      furniture = try section.listsByKey("furniture")
      speaker = try section.texts("speaker")
    }
  }

  struct Places: Sendable {
    var words: [String]

    init(_ section: YAMLSection) throws(DiagnosticError) {
      words = try section.texts("words")
    }
  }

  struct Labels: Sendable {
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

    init(_ section: YAMLSection) throws(DiagnosticError) {
      questioner = try section.texts("questioner")
      examiner = try section.texts("examiner")
      witness = try section.texts("witness")
      moderator = try section.texts("moderator")
      interpreter = try section.texts("interpreter")
      staff = try section.texts("staff")
      audience = try section.texts("audience")
      unnamed = try section.texts("unnamed")
      unidentified = try section.texts("unidentified")
      never = try section.texts("never")
      particles = try section.texts("particles")
      verbs = try section.texts("verbs")
      neverFirst = try section.texts("neverFirst")
    }
  }

  struct Titles: Sendable {
    var honorifics: [String]
    var offices: [String]
    var portfolios: [String]
    var suffixes: [String]

    init(_ section: YAMLSection) throws(DiagnosticError) {
      honorifics = try section.texts("honorifics")
      offices = try section.texts("offices")
      portfolios = try section.texts("portfolios")
      suffixes = try section.texts("suffixes")
    }
  }

  struct MarkRule: Sendable {
    var `class`: String
    var by: String?
    var `is`: [String]

    init(_ section: YAMLSection) throws(DiagnosticError) {
      self.`class` = try section.text("class")
      by = try section.textIfThere("by")
      self.`is` = try section.texts("is")
    }
  }

  struct Introductions: Sendable {
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

    init(_ section: YAMLSection) throws(DiagnosticError) {
      self.`self` = try section.texts("self")
      with = try section.texts("with")
      callers = try section.texts("callers")
      calls = try section.texts("calls")
      addressers = try section.texts("addressers")
      courtesies = try section.texts("courtesies")
      strangers = try section.texts("strangers")
      followUp = try section.texts("followUp")
      handover = try section.texts("handover")
      notNames = try section.texts("notNames")
      joiners = try section.texts("joiners")
      organisations = try section.texts("organisations")
    }
  }

  struct Stories: Sendable {
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

    struct Photographs: Sendable {
      var credit: [String]
      var creditInside: [String]
      var identifier: [String]
      var captionWords: [String]

      init(_ section: YAMLSection) throws(DiagnosticError) {
        credit = try section.texts("credit")
        creditInside = try section.texts("creditInside")
        identifier = try section.texts("identifier")
        captionWords = try section.texts("captionWords")
      }
    }

    init(_ section: YAMLSection) throws(DiagnosticError) {
      verbs = try section.texts("verbs")
      documentVerbs = try section.texts("documentVerbs")
      pronouns = try section.texts("pronouns")
      pronounForms = try section.textsByKey("pronounForms")
      descriptions = try section.texts("descriptions")
      descriptionEndings = try section.texts("descriptionEndings")
      officeObjects = try section.texts("officeObjects")
      groups = try section.texts("groups")
      documents = try section.texts("documents")
      naming = try section.texts("naming")
      definite = try section.texts("definite")
      indefinite = try section.texts("indefinite")
      prepositions = try section.texts("prepositions")
      adverbs = try section.texts("adverbs")
      predicates = try section.texts("predicates")
      passives = try section.texts("passives")
      nameParticles = try section.texts("nameParticles")
      calendar = try section.texts("calendar")
      openers = try section.texts("openers")
      abbreviations = try section.textsByKey("abbreviations")
      photographs = try Photographs(section.section("photographs"))
    }
  }

  init(_ section: YAMLSection) throws(DiagnosticError) {
    version = try section.number("version")
    ident = try section.text("ident")
    description = try section.text("description")
    language = try section.text("language")
    furniture = try section.sections("furniture", LineRule.init)
    meta = try section.sections("meta", LineRule.init)
    end = try section.texts("end")
    closings = try section.texts("closings")
    publication = try section.texts("publication")
    frontMatter = try section.textsByKey("frontMatter")
    places = try Places(section.section("places"))
    pages = try section.has("pages") ? Pages(section.section("pages")) : nil
    labels = try Labels(section.section("labels"))
    titles = try Titles(section.section("titles"))
    ownWords = try section.texts("ownWords")
    marks = try section.sections("marks", MarkRule.init)
    languages = try section.textsByKey("languages")
    introductions = try Introductions(section.section("introductions"))
    stories = try Stories(section.section("stories"))
    functionWords = try section.listsByKey("functionWords")
  }
}
