import Diagnostics
import XMLCore

// Messages: what was found, where, and what would be right.
extension MatcherRun {
  /// How many names a message lists.
  private static var listLimit: Int { 5 }

  private var expectations: Expectations {
    Expectations(table: automaton.derivatives.table, names: automaton.schema.names)
  }

  private var parentPhrase: String {
    frames.last.map { "in '\(qualified($0.name))'" } ?? "as the root of the document"
  }

  private func qualified(_ name: Int32) -> String {
    names[XMLNameTable.ID(index: name)].qualified
  }

  mutating func reportElement(
    _ tag: XMLStartTag, _ name: Symbol, _ pattern: PatternID, isEarly: Bool
  ) {
    let written = names[tag.name].qualified
    let own = names[tag.name].name
    let isKnown = automaton.schema.names.alphabet.name(of: name) != nil && isElement(name)
    let expected = expectations.elements(of: pattern)
    if isEarly {
      let needed = expectations.neededElements(of: pattern)
      complain(
        .elementNotAllowed,
        "element '\(written)' comes too early \(parentPhrase)\(list("; first", needed, near: nil))",
        at: tag.position)
      return
    }
    if !isKnown {
      let all = automaton.schema.elements.flatMap { automaton.schema.names.names(in: $0.names) }
      let near = nearest(own.local, expected) + nearest(own.local, all)
      var hint = near.first.map { "; did you mean '\(display($0))'?" } ?? ""
      if hint.isEmpty { hint = list("; expected", expected, near: own.local) }
      if let other = namespaceHint(own, all) { hint = other }
      complain(
        .elementUnknown, "the schema knows no element '\(written)', found \(parentPhrase)\(hint)",
        at: tag.position)
      return
    }
    var hint = list("; expected", expected, near: own.local)
    if expected.isEmpty {
      hint =
        expectations.allowsText(pattern)
        ? "; only text may stand here"
        : frames.isEmpty ? "" : "; nothing more may stand here"
    }
    complain(
      .elementNotAllowed, "element '\(written)' is not allowed here \(parentPhrase)\(hint)",
      at: tag.position)
  }

  /// The expected element that an unknown name is nearest to, if one is near.
  func likelyName(_ tag: XMLStartTag, _ pattern: PatternID) -> Symbol? {
    let own = names[tag.name].name
    if isElement(automaton.schema.names.alphabet.symbol(of: own)) { return nil }
    let expected = expectations.elements(of: pattern)
    return nearest(own.local, expected).first {
      automaton.schema.names.alphabet.name(of: $0)?.namespace == own.namespace
    }
  }

  private func isElement(_ symbol: Symbol) -> Bool {
    automaton.schema.elements.contains {
      automaton.schema.names.isFinite($0.names) && automaton.schema.names.contains($0.names, symbol)
    }
  }

  /// What to say where only the namespace is wrong.
  private func namespaceHint(_ name: XMLName, _ symbols: [Symbol]) -> String? {
    for symbol in symbols {
      guard let known = automaton.schema.names.alphabet.name(of: symbol), known.local == name.local,
        known.namespace != name.namespace
      else { continue }
      let wanted = known.namespace.isEmpty ? "no namespace" : "the namespace '\(known.namespace)'"
      let found = name.namespace.isEmpty ? "none" : "'\(name.namespace)'"
      return "; '\(name.local)' should be in \(wanted), not in \(found)"
    }
    return nil
  }

  mutating func reportAttribute(_ index: Int, of tag: XMLStartTag, in state: Int32) {
    let entry = names[tag.attributeName(at: index)]
    let known = expectations.attributes(of: automaton.states[Int(state)].pattern)
    let near = nearest(entry.name.local, known)
    let hint =
      near.isEmpty
      ? list("; allowed", known, near: entry.name.local)
      : list("; did you mean", near, near: nil, suffix: "?")
    complain(
      .attributeNotAllowed,
      "attribute '\(entry.qualified)' is not allowed on '\(names[tag.name].qualified)'\(hint)",
      at: tag.position)
  }

  mutating func reportValue(_ index: Int, of tag: XMLStartTag, _ values: [PatternID]) {
    let entry = names[tag.attributeName(at: index)]
    let bytes = tag.attributes[index].value
    complain(
      .attributeValue,
      "value '\(Self.excerpt(Array(bytes)))' of attribute '\(entry.qualified)' on "
        + "'\(names[tag.name].qualified)' is not allowed\(valueHint(values, Array(bytes)))",
      at: tag.position)
  }

  mutating func reportMissingAttributes(_ tag: XMLStartTag, _ pattern: PatternID) {
    let missing = expectations.missingAttributes(of: pattern).prefix(Self.listLimit)
    let list = missing.map { "'\(display($0))'" }.joined(separator: ", ")
    let what = missing.isEmpty ? "an attribute" : missing.count == 1 ? "attribute" : "attributes"
    complain(
      .attributeMissing,
      "'\(names[tag.name].qualified)' lacks the \(missing.isEmpty ? "right attributes" : "\(what) \(list)")",
      at: tag.position)
  }

  mutating func reportText(at position: XMLPosition) {
    let pattern = automaton.states[Int(state)].pattern
    let expected = expectations.elements(of: pattern)
    let hint =
      expected.isEmpty
      ? frames.isEmpty
        ? "" : "; '\(frames.last.map { qualified($0.name) } ?? "")' must be empty here"
      : list("; expected", expected, near: nil)
    complain(
      .textNotAllowed,
      "text '\(Self.excerpt(forbiddenText))' is not allowed \(parentPhrase)\(hint)",
      at: position)
  }

  /// Reports simple content that is not right; `false` where text is not what is amiss.
  mutating func reportContent(_ bytes: [UInt8], _ pattern: PatternID, at position: XMLPosition)
    -> Bool
  {
    let leaves = automaton.derivatives.dataLeaves(of: pattern)
    guard let frame = frames.last, !leaves.isEmpty else { return false }
    complain(
      .contentValue,
      "'\(Self.excerpt(bytes))' is not allowed as the content of '\(qualified(frame.name))'"
        + valueHint(leaves, bytes),
      at: position)
    return true
  }

  mutating func reportIncomplete(_ pattern: PatternID, at position: XMLPosition) {
    guard let frame = frames.last else { return }
    let needed = expectations.neededElements(of: pattern)
    let hint =
      needed.isEmpty
      ? "" : "; it needs " + phrase(needed, near: nil)
    complain(
      .elementMissing, "'\(qualified(frame.name))' ends before it is complete\(hint)", at: position)
  }

  // MARK: Lists

  private func display(_ symbol: Symbol) -> String {
    guard let name = automaton.schema.names.alphabet.name(of: symbol) else { return "*" }
    if name.namespace == XMLName.xmlNamespace { return "xml:\(name.local)" }
    return name.local
  }

  private func nearest(_ word: String, _ symbols: [Symbol]) -> [Symbol] {
    var byName: [String: Symbol] = [:]
    for symbol in symbols {
      if let name = automaton.schema.names.alphabet.name(of: symbol) { byName[name.local] = symbol }
    }
    return Spelling.nearest(to: word, in: Array(byName.keys), limit: Self.listLimit)
      .compactMap { byName[$0] }
  }

  private func list(_ lead: String, _ symbols: [Symbol], near: String?, suffix: String = "")
    -> String
  {
    symbols.isEmpty ? "" : "\(lead) \(phrase(symbols, near: near))\(suffix)"
  }

  /// At most five names: those spelt like `near` first, then those that come first.
  private func phrase(_ symbols: [Symbol], near: String?) -> String {
    var ordered = near.map { nearest($0, symbols) } ?? []
    ordered += symbols.filter { !ordered.contains($0) }
    let shown = ordered.prefix(Self.listLimit).map { "'\(display($0))'" }
    let more = ordered.count > shown.count ? ", …" : ""
    if shown.count > 1, more.isEmpty {
      return shown.dropLast().joined(separator: ", ") + " or " + (shown.last ?? "")
    }
    return shown.joined(separator: ", ") + more
  }

  /// What values would be right.
  private func valueHint(_ patterns: [PatternID], _ bytes: [UInt8]) -> String {
    let table = automaton.derivatives.table
    var texts: [String] = []
    var types: [String] = []
    var pending = Array(patterns.reversed())
    var visited: Set<PatternID> = []
    while let next = pending.popLast() {
      guard visited.insert(next).inserted else { continue }
      switch table[next] {
      case .value(let number): texts.append(automaton.schema.values[Int(number)].text)
      case .data(let number), .dataExcept(let number, _):
        let type = automaton.schema.datatypes[Int(number)].description
        if !types.contains(type) { types.append(type) }
      case .choice(let first, let second), .group(let first, let second),
        .interleave(let first, let second):
        pending.append(second)
        pending.append(first)
      case .oneOrMore(let content), .list(let content), .after(let content, _):
        pending.append(content)
      default: break
      }
    }
    var ordered = Spelling.nearest(
      to: String(decoding: bytes.prefix(100), as: UTF8.self), in: texts, limit: Self.listLimit)
    ordered += texts.filter { !ordered.contains($0) }
    let shown = types.prefix(2).map { "a value of \($0)" } + ordered.map { "'\($0)'" }
    if shown.isEmpty { return "" }
    return "; expected " + shown.prefix(Self.listLimit).joined(separator: ", ")
      + (shown.count > Self.listLimit ? ", …" : "")
  }

  /// The beginning of a text that would make a message too long.
  static func excerpt(_ bytes: [UInt8]) -> String {
    let text = String(decoding: WhiteSpace.collapsed(bytes.span), as: UTF8.self)
    let short = text.unicodeScalars.prefix(60)
    return short.count < text.unicodeScalars.count
      ? String(String.UnicodeScalarView(short)) + "…" : text
  }
}
