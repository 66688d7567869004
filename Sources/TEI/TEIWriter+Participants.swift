import Transcripts

extension TEIWriter {
  /// The people and how they are related; `nil` where there are none.
  static func participation(of transcript: Transcript) -> Opaque? {
    if transcript.participants.isEmpty, transcript.relations.isEmpty { return nil }
    let relations =
      transcript.relations.isEmpty
      ? nil : Opaque(.listRelation, lines: transcript.relations.map(relation))
    return Opaque(
      .particDesc,
      lines: [Opaque(.listPerson, lines: transcript.participants.map(participant) + [relations])])
  }

  private static func participant(_ participant: Participant) -> Opaque {
    let attributes: [(TEIAttribute, String?)] = [
      (.role, participant.role?.rawValue), (.sameAs, participant.sameAs?.rawValue),
      (.id, participant.id.rawValue),
    ]
    let element: TEIHeaderElement = participant.isGroup ? .personGrp : .person
    // Of most of those whose name is not known there is nothing more to say.
    if participant.isUnknown { return Opaque(element, attributes) }
    let parts =
      participant.names.map { ascription(.persName, $0) }
      + participant.offices.map { ascription(.occupation, $0) }
      + participant.affiliations.map { ascription(.affiliation, $0) }
      + [languages(of: participant)].compactMap(\.self)
      + participant.authorities.map { Opaque(.idno, [(.type, $0.kind)], text: $0.uri) }
    return Opaque(element, attributes, lines: parts)
  }

  private static func languages(of participant: Participant) -> Opaque? {
    if participant.languages.isEmpty { return nil }
    return Opaque(
      .langKnowledge,
      lines: participant.languages.map { Opaque(.langKnown, [(.tag, $0.tag)], text: $0.name) })
  }

  private static func ascription(_ element: TEIHeaderElement, _ ascription: Ascription) -> Opaque {
    Opaque(
      element,
      [
        (.cert, ascription.certainty?.rawValue), (.evidence, ascription.evidence),
        (.source, ascription.source?.rawValue),
      ], text: ascription.text)
  }

  private static func relation(_ relation: Relation) -> Opaque {
    Opaque(
      .relation,
      [
        (.active, relation.active.rawValue), (.name, relation.name),
        (.passive, relation.passive.rawValue),
      ])
  }
}

extension Participant {
  /// Whether nothing is known but that they take part.
  fileprivate var isUnknown: Bool {
    names.isEmpty && offices.isEmpty && affiliations.isEmpty && languages.isEmpty
      && authorities.isEmpty
  }
}
