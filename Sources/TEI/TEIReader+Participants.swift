import Transcripts

extension TEIReader {
  /// Reads the people and how they are related.
  static func readParticipation(_ description: Opaque?, into transcript: inout Transcript) {
    guard let description else { return }
    for element in description.descendants([.person, .personGrp, .relation]) {
      if element.isElement(.relation) {
        if let relation = relation(element) { transcript.relations.append(relation) }
      } else if let participant = participant(element) {
        transcript.participants.append(participant)
      }
    }
  }

  private static func participant(_ element: Opaque) -> Participant? {
    guard let id = element.attribute(.id) else { return nil }
    var participant = Participant(
      id: ElementID(rawValue: id), isGroup: element.isElement(.personGrp),
      role: element.attribute(.role).map { Participant.Role(rawValue: $0) },
      sameAs: element.attribute(.sameAs).map { Pointers(rawValue: $0) })
    for case .opaque(let child) in element.content {
      if child.isElement(.persName) {
        participant.names.append(name(child))
      } else if child.isElement(.occupation) {
        participant.offices.append(ascription(child))
      } else if child.isElement(.affiliation) {
        participant.affiliations.append(ascription(child))
      } else if child.isElement(.langKnowledge) {
        participant.languages += child.children(.langKnown).map {
          Language(tag: $0.attribute(.tag) ?? "", name: $0.words)
        }
      } else if child.isElement(.idno) {
        participant.authorities.append(
          Authority(kind: child.attribute(.type) ?? "", uri: child.words))
      }
    }
    return participant
  }

  /// A name; of one whose parts are marked up, the parts in the order in which they are said.
  private static func name(_ element: Opaque) -> Ascription {
    var name = ascription(element)
    let isMarkedUp = element.content.allSatisfy { node in
      if case .text(let run) = node { run.utf8.allSatisfy { $0 <= 0x20 } } else { true }
    }
    guard isMarkedUp else { return name }
    let parts: [TEIElement] = [.forename, .nameLink, .surname, .genName]
    let words = parts.flatMap { part in
      element.children.filter {
        $0.name == part.name && $0.namespace == TEIVocabulary.namespace
      }.map(\.words)
    }
    if !words.isEmpty { name.text = words.joined(separator: " ") }
    return name
  }

  private static func ascription(_ element: Opaque) -> Ascription {
    Ascription(
      element.words, certainty: element.attribute(.cert).map { Certainty(rawValue: $0) },
      evidence: element.attribute(.evidence),
      source: element.attribute(.source).map { Pointers(rawValue: $0) })
  }

  private static func relation(_ element: Opaque) -> Relation? {
    guard let name = element.attribute(.name), let active = element.attribute(.active),
      let passive = element.attribute(.passive)
    else { return nil }
    return Relation(
      name: name, active: Pointers(rawValue: active), passive: Pointers(rawValue: passive))
  }
}
