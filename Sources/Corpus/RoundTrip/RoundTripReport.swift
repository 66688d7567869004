package import Diagnostics

/// What survived of one file.
package struct RoundTripReport: Sendable {
  /// How much two documents agree (DESIGN §6).
  package enum Level: String, Hashable, Sendable, CaseIterable {
    /// The same bytes.
    case bytes
    /// The same Canonical XML, white space in element content set aside.
    case canonical
    /// The same characters in the same order, white space folded.
    case text
    /// The same transcript.
    case model
  }

  /// Whether something was shown.
  package enum Verdict: String, Hashable, Sendable {
    /// It holds.
    case holds
    /// It does not.
    case differs
    /// There is nothing to show it with.
    case unproven
  }

  /// One thing that was looked at.
  package struct Finding: Hashable, Sendable {
    /// What: `text`, `digest of the text`.
    package var subject: String
    /// The outcome.
    package var verdict: Verdict
  }

  /// What was looked at, in order.
  package private(set) var findings: [Finding] = []
  /// How much a TEI document agrees with what came back of it.
  package var comparison: DocumentComparison?
  /// How much of the document the model understands.
  package var fidelity: FidelityCensus?
  /// What became of the pointers of a TEI document, where they were followed.
  package var pointers: PointerCheck.Findings?
  /// How what came back is spelled differently, where that was asked for.
  package var setAside: [String] = []
  /// What came back, in pieces, where that was asked for.
  package var rewritten: [[UInt8]]?
  /// Where something differs, and how.
  package var diagnostics: [Diagnostic] = []

  /// Notes an outcome.
  package mutating func note(_ subject: String, _ verdict: Verdict) {
    findings.append(Finding(subject: subject, verdict: verdict))
  }

  /// Notes whether a level was reached.
  package mutating func note(_ level: Level, _ verdict: Verdict) {
    note(level.rawValue, verdict)
  }

  /// The outcome for one subject.
  package func verdict(on subject: String) -> Verdict? {
    findings.first { $0.subject == subject }?.verdict
  }

  /// Whether nothing was found to differ, and no error reported.
  package var isClean: Bool {
    findings.allSatisfy { $0.verdict != .differs }
      && diagnostics.allSatisfy { $0.severity != .error }
  }

  /// `text and model hold`; `text differs; canonical holds`.
  package var summary: String {
    let parts = [Verdict.differs, .holds, .unproven].compactMap { verdict -> String? in
      let subjects = findings.filter { $0.verdict == verdict }.map(\.subject)
      guard let last = subjects.last else { return nil }
      let list =
        subjects.count == 1
        ? last : subjects.dropLast().joined(separator: ", ") + " and \(last)"
      switch verdict {
      case .differs: return "\(list) differ\(subjects.count == 1 ? "s" : "")"
      case .holds: return "\(list) hold\(subjects.count == 1 ? "s" : "")"
      case .unproven: return "\(list) cannot be proven"
      }
    }
    return (parts + remarks).joined(separator: "; ")
  }

  private var remarks: [String] {
    var remarks: [String] = []
    if let summary = fidelity?.summary, !summary.isEmpty { remarks.append(summary) }
    if let names = fidelity?.opaqueNames, !names.isEmpty {
      let shown = names.prefix(Self.mostNames).map { "\($0.count) \($0.name)" }
      let rest = names.count - shown.count
      remarks.append(
        "kept as they are: " + shown.joined(separator: ", ")
          + (rest > 0 ? " and \(rest) more names" : ""))
    }
    if let pointers, pointers.count > 0 {
      remarks.append(
        PointerCheck.summary(
          of: pointers.count, broken: pointers.brokenCount, unfollowed: pointers.unfollowedCount))
    }
    if !setAside.isEmpty { remarks.append("set aside: " + setAside.joined(separator: ", ")) }
    return remarks
  }

  /// The most names that the line for people lists; programs get all of them.
  private static let mostNames = 12

  /// The strongest level that was reached; `nil` for none.
  var level: Level? {
    if let comparison { return comparison.level }
    return [.model, .text].first { verdict(on: $0.rawValue) == .holds }
  }

  /// The levels and what else was looked at.
  private var verdicts: [(name: String, value: JSONText)] {
    let other = findings.map { ($0.subject, JSONText.string($0.verdict.rawValue)) }
    guard let comparison else { return other }
    let levels: [(Level, Bool)] = [
      (.bytes, comparison.isSameBytes), (.canonical, comparison.isCanonical),
      (.text, comparison.isText), (.model, comparison.isModel),
    ]
    return levels.map { level, holds in
      // The text may have to agree with a source as well.
      let verdict = verdict(on: level.rawValue) ?? (holds ? .holds : .differs)
      return (level.rawValue, .string(verdict.rawValue))
    } + other.filter { name, _ in Level(rawValue: name) == nil }
  }

  /// The same for programs.
  package var facts: [(name: String, value: JSONText)] {
    [
      ("outcome", .string(isClean ? "kept" : "differs")),
      ("level", level.map { .string($0.rawValue) } ?? .null),
      ("levels", .object(verdicts)),
      ("typed", fidelity?.facts ?? .null),
      ("opaque", .object((fidelity?.opaqueNames ?? []).map { ($0.name, .integer($0.count)) })),
      ("pointers", pointers.map { .integer($0.count) } ?? .null),
      ("brokenPointers", pointers.map { .integer($0.brokenCount) } ?? .null),
      ("unfollowedPointers", pointers.map { .integer($0.unfollowedCount) } ?? .null),
      ("setAside", .array(setAside.map { .string($0) })),
    ]
  }
}
