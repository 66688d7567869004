import Transcripts

/// Who takes part: finds the person behind each label, and enters those that are only heard of.
///
/// One person keeps one identifier under all labels; two people are never merged in silence.
struct Cast {
  /// Whom a label stands for.
  struct Speaker: Sendable {
    /// The participant; `nil` for a questioner, who is found by other means.
    var index: Int?
    /// The role of the label, where it names no person.
    var role: LabelVocabulary.Role?
    /// Whether the person was inferred: an office stands for its only holder.
    var isInferred = false
    /// What of a participants file says so.
    var listing: (rule: String, reason: String)?
  }

  private let documentID: String
  private let vocabulary: LabelVocabulary
  private let spelling: NameSpelling
  private let known: KnownPeople?
  private(set) var participants: [Participant] = []
  /// A pointer to each participant.
  private(set) var pointers: [Pointers] = []
  private var names: [PrintedName?] = []
  /// The participants that may bear a name, by each of its words in capitals.
  private var bearers: [String: [Int]] = [:]
  private var localNames: LocalNames
  /// The participants that a participants file lists, by their place in it.
  private var listed: [Int: Int] = [:]
  /// What is to be said of labels that nearly lead to somebody in the participants file.
  private(set) var doubts: [KnownPeopleDoubt] = []
  private var speakers: [String: Speaker] = [:]
  private var singles: [String: Int] = [:]
  private var unknownCount = 0
  /// The names that were taken apart, as they are printed.
  private var printedNames: [String: PrintedName] = [:]

  init(
    documentID: String, vocabulary: LabelVocabulary, spelling: NameSpelling,
    known: KnownPeople? = nil
  ) {
    self.documentID = documentID
    self.vocabulary = vocabulary
    self.spelling = spelling
    self.known = known
    localNames = LocalNames(reserving: known?.reserved ?? [])
  }

  // MARK: Labels

  /// Enters the labels of a document, so that an office printed first can be its holder's.
  mutating func enter(_ labels: [(key: String, printed: String, role: String?)]) {
    if let known {
      for label in labels where speakers[label.key] == nil {
        speakers[label.key] = speaker(of: label, in: known)
      }
    }
    enterUnlisted(labels)
    if let known { noteDoubts(of: labels, known) }
  }

  private mutating func enterUnlisted(
    _ labels: [(key: String, printed: String, role: String?)]
  ) {
    var offices: [(key: String, name: PrintedName)] = []
    var firstNames: [(key: String, name: PrintedName)] = []
    let printed = labels.map { PrintedName($0.printed, vocabulary: vocabulary) }
    let given = Set(printed.compactMap { $0.given.first.map(PrintedName.bare) })
    for (label, name) in zip(labels, printed) where speakers[label.key] == nil {
      if let role = vocabulary.role(of: label.key) {
        speakers[label.key] = Speaker(role: role)
        continue
      }
      if PrintedName.namesSeveral(label.printed, vocabulary: vocabulary) {
        speakers[label.key] = Speaker(index: enterGroup(label.printed))
        continue
      }
      var name = name
      if name.surname.isEmpty {
        offices.append((label.key, name))
        continue
      }
      if name.isAlone, given.contains(name.surname) {
        firstNames.append((label.key, name))
        continue
      }
      if let role = label.role, name.office.isEmpty { name.office = [role] }
      speakers[label.key] = Speaker(index: enter(name))
    }
    for (key, name) in firstNames {
      let bearers = names.indices.filter {
        names[$0]?.given.first.map(PrintedName.bare) == name.surname
      }
      let isSurname = names.contains { $0?.surname == name.surname }
      if bearers.count == 1, let bearer = bearers.first, !isSurname {
        speakers[key] = Speaker(index: bearer, isInferred: true)
      } else {
        speakers[key] = Speaker(index: enter(name))
      }
    }
    for (key, name) in offices {
      let holders = names.indices.filter { holds(name.office, names[$0]) }
      if holders.count == 1, let holder = holders.first {
        speakers[key] = Speaker(index: holder, isInferred: true)
      } else {
        speakers[key] = Speaker(index: enterOffice(name))
      }
    }
  }

  /// Whom a label stands for, by its key.
  func speaker(of key: String) -> Speaker { speakers[key] ?? Speaker(role: .unnamed) }

  /// Enters a person under a printed name, or finds the one who bears it.
  private mutating func enter(_ name: PrintedName) -> Int {
    let fitting = bearers[name.surname, default: []].filter {
      names[$0]?.agrees(with: name) ?? false
    }
    if fitting.count == 1, let index = fitting.first {
      improve(index, by: name)
      return index
    }
    let full = spelling.spelled(name.given + name.last)
    let index = append(
      Participant(id: identifier(name.surname, given: name.given.first), names: [Ascription(full)]))
    setName(name, of: index)
    addOffice(name, to: index)
    return index
  }

  /// Adds what a further label tells of a person: given names, an office.
  private mutating func improve(_ index: Int, by name: PrintedName) {
    if let known = names[index], known.given.count < name.given.count {
      if participants[index].names.first?.isListed != true {
        participants[index].names = [Ascription(spelling.spelled(name.given + name.last))]
      }
      var fuller = known
      fuller.given = name.given
      setName(fuller, of: index)
    }
    addOffice(name, to: index)
    if names[index]?.place == nil { names[index]?.place = name.place }
    if names[index]?.honorific == nil { names[index]?.honorific = name.honorific }
  }

  private mutating func addOffice(_ name: PrintedName, to index: Int) {
    guard !name.office.isEmpty else { return }
    let longer = name.office.count > (names[index]?.office.count ?? 0)
    let office = Ascription(spelling.spelled(name.office))
    if participants[index].offices.isEmpty {
      participants[index].offices = [office]
    } else if longer, !participants[index].offices[0].isListed {
      participants[index].offices[0] = office
    }
    if longer || (names[index]?.office.isEmpty ?? true) { names[index]?.office = name.office }
  }

  private func holds(_ office: [String], _ name: PrintedName?) -> Bool {
    guard let name, !office.isEmpty else { return false }
    let held = name.office.map(PrintedName.bare)
    let wanted = office.map(PrintedName.bare)
    // VICE PRESIDENT does not hold the office of PRESIDENT.
    return held == wanted
      || (held.starts(with: wanted) && held.count > wanted.count
        && ["OF", "FOR"].contains(held[wanted.count]))
  }

  private mutating func enterOffice(_ name: PrintedName) -> Int {
    append(
      Participant(
        id: identifier(name.office.isEmpty ? "speaker" : name.office.joined(separator: "-")),
        offices: name.office.isEmpty ? [] : [Ascription(spelling.spelled(name.office))]))
  }

  /// Enters people who speak under one label: they are none of those who speak alone.
  private mutating func enterGroup(_ printed: String) -> Int {
    let words = printed.split { $0.isWhitespace || $0 == "*" }.map(String.init)
    return append(
      Participant(
        id: identifier(words.joined(separator: "-")), isGroup: true,
        names: [Ascription(spelling.spelled(words))]))
  }

  // MARK: People without a label of their own

  /// The one participant of a kind: `audience`, `interpreter`, `staff`.
  mutating func single(_ name: String, isGroup: Bool, role: Participant.Role) -> Int {
    if let index = singles[name] { return index }
    let index = append(Participant(id: identifier(name), isGroup: isGroup, role: role))
    singles[name] = index
    return index
  }

  /// Somebody whose name is not known.
  mutating func unknown(role: Participant.Role, affiliation: Ascription? = nil) -> Int {
    unknownCount += 1
    return append(
      Participant(
        id: identifier("unknown-\(unknownCount)"), role: role,
        affiliations: affiliation.map { [$0] } ?? []))
  }

  /// The questioner of that name, entered if new.
  mutating func questioner(named name: Ascription, affiliation: Ascription?) -> Int {
    if let index = listedQuestioner(name, affiliation) { return index }
    let printed = printedName(name.text)
    let fitting = bearers[printed.surname, default: []].filter { index in
      guard participants[index].role == .questioner || isListed(index), let known = names[index]
      else { return false }
      return known.agrees(with: printed)
        || (printed.given.isEmpty && known.given.first.map(PrintedName.bare) == printed.surname)
    }
    // Of several whose name it may be, the one who was called just so before.
    let bearer = fitting.count == 1 ? fitting.first : fitting.first { names[$0] == printed }
    if let index = bearer {
      if let known = names[index], known.given.isEmpty, !printed.given.isEmpty {
        if !isListed(index) { participants[index].names = [name] }
        setName(printed, of: index)
      }
      if participants[index].affiliations.isEmpty, let affiliation {
        participants[index].affiliations = [affiliation]
      }
      return index
    }
    let index = append(
      Participant(
        id: identifier(printed.surname, given: printed.given.first), role: .questioner,
        names: [name], affiliations: affiliation.map { [$0] } ?? []))
    setName(printed, of: index)
    return index
  }

  /// The participant of this printed name, entered if new.
  mutating func person(named printed: String) -> Int? {
    if let index = speakers[printed.uppercased()]?.index { return index }
    let name = PrintedName(printed, vocabulary: vocabulary)
    return name.surname.isEmpty ? nil : enter(name)
  }

  /// The one participant with a label of their own and this surname.
  func labelled(surname: String) -> Int? {
    let wanted = PrintedName.bare(surname)
    let found = bearers[wanted, default: []].filter {
      participants[$0].role != .questioner && names[$0]?.surname == wanted
    }
    return found.count == 1 ? found.first : nil
  }

  /// A name taken apart, which is done once.
  private mutating func printedName(_ text: String) -> PrintedName {
    if let known = printedNames[text] { return known }
    var printed = PrintedName(text, vocabulary: vocabulary)
    if printed.surname.isEmpty { printed.surname = PrintedName.bare(text) }
    if printed.last.isEmpty { printed.last = [text] }
    printedNames[text] = printed
    return printed
  }

  /// Whether a surname is that of somebody with a label of their own.
  func hasLabel(surname: String) -> Bool {
    let wanted = PrintedName.bare(surname)
    return bearers[wanted, default: []].contains {
      participants[$0].role != .questioner && names[$0]?.surname == wanted
    }
  }

  private mutating func setName(_ name: PrintedName, of index: Int) {
    names[index] = name
    for word in [name.surname] + name.given.map(PrintedName.bare)
    where !bearers[word, default: []].contains(index) {
      bearers[word, default: []].append(index)
    }
  }

  /// Sets the role of a participant.
  mutating func setRole(_ role: Participant.Role, of index: Int) {
    participants[index].role = role
  }

  private mutating func append(_ participant: Participant) -> Int {
    participants.append(participant)
    pointers.append(Pointers(to: participant.id))
    names.append(nil)
    return participants.count - 1
  }

  /// An identifier that nobody has: the surname, with the given name or a number where needed.
  private mutating func identifier(_ name: String, given: String? = nil) -> ElementID {
    let local = localNames.take(Self.slug(name), given: given.map(Self.slug))
    return ElementID(rawValue: "\(documentID).\(local)")
  }

  /// Lower-case letters, digits and hyphens; what else a name holds becomes a hyphen.
  static func slug(_ name: String) -> String {
    if isSlug(name.utf8) { return name }
    var result = ""
    for scalar in name.lowercased().unicodeScalars {
      let isDigit = (0x30...0x39).contains(scalar.value)
      if isDigit || NameCharacters.isStart(scalar) || NameCharacters.isMark(scalar) {
        result.unicodeScalars.append(scalar)
      } else if scalar != "." && scalar != "'" && scalar != "’" && !result.hasSuffix("-") {
        result += "-"
      }
    }
    while result.hasSuffix("-") { result.removeLast() }
    while result.hasPrefix("-") { result.removeFirst() }
    return result.isEmpty ? "speaker" : result
  }
}

extension Cast {
  /// Whether a name is lower-case letters, digits and single hyphens between them already.
  private static func isSlug(_ name: String.UTF8View) -> Bool {
    var previous = UInt8(ascii: "-")
    for byte in name {
      guard isLowerCaseASCII(byte) || isDigit(byte) || byte == UInt8(ascii: "-"),
        byte != UInt8(ascii: "-") || byte != previous
      else { return false }
      previous = byte
    }
    return previous != UInt8(ascii: "-")
  }
}

// MARK: - People of a participants file

extension Cast {
  private func isListed(_ index: Int) -> Bool {
    participants[index].names.first?.isListed ?? false
  }

  /// Whom a label leads to in the participants file, if to anybody.
  private mutating func speaker(
    of label: (key: String, printed: String, role: String?), in known: KnownPeople
  ) -> Speaker? {
    guard case .person(let person, let rule, let reason) = known.match(label: label.printed) else {
      return nil
    }
    let index = enter(person, of: known)
    let role = vocabulary.role(of: label.key)
    if participants[index].role == nil, let role { participants[index].role = Self.role(for: role) }
    var name = PrintedName(label.printed, vocabulary: vocabulary)
    if role == nil, !name.surname.isEmpty {
      if participants[index].names.isEmpty {
        participants[index].names = [Ascription(spelling.spelled(name.given + name.last))]
      }
      addOffice(name, to: index)
      // A label that prints less of the name than the file has leads to the same person.
      if let full = known.printedName(of: person), full.surname == name.surname {
        name.given = full.given
      }
      let office = names[index]?.office ?? name.office
      setName(name, of: index)
      names[index]?.office = office
    }
    return Speaker(index: index, listing: (rule, reason))
  }

  /// What somebody does whose label stands for a role.
  private static func role(for role: LabelVocabulary.Role) -> Participant.Role {
    switch role {
    case .questioner, .examiner: .questioner
    case .moderator: .moderator
    case .interpreter: .interpreter
    case .staff: .staff
    case .audience: .audience
    case .witness, .unnamed, .unidentified: .speaker
    }
  }

  /// The participant for somebody whom the file lists.
  private mutating func enter(_ person: Int, of known: KnownPeople) -> Int {
    if let index = listed[person] { return index }
    let index = append(
      known.participant(
        person, id: ElementID(rawValue: "\(documentID).\(known.localNames[person])"),
        list: ElementID(rawValue: documentID + Transcript.participantListSuffix)))
    listed[person] = index
    return index
  }

  /// The questioner of that name, if the file lists them: what was heard stands beside what it says.
  private mutating func listedQuestioner(
    _ name: Ascription, _ affiliation: Ascription?
  ) -> Int? {
    guard let known else { return nil }
    switch known.match(name: name.text) {
    case .person(let person, _, _):
      let index = enter(person, of: known)
      if participants[index].role == nil { participants[index].role = .questioner }
      if !participants[index].names.contains(where: { $0.certainty != nil }) {
        participants[index].names.append(name)
      }
      if participants[index].affiliations.isEmpty, let affiliation {
        participants[index].affiliations = [affiliation]
      }
      if names[index] == nil, let full = known.printedName(of: person) { setName(full, of: index) }
      return index
    case .ambiguous(let people):
      doubt(name.text, people, known, isAmbiguous: true)
      return nil
    case .none: return nil
    }
  }

  /// Notes labels that nearly lead to somebody in the file.
  private mutating func noteDoubts(
    of labels: [(key: String, printed: String, role: String?)], _ known: KnownPeople
  ) {
    var said: Set<Int> = []
    for label in labels where vocabulary.role(of: label.key) == nil {
      guard let index = speakers[label.key]?.index, !isListed(index), !said.contains(index) else {
        continue
      }
      let count = doubts.count
      defer { if doubts.count > count { said.insert(index) } }
      switch known.match(label: label.printed) {
      case .person: continue
      case .ambiguous(let people): doubt(label.printed, people, known, isAmbiguous: true)
      case .none(let near):
        // Other labels may have told more of the name.
        let fitting = near.filter { person in names[index].map { known.canBe(person, $0) } ?? true }
        doubt(label.printed, fitting, known, isAmbiguous: false)
      }
    }
  }

  private mutating func doubt(
    _ printed: String, _ people: [Int], _ known: KnownPeople, isAmbiguous: Bool
  ) {
    guard !people.isEmpty, !doubts.contains(where: { $0.printed == printed }) else { return }
    doubts.append(
      KnownPeopleDoubt(
        printed: printed, people: people.map { known.people[$0] }, isAmbiguous: isAmbiguous))
  }
}
