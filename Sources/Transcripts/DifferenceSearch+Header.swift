extension DifferenceSearch {
  /// The first difference between two transcripts.
  ///
  /// Reflection finds any, but is slow; so it is asked only where there seems to be one outside of the
  /// content, or where markup is kept there.
  static func inTranscripts(
    _ first: Transcript, _ second: Transcript
  ) -> TranscriptDifference? {
    if isSameAround(first, second) {
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
      && first.relations == second.relations && isSame(first.strings, second.strings)
  }

  private static func isSame(_ first: [String?], _ second: [String?]) -> Bool {
    first.count == second.count && zip(first, second).allSatisfy { isSame($0, $1) }
  }

  private static func isSame(_ first: String?, _ second: String?) -> Bool {
    switch (first, second) {
    case (nil, nil): true
    case (let one?, let other?): isSame(one, other)
    default: false
    }
  }
}

// MARK: - Strings in one order

extension Transcript {
  /// All strings outside of the content.
  fileprivate var strings: [String?] {
    [id.rawValue, language] + header.strings + participants.flatMap(\.strings)
      + relations.flatMap { [$0.name, $0.active.rawValue, $0.passive.rawValue] }
  }
}

extension Header {
  fileprivate var strings: [String?] {
    var strings = [title, date?.when, date?.printed, time, place, licence?.target, licence?.name]
    strings += [source?.file, source?.uri, source?.bytesDigest, source?.textDigest]
    strings += [source?.encoding, source?.format]
    strings += [participantList?.name, participantList?.digest, writerVersion]
    for convention in conventions {
      strings += [convention.ident, convention.description]
      strings += [convention.file?.name, convention.file?.digest]
    }
    for category in categories { strings += [category.id.rawValue, category.description] }
    for language in languages { strings += [language.tag, language.name] }
    return strings
  }
}

extension Participant {
  fileprivate var strings: [String?] {
    var strings = [id.rawValue, role?.rawValue, sameAs?.rawValue]
    for ascription in names + offices + affiliations {
      strings += [ascription.text, ascription.certainty?.rawValue, ascription.evidence]
      strings.append(ascription.source?.rawValue)
    }
    for language in languages { strings += [language.tag, language.name] }
    for authority in authorities { strings += [authority.kind, authority.uri] }
    return strings
  }
}
