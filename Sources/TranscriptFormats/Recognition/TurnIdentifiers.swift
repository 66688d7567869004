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
    ElementID(utterance, ".p", number)
  }
}

extension ElementID {
  /// The identifier of something in a document or a part of it: that one's, a sign, and a number,
  /// which is not negative.
  init(_ whole: String, _ sign: String, _ number: Int) {
    var digits = 1
    var bound = 10
    while number >= bound {
      digits += 1
      bound *= 10
    }
    // Very many are made, and to append to a string costs much more.
    let start = whole.utf8.count + sign.utf8.count
    self.init(
      rawValue: String(unsafeUninitializedCapacity: start + digits) { buffer in
        _ = buffer.initialize(fromContentsOf: whole.utf8)
        _ = buffer[whole.utf8.count...].initialize(fromContentsOf: sign.utf8)
        var rest = number
        for index in (start..<start + digits).reversed() {
          buffer.initializeElement(at: index, to: UInt8(ascii: "0") + UInt8(rest % 10))
          rest /= 10
        }
        return start + digits
      })
  }
}
