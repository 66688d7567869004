import Diagnostics

/// Follows the pointers of one document.
struct PointerRun {
  private typealias Use = GatheredPointers.Use

  /// Something to say, which is put into words only if it is said.
  private struct Finding {
    var use: Use
    var what: What
    var notes: [Diagnostic.Note] = []
  }

  private enum What {
    case said(DiagnosticKind, String)
    /// No element has this identifier, of those with `names`; `nil` for those at hand.
    case undefined(prefix: String, name: String, names: NameList?)
  }

  private let scan: GatheredPointers
  private let file: String
  private let address: String
  private let library: PointerLibrary
  private let manner: PointerCheck.Manner
  private let corpora: [PointerLibrary.Corpus]
  /// What the document itself includes, where it is not the root of a corpus.
  private var included: [PointerLibrary.Definitions] = []
  private var suggestions: NameSuggestions?
  private(set) var external: [String: GatheredPointers.Use] = [:]
  private var found: [Finding] = []
  /// Where a reference leads.
  private struct Destination {
    /// On this machine; `nil` where it leads elsewhere.
    var path: String?
    var exists: Bool
  }

  private var destinations: [String: Destination] = [:]
  /// By the path of a file that is not there: what was found of it.
  private var missing: [String: Int] = [:]

  /// How many pointers were not followed.
  private(set) var unfollowedCount: Int
  /// Whether an identifier that is not found may be in a file that was not read.
  private var isUncertain: Bool { corpora.contains(where: \.isIncomplete) }

  init(
    scan: GatheredPointers, file: String, library: PointerLibrary, manner: PointerCheck.Manner
  ) {
    self.scan = scan
    self.file = file
    self.library = library
    self.manner = manner
    unfollowedCount = scan.unkeptCount
    address = PointerLibrary.address(file)
    corpora = manner.isBrief && !scan.needsOthers ? [] : library.corpora(of: address)
    for pointer in scan.others where pointer.sort == .external {
      external[pointer.reference] = pointer.use
    }
  }

  /// How many pointers are wrong.
  var brokenCount: Int {
    found.reduce(0) { $0 + (Self.isBroken($1.what) ? $1.use.count : 0) }
  }

  private static func isBroken(_ what: What) -> Bool {
    switch what {
    case .said(let kind, _): kind.severity == .error
    case .undefined: true
    }
  }

  /// What there is to say, in the order of the document.
  mutating func diagnostics() -> [Diagnostic] {
    var ordered = found.enumerated().sorted {
      ($0.element.use.line, $0.element.use.column, $0.offset)
        < ($1.element.use.line, $1.element.use.column, $1.offset)
    }.map(\.element)
    if manner.isBrief { ordered.removeAll { !Self.isBroken($0.what) } }
    let rest = manner.isBrief ? ordered.count - PointerCheck.mostBriefly : 0
    if rest > 0 { ordered.removeLast(rest) }
    var diagnostics = ordered.map { diagnostic($0) }
    if corpora.isEmpty, included.isEmpty, scan.root == "TEI",
      let first = diagnostics.firstIndex(where: { $0.kind == .pointerUndefined })
    {
      diagnostics[first].notes.append(
        Diagnostic.Note(
          "if this file belongs to a corpus, give the corpus's file, too",
          at: SourceLocation(file: file)))
    }
    if rest > 0, !diagnostics.isEmpty {
      diagnostics[diagnostics.count - 1].notes.append(
        Diagnostic.Note(
          "\(rest) more of this file \(rest == 1 ? "is" : "are") not shown; --pointers shows all",
          at: SourceLocation(file: file)))
    }
    return diagnostics
  }

  private mutating func diagnostic(_ finding: Finding) -> Diagnostic {
    let (use, (kind, message)) = (finding.use, words(for: finding))
    let place = SourceLocation(file: file, line: Int(use.line), column: Int(use.column))
    var notes = finding.notes
    if use.count > 1 {
      notes.append(Diagnostic.Note("the same in \(use.count) places of this file", at: place))
    }
    return Diagnostic(manner.isBrief ? kind.asWarning : kind, message, at: place, notes: notes)
  }

  private mutating func words(for finding: Finding) -> (DiagnosticKind, String) {
    let use = finding.use
    switch finding.what {
    case .said(let kind, let message): return (kind, message)
    case .undefined(let prefix, let name, let names):
      let place = "'\(prefix)\(name)' in '\(use.attribute)' of '\(use.element)'"
      switch suggestion(for: name, among: names) {
      case .sameButForCase(let same):
        return (
          .pointerSpelling,
          "\(place) differs from the identifier '\(same)' in case; did you mean '\(prefix)\(same)'?"
        )
      case .sameButForComposition(let same):
        return (
          .pointerSpelling,
          "\(place) differs from the identifier '\(same)' in the composition of its letters; did you mean '\(prefix)\(same)'?"
        )
      case .near(let near):
        return (
          .pointerUndefined, "\(place) is no element's identifier; did you mean '\(prefix)\(near)'?"
        )
      case nil: return (.pointerUndefined, "\(place) is no element's identifier")
      }
    }
  }

  private mutating func suggestion(
    for name: String, among names: NameList?
  ) -> NameSuggestions.Suggestion? {
    if let names {
      var suggestions = NameSuggestions(names)
      return suggestions.suggestion(for: name)
    }
    if suggestions == nil {
      var names = scan.names
      for more in included { names.append(more.names) }
      for more in corpora { names.append(more.names) }
      suggestions = NameSuggestions(names)
    }
    return suggestions?.suggestion(for: name)
  }

  mutating func check() {
    checkInclusions()
    checkIdentifiers()
    for pointer in scan.pending where !isDefined(pointer.reference) {
      if isUncertain {
        unfollowedCount += pointer.use.count
      } else {
        undefined("#", pointer.reference, pointer.use)
      }
    }
    for pointer in scan.others where pointer.sort == .address { follow(pointer) }
    checkPrefixes()
    if manner.listsExternal {
      for (reference, use) in external {
        report(.pointerExternal, "'\(reference)' leads elsewhere and is not fetched", use)
      }
    }
    if scan.unkeptCount > 0 {
      let start = Use(attribute: "", element: "", line: 0, column: 0)
      report(
        .pointerLimit,
        "there are too many different pointers; \(scan.unkeptCount) of \(scan.count) were not followed",
        start)
    }
  }

  private mutating func report(
    _ kind: DiagnosticKind, _ message: String, _ use: Use, _ notes: [Diagnostic.Note] = []
  ) {
    found.append(Finding(use: use, what: .said(kind, message), notes: notes))
  }

  /// Notes that no element has the identifier `name`; with other names than those at hand, that is
  /// known of another file.
  private mutating func undefined(
    _ prefix: String, _ name: String, _ use: Use, among names: NameList? = nil
  ) {
    found.append(Finding(use: use, what: .undefined(prefix: prefix, name: name, names: names)))
  }

  // MARK: Identifiers

  private mutating func checkIdentifiers() {
    func use(_ clash: GatheredPointers.Clash) -> Use {
      Use(attribute: "", element: "", line: clash.line, column: clash.column)
    }
    func note(_ clash: GatheredPointers.Clash, _ file: String) -> Diagnostic.Note {
      Diagnostic.Note(
        "it stands first here", at: SourceLocation(file: file, line: Int(clash.earlier)))
    }
    for clash in scan.duplicates {
      report(
        .pointerDuplicate, "identifier '\(clash.name)' stands twice", use(clash),
        [note(clash, file)])
    }
    for (clash, other) in corpora.flatMap({ $0.clashes[address] ?? [] }) {
      report(
        .pointerDuplicate, "identifier '\(clash.name)' stands in another file of the corpus, too",
        use(clash), [note(clash, other)])
    }
    for clash in scan.similar {
      report(
        .pointerSimilar,
        "another identifier differs from '\(clash.name)' only in case or composition",
        use(clash), [note(clash, file)])
    }
  }

  private func isDefined(_ name: String) -> Bool {
    let key = NameKey.key(name)
    return scan.identifiers[key] != nil || corpora.contains { $0.identifiers[key] != nil }
      || included.contains { $0.identifiers[key] != nil }
  }

  // MARK: Files

  private mutating func checkInclusions() {
    for inclusion in scan.others where inclusion.sort == .inclusion {
      let use = inclusion.use
      guard
        let path = PointerLibrary.path(
          of: inclusion.reference, base: inclusion.base, from: address)
      else {
        external[inclusion.reference] = use
        continue
      }
      if !Input(named: path).exists {
        report(.pointerFile, "the file '\(inclusion.reference)' to be included is not there", use)
      } else if corpora.isEmpty, !manner.isBrief || scan.needsOthers {
        include(path)
      }
    }
  }

  /// Takes what a file defines for ours, and what it includes in turn.
  private mutating func include(_ path: String) {
    var pending = [path]
    var seen: Set<String> = [path]
    while let next = pending.popLast(), included.count < 256 {
      guard let scan = PointerLibrary.scan(next) else { continue }
      included.append(PointerLibrary.Definitions(scan))
      for inner in scan.others where inner.sort == .inclusion {
        if let path = PointerLibrary.path(of: inner.reference, base: inner.base, from: next),
          seen.insert(path).inserted
        {
          pending.append(path)
        }
      }
    }
  }

  /// Where a reference without a fragment leads, seen from a file: found out once for each.
  private mutating func destination(
    of reference: String, base: String = "", from file: String
  ) -> Destination {
    let key = "\(file)\u{0}\(base)\u{0}\(reference)"
    if let known = destinations[key] { return known }
    let path =
      reference.hasPrefix("//")
      ? nil : PointerLibrary.path(of: reference, base: base, from: file)
    let found = Destination(path: path, exists: path.map { Input(named: $0).exists } ?? false)
    destinations[key] = found
    return found
  }

  /// What is before the `#` of an address, and behind it.
  private static func parts(of address: String) -> (reference: String, fragment: String) {
    guard let hash = address.utf8.firstIndex(of: UInt8(ascii: "#")) else { return (address, "") }
    return (String(address[..<hash]), String(address[address.utf8.index(after: hash)...]))
  }

  /// Follows an address of a file, perhaps with `#id`.
  private mutating func follow(_ target: GatheredPointers.Pointer) {
    let use = target.use
    let (reference, fragment) = Self.parts(of: target.reference)
    let destination = destination(of: reference, base: target.base, from: address)
    guard let path = destination.path else {
      external[target.reference] = use
      return
    }
    // A document that comes through a pipe has no place from which a file could be looked for.
    if address.isEmpty, !reference.hasPrefix("/"), !isDefined(reference) { return }
    guard destination.exists else { return isMissing(target.reference, reference, use) }
    guard !fragment.isEmpty, !fragment.contains("("),
      let definitions = library.definitions(at: path)
    else { return }
    let name = LocalAddress.decoded(fragment)
    if definitions.identifiers[NameKey.key(name)] == nil {
      undefined(reference + "#", name, use, among: definitions.names)
    }
  }

  private mutating func isMissing(_ whole: String, _ reference: String, _ use: Use) {
    let place = "'\(whole)' in '\(use.attribute)' of '\(use.element)'"
    if whole == reference, isDefined(whole) {
      return report(.pointerHash, "\(place) names no file; did you mean '#\(whole)'?", use)
    }
    if use.isOfMedia {
      return report(.pointerMedia, "\(place) is not there", use)
    }
    let isBare = whole == reference && !whole.contains(".") && !whole.contains("/")
    if isBare {
      report(
        .pointerHash,
        "\(place) names no file; a pointer to an identifier is written '#\(whole)', but there is none",
        use)
    } else {
      report(.pointerFile, "\(place) names a file that is not there", use)
    }
  }

  // MARK: Prefixes

  private mutating func checkPrefixes() {
    var definitions: [String: [PrefixRule]] = [:]
    let own = scan.definitions.map { (file: address, $0) }
    for (file, definition) in own + corpora.flatMap(\.definitions) {
      do {
        definitions[definition.prefix, default: []].append(try PrefixRule(definition, file: file))
      } catch {
        definitions[definition.prefix, default: []] += []
        guard file == address else { continue }
        let start = GatheredPointers.Use(attribute: "", element: "", line: 0, column: 0)
        report(
          .pointerDefinition,
          "'\(definition.pattern)' in 'matchPattern' of the prefix '\(definition.prefix)' is no regular expression",
          start)
      }
    }
    var unknown: [String: GatheredPointers.Use] = [:]
    for prefixed in scan.others where prefixed.sort == .prefixed {
      let (pointer, use) = (prefixed.reference, prefixed.use)
      guard let colon = pointer.firstIndex(of: ":") else { continue }
      let prefix = String(pointer[..<colon])
      guard let count = definitions[prefix]?.count else {
        if let earlier = unknown[prefix] {
          let isFirst = (use.line, use.column) < (earlier.line, earlier.column)
          unknown[prefix] = isFirst ? use : earlier
          unknown[prefix]?.count = use.count + earlier.count
        } else {
          unknown[prefix] = use
        }
        continue
      }
      let rest = String(pointer[pointer.index(after: colon)...])
      var match: (target: String, file: String)?
      for index in 0..<count where match == nil {
        match = definitions[prefix]?[index].apply(to: rest)
      }
      guard let (target, file) = match else {
        if count > 0 {
          report(
            .pointerPattern,
            "'\(pointer)' in '\(use.attribute)' of '\(use.element)' matches no 'matchPattern' of the prefix '\(prefix)'",
            use)
        }
        continue
      }
      follow(target, of: pointer, definedIn: file, use)
    }
    for (prefix, use) in unknown {
      report(
        .pointerPrefix,
        "the prefix '\(prefix)' in '\(use.attribute)' of '\(use.element)' is not defined by a 'prefixDef'",
        use)
    }
  }

  /// Follows what a prefixed pointer stands for.
  private mutating func follow(
    _ target: String, of pointer: String, definedIn file: String, _ use: Use
  ) {
    if target.hasPrefix("#") {
      let name = LocalAddress.decoded(String(target.dropFirst()))
      if name.isEmpty || name.contains("(") || isDefined(name) { return }
      if isUncertain {
        unfollowedCount += use.count
      } else {
        report(
          .pointerUndefined,
          "'\(pointer)' in '\(use.attribute)' of '\(use.element)' stands for '\(target)', which is no element's identifier",
          use)
      }
      return
    }
    let (reference, fragment) = Self.parts(of: target)
    let destination = destination(of: reference, from: file)
    guard let path = destination.path else {
      external[target] = use
      return
    }
    guard destination.exists else { return isMissing(target, of: pointer, at: path, use) }
    guard !fragment.isEmpty, !fragment.contains("("),
      let definitions = library.definitions(at: path),
      definitions.identifiers[NameKey.key(LocalAddress.decoded(fragment))] == nil
    else { return }
    report(
      .pointerUndefined,
      "'\(pointer)' in '\(use.attribute)' of '\(use.element)' stands for '\(target)', which is no element's identifier",
      use)
  }

  /// Notes that a prefixed pointer leads to a file that is not there: once for each such file.
  private mutating func isMissing(
    _ target: String, of pointer: String, at path: String, _ use: Use
  ) {
    if let known = missing[path] {
      found[known].use.count += use.count
      return
    }
    missing[path] = found.count
    let message =
      "'\(pointer)' in '\(use.attribute)' of '\(use.element)' stands for '\(target)', a file that is not there"
    report(use.isOfMedia ? .pointerMedia : .pointerFile, message, use)
  }
}

extension GatheredPointers {
  /// Whether something may depend on other files: a pointer that leads nowhere, or a prefix.
  fileprivate var needsOthers: Bool {
    !pending.isEmpty || others.contains { $0.sort == .prefixed }
  }
}

extension GatheredPointers.Use {
  /// Whether it leads to what was transcribed or is shown, which may well be kept elsewhere.
  fileprivate var isOfMedia: Bool {
    attribute == "url" || attribute == "facs" || attribute == "source"
  }
}
