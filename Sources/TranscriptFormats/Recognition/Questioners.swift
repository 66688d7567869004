import Transcripts

/// Finds who asks: from introductions by others, by themself, or from the course of the exchange.
struct Questioners {
  /// Who asks, and how sure that is.
  struct Finding {
    var index: Int
    /// `nil` where nothing was inferred: somebody unknown.
    var certainty: Certainty?
    var reason: String
  }

  /// Where the words stand that an identity rests on.
  struct Evidence {
    var introduction: Introduction
    var segment: ElementID
  }

  /// The one who asked last, as long as nothing says that it is somebody else's turn.
  private var current: (index: Int, isNamed: Bool)?
  /// The one whose question was asked in another language and not transcribed.
  private(set) var untranscribed: (index: Int, utterance: ElementID)?

  /// Somebody without a question took the floor, and gave it to somebody new.
  mutating func interrupt() { current = nil }

  /// Remembers a question that was not transcribed.
  mutating func remember(untranscribed index: Int, utterance: ElementID) {
    untranscribed = (index, utterance)
  }

  /// Who asks in a turn that is labelled `Q`.
  ///
  /// `called` is what the turn before says, `own` what the questioner says; `follows` tells whether
  /// the turn before is a question, too, `goesOn` whether the words go on with a broken sentence, and
  /// `followsUp` whether they take up the exchange before.
  mutating func find(
    called: Evidence?, own: Evidence?, follows: Bool, goesOn: Bool, followsUp: Bool,
    in cast: inout Cast
  ) -> Finding {
    if let evidence = own?.introduction.name != nil ? own : called ?? own,
      let name = evidence.introduction.name
    {
      let agrees = own?.introduction.name != nil && called?.introduction.name != nil
      let certainty: Certainty = agrees && sameSurname(own, called) ? .high : .medium
      let source = Pointers(
        rawValue: [called, own].compactMap { $0?.introduction.name == nil ? nil : $0 }
          .map { "#\($0.segment.rawValue)" }.joined(separator: " "))
      let organisation = own?.introduction.affiliation ?? called?.introduction.affiliation
      let index = cast.questioner(
        named: Ascription(name, certainty: certainty, evidence: "internal", source: source),
        affiliation: organisation.map {
          Ascription($0, certainty: certainty, evidence: "internal", source: source)
        })
      current = (index, true)
      return Finding(
        index: index, certainty: certainty,
        reason: own?.introduction.name != nil ? "introduces themself" : "is called by name")
    }
    if goesOn, let current {
      return Finding(
        index: current.index, certainty: current.isNamed ? .medium : nil,
        reason: "goes on with a sentence that was broken off")
    }
    if let own, let organisation = own.introduction.affiliation {
      let index = cast.unknown(
        role: .questioner,
        affiliation: Ascription(
          organisation, certainty: .medium, evidence: "internal",
          source: Pointers(to: own.segment)))
      current = (index, false)
      return Finding(index: index, reason: "only the organisation is heard")
    }
    if !follows, followsUp, let current, current.isNamed {
      return Finding(
        index: current.index, certainty: .low,
        reason: "takes up the exchange before; nobody else was given the floor")
    }
    let index = cast.unknown(role: .questioner)
    current = (index, false)
    return Finding(index: index, reason: "nobody says who asks")
  }

  private func sameSurname(_ first: Evidence?, _ second: Evidence?) -> Bool {
    guard let first = first?.introduction.name, let second = second?.introduction.name else {
      return false
    }
    if first == second { return true }
    let mine = first.lowercased().split(separator: " ")
    return second.lowercased().split(separator: " ").contains { mine.contains($0) }
  }
}
