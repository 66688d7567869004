import Diagnostics
import XMLCore

// What is done after an error, so that one mistake is one message.
extension MatcherRun {
  /// Where an element was that is not allowed.
  struct RecoveryKey: Hashable {
    var state: Int32
    var name: Int32
    var parent: Int32
  }

  /// What was said about it, and how it went on.
  struct Recovery {
    var kind: DiagnosticKind
    var message: String
    var opening: Int32
  }

  /// The same as ``recover(_:_:)``, which is called once only for the same mistake: a file may
  /// make it a million times.
  mutating func recoverAgain(_ tag: XMLStartTag, _ name: Symbol) -> Int32 {
    let key = RecoveryKey(state: state, name: tag.name.index, parent: frames.last?.name ?? -1)
    if let known = recoveries[key] {
      complain(known.kind, known.message, at: tag.position)
      return known.opening
    }
    let opening = recover(tag, name)
    if let said = diagnostics.last {
      if recoveries.count > 5000 { recoveries = [:] }
      recoveries[key] = Recovery(kind: said.kind, message: said.message, opening: opening)
    }
    return opening
  }

  /// An opening for an element that the state does not know: where it would stand if nothing before
  /// it were missing; else what the schema says about elements of its name anywhere; else -1.
  mutating func recover(_ tag: XMLStartTag, _ name: Symbol) -> Int32 {
    let pattern = automaton.states[Int(state)].pattern
    let early = automaton.derivatives.startTagOpenRecovery(of: pattern, name)
    reportElement(tag, name, pattern, isEarly: early != .notAllowed)
    if early != .notAllowed { return automaton.addOpening(early) }
    // A misspelt name is taken for the one that was meant, so that nothing seems to be missing.
    if let meant = likelyName(tag, pattern) {
      return automaton.addOpening(automaton.derivatives.startTagOpenDerivative(of: pattern, meant))
    }
    var sum = PatternID.notAllowed
    var count = 0
    for element in automaton.schema.elements
    where isSpelt(name, in: element.names) && count < Self.homonymLimit {
      count += 1
      let content = automaton.derivatives.table.content(of: element.number)
      let after = automaton.derivatives.table.after(content, pattern)
      sum = automaton.derivatives.table.choice(sum, after)
    }
    return sum == .notAllowed ? -1 : automaton.addOpening(sum)
  }

  /// How many elements of one name are tried at once.
  private static var homonymLimit: Int { 8 }

  /// Whether a class of names spells the name out; a wildcard says nothing about what is in it.
  private func isSpelt(_ name: Symbol, in names: NameClassID) -> Bool {
    automaton.schema.names.isFinite(names) && automaton.schema.names.contains(names, name)
  }

  /// The state after a start tag that lacks attributes, as though they were there.
  mutating func recoverMissingAttributes(_ tag: XMLStartTag, in state: Int32) -> Int32 {
    let pattern = automaton.states[Int(state)].pattern
    reportMissingAttributes(tag, pattern)
    let closed = automaton.derivatives.startTagCloseRecovery(of: pattern)
    return closed == .notAllowed ? state : automaton.state(of: closed)
  }

  /// The state after an end tag that came too early, as though the content were complete.
  mutating func recoverIncomplete(_ opening: Int32, at position: XMLPosition) -> Int32 {
    let pattern = automaton.states[Int(state)].pattern
    reportIncomplete(pattern, at: position)
    let slots = automaton.derivatives.endTagRecovery(of: pattern)
    let next = automaton.follow(slots, opening)
    return next >= 0 ? next : automaton.initial
  }
}
