import Diagnostics

extension CorpusFigures {
  /// The figures as one JSON object.
  var json: JSONText {
    .object([
      ("title", .string(title)),
      ("documents", .integer(documents)), ("words", .integer(words)), ("turns", .integer(turns)),
      ("utterances", .integer(utterances)), ("quotations", .integer(quotations)),
      ("gaps", .integer(gaps)), ("events", .integer(events)), ("people", .integer(people)),
      (
        "documentsByStatus",
        .object(statuses.map { ($0.status, .integer($0.documents)) })
      ),
      ("speechBySpeaker", .array(speakers.map(Self.json))),
      (
        "otherSpeakers",
        .object([
          ("speakers", .integer(otherSpeakers.documents)), ("words", .integer(otherSpeakers.words)),
        ])
      ),
      (
        "interpretedSpeech",
        .object([
          ("words", .integer(interpretedWords)), ("ofWords", .integer(speechWords)),
          ("share", .number(interpretedShare)), ("documents", .integer(interpretedDocuments)),
          ("highest", .array(interpretedShares.map { Self.json($0, "share") })),
        ])
      ),
      (
        "inaudible",
        .object([
          ("places", .integer(inaudible)), ("perThousandWords", .number(inaudiblePerThousand)),
          ("distribution", .array(inaudibleRates.map(Self.json))),
          ("highest", .array(mostInaudible.map { Self.json($0, "perThousandWords") })),
        ])
      ),
      (
        "languages",
        .array(
          languages.map {
            .object([
              ("language", .string($0.tag)), ("words", .integer($0.words)),
              ("documents", .integer($0.documents)),
            ])
          })
      ),
      (
        "lengths",
        .object([
          ("medianWords", .number(medianLength)), ("distribution", .array(lengths.map(Self.json))),
        ])
      ),
      ("outliers", .array(outliers.map(Self.json))),
      (
        "unknownSpeakers",
        .object([
          ("speakers", .integer(unknownSpeakers)), ("words", .integer(unknownWords)),
          ("documents", .array(unknown.map(Self.json))),
        ])
      ),
      ("diagnostics", .array(causes.map(Self.json))),
    ])
  }

  private static func json(_ speaker: Speaker) -> JSONText {
    .object([
      ("shared", .string(speaker.shared)), ("name", .string(speaker.name)),
      ("words", .integer(speaker.words)), ("interpretedWords", .integer(speaker.interpretedWords)),
      ("documents", .integer(speaker.documents)),
    ])
  }

  private static func json(_ measured: Measured, _ name: String) -> JSONText {
    .object([("document", .string(measured.document.name)), (name, .number(measured.value))])
  }

  private static func json(_ one: Class) -> JSONText {
    let low = one.low < 1e-300 ? 0 : one.low
    return .object([
      ("from", .number(low)), ("below", .number(one.high < 1e-300 ? 0 : one.high)),
      ("documents", .integer(one.documents)),
    ])
  }

  private static func json(_ outlier: Outlier) -> JSONText {
    .object([
      ("document", .string(outlier.document.name)), ("measure", .string(outlier.measure)),
      ("value", .number(outlier.value)), ("median", .number(outlier.median)),
      ("distance", .number(outlier.distance)),
    ])
  }

  private static func json(_ unknown: Unknown) -> JSONText {
    .object([
      ("document", .string(unknown.document.name)), ("speakers", .integer(unknown.speakers)),
      ("words", .integer(unknown.words)),
    ])
  }

  private static func json(_ cause: Cause) -> JSONText {
    .object([
      ("code", .string(cause.code)), ("severity", .string(cause.severity)),
      ("count", .integer(cause.count)), ("documents", .integer(cause.documents)),
      (
        "messages",
        .array(
          cause.messages.map {
            .object([("text", .string($0.text)), ("count", .integer($0.count))])
          })
      ),
      ("first", .array(cause.links.map { .string($0.name) })),
    ])
  }
}
