package import Diagnostics
import RelaxNG
import TEI
import TranscriptFormats
import XMLCore

/// All kinds of diagnostics, so that `explain CODE` can say what they mean.
package enum DiagnosticCatalogue {
  /// Every kind, by code.
  package static let kinds: [DiagnosticKind] =
    (corpusDiagnosticKinds + transcriptFormatsDiagnosticKinds + teiDiagnosticKinds
    + xmlCoreDiagnosticKinds + relaxNGDiagnosticKinds).sorted { $0.code < $1.code }

  /// The kind with this code.
  package static func kind(_ code: String) -> DiagnosticKind? {
    kinds.first { $0.code == code }
  }

  /// What to try in place of `code`, if it looks like one.
  package static func suggestion(for code: String) -> String? {
    guard code.utf8.allSatisfy({ isCodeByte($0) }), code.utf8.contains(UInt8(ascii: "-")) else {
      return nil
    }
    let area = code.prefix { $0 != "-" }
    let near = kinds.map(\.code).filter { distance(from: code, to: $0) <= 3 }.prefix(5)
    let same = kinds.map(\.code).filter { $0.hasPrefix("\(area)-") }.prefix(5)
    let names = (near.isEmpty ? same : near).map { "'\($0)'" }
    return names.isEmpty ? "no code is like it" : "did you mean \(names.joined(separator: ", "))?"
  }

  /// What a kind means, for people.
  package static func explanation(of kind: DiagnosticKind) -> String {
    var text = "\(kind.code) (\(kind.severity.rawValue))\n\n\(folded(kind.meaning, at: 78))\n"
    if !kind.example.isEmpty {
      text += "\nFor example:\n\n"
      for line in kind.example.split(separator: "\n", omittingEmptySubsequences: false) {
        text += "  \(line)\n"
      }
    }
    return text
  }

  private static func isCodeByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
  }

  /// `text` in lines of at most `width` characters.
  static func folded(_ text: String, at width: Int) -> String {
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines.count - 1
      if lines[last].isEmpty {
        lines[last] = String(word)
      } else if lines[last].count + 1 + word.count <= width {
        lines[last] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The number of letters to be put in, left out or replaced (Levenshtein).
  private static func distance(from first: String, to second: String) -> Int {
    let (first, second) = (Array(first.utf8), Array(second.utf8))
    var row = Array(0...second.count)
    for (i, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in second.enumerated() {
        let cost = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(cost, row[j] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }
}

/// Every kind that this module reports.
package let corpusDiagnosticKinds: [DiagnosticKind] = [
  .inputMissing, .inputUnreadable, .inputTooLarge, .inputNoDocuments, .inputNotAFile, .inputHidden,
  .inputCycle, .inputAgain, .outputUnwritable, .outputOutside, .outputCollision, .outputIsInput,
  .convertTextLost, .roundTripTextDiffers, .roundTripTextDigest, .roundTripCanonicalDigest,
  .roundTripDigestMissing, .roundTripNoDigests, .roundTripSourceChanged, .roundTripSourceMissing,
  .roundTripModelDiffers, .roundTripNotKept, .roundTripFailed,
  .catalogueUnusable, .corpusInvalid, .corpusSourceMissing, .corpusStopped, .outputLocked,
  .packageUnfit, .searchInvalid,
  .schemaLanguage, .schemaUnusable, .schemaRemote, .schemaExternalDTD,
  .pointerUndefined, .pointerSpelling, .pointerHash, .pointerFile, .pointerMedia, .pointerPrefix,
  .pointerPattern, .pointerDefinition, .pointerDuplicate, .pointerSimilar, .pointerExternal,
  .pointerLimit,
]
