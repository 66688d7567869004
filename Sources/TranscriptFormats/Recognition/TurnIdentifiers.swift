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
    var name = self.utterance(utterance)
    name.reserveCapacity(name.utf8.count + 6)
    name += ".p"
    name += String(number + 1)
    return ElementID(rawValue: name)
  }
}
