import Diagnostics

/// What the catalogue says of one document: plain rows.
struct DocumentFacts: Sendable {
  /// Somebody, in this document.
  struct Person: Sendable {
    var identifier: String
    var shared: String?
    var isGroup: Bool
    var role: String?
    var name: String?
    /// Whether neither name nor office is known of one who is no group and does not interpret.
    var isUnknown: Bool
  }

  /// Something that a participant is called.
  struct Alias: Sendable {
    var participant: String
    var kind: String
    var text: String
    var certainty: String?
    var evidence: String?
    var basis: String?
    var count: Int?
  }

  /// A turn, or a quotation.
  struct Speech: Sendable {
    var kind: String
    var identifier: String?
    var speaker: String?
    var isInterpreted = false
    var interpreter: String?
    var certainty: String?
    var language: String?
    var lines: LineRange?
    var words = 0
    var text = ""
  }

  /// Something said that is not in the text.
  struct Omission: Sendable {
    /// The number of the utterance, from 1.
    var utterance: Int?
    var reason: String?
    var wording: String?
    var language: String?
    var quantity: String?
    var unit: String?
  }

  /// Something that happens.
  struct Event: Sendable {
    /// The number of the utterance, from 1.
    var utterance: Int?
    var element: String
    var kind: String?
    var participant: String?
    var wording: String?
  }

  /// A role, or a way of delivery.
  struct Category: Sendable {
    var taxonomy: String
    var identifier: String
    var description: String
  }

  var title: String?
  var date: String?
  var place: String?
  var language: String?
  var words = 0
  var turns = 0
  var paragraphs = 0
  var figures = 0
  var people: [Person] = []
  var aliases: [Alias] = []
  var speech: [Speech] = []
  var gaps: [Omission] = []
  var events: [Event] = []
  var categories: [Category] = []

  /// What is spoken, added up.
  var sums = DocumentSums()
}
