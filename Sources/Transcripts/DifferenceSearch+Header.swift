extension DifferenceSearch {
  /// The first difference between two transcripts.
  ///
  /// Reflection finds any, but is slow; so it is asked only where there seems to be one outside of the
  /// content, or where markup is kept there.
  static func inTranscripts(
    _ first: Transcript, _ second: Transcript
  ) -> TranscriptDifference? {
    if isSameAround(first, second) {
      if first.content.areSame(as: second.content) { return nil }
      return inNodes(first.content, second.content)?.inside("content")
    }
    return inValues(first, second)
  }

  /// Whether all but the content is known to be the same, to the byte.
  private static func isSameAround(_ first: Transcript, _ second: Transcript) -> Bool {
    guard first.header.verbatim == nil, second.header.verbatim == nil, first.surroundings == nil,
      second.surroundings == nil
    else { return false }
    // `==` forgets no part, but takes composed and decomposed letters for the same.
    return first.id == second.id && first.language == second.language
      && first.header == second.header && first.participants == second.participants
      && first.relations == second.relations && first.hasSameStrings(as: second)
  }
}

// MARK: - The bytes of what is equal

extension Transcript {
  /// Whether the strings outside of the content, which are equal, have the same bytes.
  fileprivate func hasSameStrings(as other: Transcript) -> Bool {
    id.rawValue.isSame(as: other.id.rawValue) && language.isSame(as: other.language)
      && header.hasSameStrings(as: other.header)
      && zip(participants, other.participants).allSatisfy { $0.hasSameStrings(as: $1) }
      && zip(relations, other.relations).allSatisfy {
        $0.name.isSame(as: $1.name) && $0.active.rawValue.isSame(as: $1.active.rawValue)
          && $0.passive.rawValue.isSame(as: $1.passive.rawValue)
      }
  }
}

extension Header {
  fileprivate func hasSameStrings(as other: Header) -> Bool {
    title.isSame(as: other.title) && (date?.when).isSame(as: other.date?.when)
      && (date?.printed).isSame(as: other.date?.printed) && time.isSame(as: other.time)
      && place.isSame(as: other.place) && (licence?.target).isSame(as: other.licence?.target)
      && (licence?.name).isSame(as: other.licence?.name)
      && (participantList?.name).isSame(as: other.participantList?.name)
      && (participantList?.digest).isSame(as: other.participantList?.digest)
      && writerVersion.isSame(as: other.writerVersion) && hasSameSource(as: other)
      && zip(conventions, other.conventions).allSatisfy {
        $0.ident.isSame(as: $1.ident) && $0.description.isSame(as: $1.description)
          && ($0.file?.name).isSame(as: $1.file?.name)
          && ($0.file?.digest).isSame(as: $1.file?.digest)
      }
      && zip(categories, other.categories).allSatisfy {
        $0.id.rawValue.isSame(as: $1.id.rawValue) && $0.description.isSame(as: $1.description)
      }
      && zip(languages, other.languages).allSatisfy { $0.hasSameStrings(as: $1) }
  }

  private func hasSameSource(as other: Header) -> Bool {
    (source?.file).isSame(as: other.source?.file) && (source?.uri).isSame(as: other.source?.uri)
      && (source?.bytesDigest).isSame(as: other.source?.bytesDigest)
      && (source?.textDigest).isSame(as: other.source?.textDigest)
      && (source?.encoding).isSame(as: other.source?.encoding)
      && (source?.format).isSame(as: other.source?.format)
  }
}

extension Language {
  fileprivate func hasSameStrings(as other: Language) -> Bool {
    tag.isSame(as: other.tag) && name.isSame(as: other.name)
  }
}

extension Participant {
  fileprivate func hasSameStrings(as other: Participant) -> Bool {
    id.rawValue.isSame(as: other.id.rawValue)
      && (role?.rawValue).isSame(as: other.role?.rawValue)
      && (sameAs?.rawValue).isSame(as: other.sameAs?.rawValue)
      && zip(names, other.names).allSatisfy { $0.hasSameStrings(as: $1) }
      && zip(offices, other.offices).allSatisfy { $0.hasSameStrings(as: $1) }
      && zip(affiliations, other.affiliations).allSatisfy { $0.hasSameStrings(as: $1) }
      && zip(languages, other.languages).allSatisfy { $0.hasSameStrings(as: $1) }
      && zip(authorities, other.authorities).allSatisfy {
        $0.kind.isSame(as: $1.kind) && $0.uri.isSame(as: $1.uri)
      }
  }
}

extension Ascription {
  fileprivate func hasSameStrings(as other: Ascription) -> Bool {
    text.isSame(as: other.text) && (certainty?.rawValue).isSame(as: other.certainty?.rawValue)
      && evidence.isSame(as: other.evidence)
      && (source?.rawValue).isSame(as: other.source?.rawValue)
  }
}
