import Diagnostics

/// Follows the pointers of one document.
struct PointerRun {
  private let scan: PointerScan
  private let file: String
  private let address: String
  private let library: PointerLibrary
  private let listsExternal: Bool
  private let corpora: [PointerLibrary.Corpus]
  /// What the document itself includes, where it is not the root of a corpus.
  private var included: [PointerLibrary.Definitions] = []
  private var names: [String]?
  private(set) var external: [String: PointerScan.Use] = [:]
  private var found: [(use: PointerScan.Use, Diagnostic)] = []

  init(scan: PointerScan, file: String, library: PointerLibrary, listsExternal: Bool) {
    self.scan = scan
    self.file = file
    self.library = library
    self.listsExternal = listsExternal
    address = PointerLibrary.address(file)
    corpora = library.corpora(of: address)
    external = scan.external
  }

  /// In the order of the document.
  var diagnostics: [Diagnostic] {
    var sorted = found.sorted {
      ($0.use.line, $0.use.column, $0.1.kind.code, $0.1.message)
        < ($1.use.line, $1.use.column, $1.1.kind.code, $1.1.message)
    }.map(\.1)
    if corpora.isEmpty, included.isEmpty, scan.root == "TEI",
      let first = sorted.firstIndex(where: { $0.kind == .pointerUndefined })
    {
      sorted[first].notes.append(
        Diagnostic.Note(
          "if this file belongs to a corpus, give the corpus's file, too",
          at: SourceLocation(file: file)))
    }
    return sorted
  }

  mutating func check() {
    checkInclusions()
    checkIdentifiers()
    for (name, use) in scan.pending { follow(name, use) }
    for (address, use) in scan.addresses { follow(address, use) }
    checkPrefixes()
    if listsExternal {
      for (reference, use) in external {
        report(.pointerExternal, "'\(reference)' leads elsewhere and is not fetched", use)
      }
    }
    if scan.isIncomplete {
      let start = PointerScan.Use(attribute: "", element: "", line: 0, column: 0)
      report(.pointerLimit, "there are too many different pointers to follow them all", start)
    }
  }

  private mutating func report(
    _ kind: DiagnosticKind, _ message: String, _ use: PointerScan.Use,
    _ notes: [Diagnostic.Note] = []
  ) {
    let place = SourceLocation(file: file, line: Int(use.line), column: Int(use.column))
    var notes = notes
    if use.count > 1 {
      notes.append(Diagnostic.Note("the same in \(use.count) places of this file", at: place))
    }
    found.append((use, Diagnostic(kind, message, at: place, notes: notes)))
  }

  // MARK: Identifiers

  private mutating func checkIdentifiers() {
    func use(_ clash: PointerScan.Clash) -> PointerScan.Use {
      PointerScan.Use(attribute: "", element: "", line: clash.line, column: clash.column)
    }
    func note(_ clash: PointerScan.Clash, _ file: String) -> Diagnostic.Note {
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
    let key = IdentifierIndex.key(name.utf8)
    return scan.identifiers[key] != nil || corpora.contains { $0.identifiers[key] != nil }
      || included.contains { $0.identifiers[key] != nil }
  }

  /// Follows `#name`.
  private mutating func follow(_ name: String, _ use: PointerScan.Use) {
    guard !isDefined(name) else { return }
    if names == nil {
      names = scan.names + included.flatMap(\.names) + corpora.flatMap(\.names)
    }
    undefined("#", name, use, among: names ?? [])
  }

  /// Says that no element has the identifier `name`, and which may have been meant.
  private mutating func undefined(
    _ prefix: String, _ name: String, _ use: PointerScan.Use, among names: [String]
  ) {
    let key = IdentifierIndex.looseKey(name)
    if let same = names.first(where: { IdentifierIndex.looseKey($0) == key }) {
      let difference =
        same.lowercased().utf8.elementsEqual(name.lowercased().utf8)
        ? "case" : "the composition of its letters"
      return report(
        .pointerSpelling,
        "'\(prefix)\(name)' in '\(use.attribute)' of '\(use.element)' differs from the identifier '\(same)' in \(difference); did you mean '\(prefix)\(same)'?",
        use)
    }
    let near = Spelling.nearest(to: name, in: names, limit: 1).first
    let hint = near.map { "; did you mean '\(prefix)\($0)'?" } ?? ""
    report(
      .pointerUndefined,
      "'\(prefix)\(name)' in '\(use.attribute)' of '\(use.element)' is no element's identifier\(hint)",
      use)
  }

  // MARK: Files

  private mutating func checkInclusions() {
    for (inclusion, use) in scan.includes {
      guard
        let path = PointerLibrary.path(
          of: inclusion.reference, base: inclusion.base, from: address)
      else {
        external[inclusion.reference] = use
        continue
      }
      if !Input(named: path).exists {
        report(.pointerFile, "the file '\(inclusion.reference)' to be included is not there", use)
      } else if corpora.isEmpty {
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
      included.append(
        PointerLibrary.Definitions(identifiers: scan.identifiers, names: scan.names))
      for inner in scan.includes.keys {
        if let path = PointerLibrary.path(of: inner.reference, base: inner.base, from: next),
          seen.insert(path).inserted
        {
          pending.append(path)
        }
      }
    }
  }

  /// Follows an address of a file, perhaps with `#id`.
  private mutating func follow(_ target: PointerScan.Address, _ use: PointerScan.Use) {
    let parts = target.reference.split(
      separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let (reference, fragment) = (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    guard
      let path = PointerLibrary.path(of: reference, base: target.base, from: address),
      !reference.hasPrefix("//")
    else {
      external[target.reference] = use
      return
    }
    // A document that comes through a pipe has no place from which a file could be looked for.
    if address.isEmpty, !reference.hasPrefix("/"), !isDefined(reference) { return }
    guard Input(named: path).exists else { return missing(target.reference, reference, use) }
    guard !fragment.isEmpty, !fragment.contains("("),
      let definitions = library.definitions(at: path)
    else { return }
    let name = LocalAddress.decoded(fragment)
    if definitions.identifiers[IdentifierIndex.key(name.utf8)] == nil {
      undefined(reference + "#", name, use, among: definitions.names)
    }
  }

  private mutating func missing(_ whole: String, _ reference: String, _ use: PointerScan.Use) {
    let place = "'\(whole)' in '\(use.attribute)' of '\(use.element)'"
    if whole == reference, isDefined(whole) {
      return report(.pointerHash, "\(place) names no file; did you mean '#\(whole)'?", use)
    }
    if use.attribute == "url" || use.attribute == "facs" {
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
        let start = PointerScan.Use(attribute: "", element: "", line: 0, column: 0)
        report(
          .pointerDefinition,
          "'\(definition.pattern)' in 'matchPattern' of the prefix '\(definition.prefix)' is no regular expression",
          start)
      }
    }
    var unknown: [String: PointerScan.Use] = [:]
    for (pointer, use) in scan.prefixed {
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
    _ target: String, of pointer: String, definedIn file: String, _ use: PointerScan.Use
  ) {
    if target.hasPrefix("#") {
      let name = LocalAddress.decoded(String(target.dropFirst()))
      if !name.isEmpty, !name.contains("("), !isDefined(name) {
        report(
          .pointerUndefined,
          "'\(pointer)' in '\(use.attribute)' of '\(use.element)' stands for '\(target)', which is no element's identifier",
          use)
      }
      return
    }
    guard let path = PointerLibrary.path(of: target, base: "", from: file) else {
      external[target] = use
      return
    }
    let parts = path.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard Input(named: String(parts[0])).exists || Input(named: path).exists else {
      return report(
        .pointerFile,
        "'\(pointer)' in '\(use.attribute)' of '\(use.element)' stands for '\(target)', a file that is not there",
        use)
    }
    guard parts.count == 2, !parts[1].contains("("),
      let definitions = library.definitions(at: String(parts[0])),
      definitions.identifiers[IdentifierIndex.key(LocalAddress.decoded(String(parts[1])).utf8)]
        == nil
    else { return }
    report(
      .pointerUndefined,
      "'\(pointer)' in '\(use.attribute)' of '\(use.element)' stands for '\(target)', which is no element's identifier",
      use)
  }
}
