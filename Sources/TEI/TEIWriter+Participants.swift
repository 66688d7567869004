import Transcripts

extension TEIWriter {
  /// Writes the people and how they are related, if there are any.
  static func writeParticipation(of transcript: Transcript, to sink: inout some HeaderSink) {
    if transcript.participants.isEmpty, transcript.relations.isEmpty { return }
    sink.lines(.particDesc) { sink in
      sink.lines(.listPerson) { sink in
        for participant in transcript.participants { write(participant, to: &sink) }
        if transcript.relations.isEmpty { return }
        sink.lines(.listRelation) { sink in
          for relation in transcript.relations { write(relation, to: &sink) }
        }
      }
    }
  }

  private static func write(_ participant: Participant, to sink: inout some HeaderSink) {
    let attributes: [(TEIAttribute, String?)] = [
      (.role, participant.role?.rawValue), (.sameAs, participant.sameAs?.rawValue),
      (.id, participant.id.rawValue),
    ]
    let element: TEIHeaderElement = participant.isGroup ? .personGrp : .person
    // Of most of those whose name is not known there is nothing more to say.
    if participant.isUnknown { return sink.line(element, attributes) }
    sink.lines(element, attributes) { sink in
      for name in participant.names { write(name, as: .persName, to: &sink) }
      for office in participant.offices { write(office, as: .occupation, to: &sink) }
      for affiliation in participant.affiliations {
        write(affiliation, as: .affiliation, to: &sink)
      }
      writeLanguages(of: participant, to: &sink)
      for authority in participant.authorities {
        sink.line(.idno, [(.type, authority.kind)], text: authority.uri)
      }
    }
  }

  private static func writeLanguages(of participant: Participant, to sink: inout some HeaderSink) {
    if participant.languages.isEmpty { return }
    sink.lines(.langKnowledge) { sink in
      for language in participant.languages {
        sink.line(.langKnown, [(.tag, language.tag)], text: language.name)
      }
    }
  }

  private static func write(
    _ ascription: Ascription, as element: TEIHeaderElement, to sink: inout some HeaderSink
  ) {
    let attributes: [(TEIAttribute, String?)] = [
      (.cert, ascription.certainty?.rawValue), (.evidence, ascription.evidence),
      (.source, ascription.source?.rawValue),
    ]
    sink.line(element, attributes, text: ascription.text)
  }

  private static func write(_ relation: Relation, to sink: inout some HeaderSink) {
    let attributes: [(TEIAttribute, String?)] = [
      (.active, relation.active.rawValue), (.name, relation.name),
      (.passive, relation.passive.rawValue),
    ]
    sink.line(.relation, attributes)
  }
}

extension Participant {
  /// Whether nothing is known but that they take part.
  fileprivate var isUnknown: Bool {
    names.isEmpty && offices.isEmpty && affiliations.isEmpty && languages.isEmpty
      && authorities.isEmpty
  }
}
