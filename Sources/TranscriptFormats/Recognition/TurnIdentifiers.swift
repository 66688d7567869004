import Transcripts

/// The identifiers of a turn's parts: `u7`, `u7.p2`; of a turn in several voices `u7a`, `u7b.p1`.
struct TurnIdentifiers {
  /// The identifier of the turn, with that of the document.
  let turn: String
  /// How many utterances it has.
  let count: Int

  /// The identifier of the utterance with this number, from 0.
  func utterance(_ number: Int) -> String {
    guard count > 1 else { return turn }
    var letters = ""
    var rest = number
    repeat {
      letters = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return turn + letters
  }

  /// The identifier of a segment, both numbers from 0.
  func segment(_ number: Int, of utterance: Int) -> ElementID {
    Self.segment(number + 1, of: self.utterance(utterance))
  }

  /// The identifier of a segment with this number, from 1, in the utterance of an identifier.
  static func segment(_ number: Int, of utterance: String) -> ElementID {
    ElementID(rawValue: "\(utterance).p\(number)")
  }
}
