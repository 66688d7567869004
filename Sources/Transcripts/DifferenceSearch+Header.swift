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
      && first.relations == second.relations && first.strings == second.strings
  }
}

// MARK: - Strings in one order

/// The bytes of strings, one after another, with their lengths.
private struct StringBytes: Equatable {
  private var bytes: [UInt8] = []
  private var counts: [Int] = []

  mutating func add(_ strings: String?...) {
    for string in strings {
      counts.append(string?.utf8.count ?? -1)
      if let string { bytes += string.utf8 }
    }
  }
}

extension Transcript {
  /// All strings outside of the content.
  fileprivate var strings: StringBytes {
    var strings = StringBytes()
    strings.add(id.rawValue, language)
    header.add(to: &strings)
    for participant in participants { participant.add(to: &strings) }
    for relation in relations {
      strings.add(relation.name, relation.active.rawValue, relation.passive.rawValue)
    }
    return strings
  }
}

extension Header {
  fileprivate func add(to strings: inout StringBytes) {
    strings.add(title, date?.when, date?.printed, time, place, licence?.target, licence?.name)
    strings.add(source?.file, source?.uri, source?.bytesDigest, source?.textDigest)
    strings.add(source?.encoding, source?.format)
    strings.add(participantList?.name, participantList?.digest, writerVersion)
    for convention in conventions {
      strings.add(convention.ident, convention.description)
      strings.add(convention.file?.name, convention.file?.digest)
    }
    for category in categories { strings.add(category.id.rawValue, category.description) }
    for language in languages { strings.add(language.tag, language.name) }
  }
}

extension Participant {
  fileprivate func add(to strings: inout StringBytes) {
    strings.add(id.rawValue, role?.rawValue, sameAs?.rawValue)
    for ascriptions in [names, offices, affiliations] {
      for ascription in ascriptions {
        strings.add(
          ascription.text, ascription.certainty?.rawValue, ascription.evidence,
          ascription.source?.rawValue)
      }
    }
    for language in languages { strings.add(language.tag, language.name) }
    for authority in authorities { strings.add(authority.kind, authority.uri) }
  }
}
