package import Diagnostics

/// What survived of one file.
package struct RoundTripReport: Sendable {
  /// How much two documents agree (DESIGN §6).
  package enum Level: String, Hashable, Sendable, CaseIterable {
    /// The same bytes.
    case bytes
    /// The same Canonical XML of the `text` element.
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
  /// The elements that the model does not know and keeps as they are, with their numbers.
  package var opaque: [(name: String, count: Int)] = []
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
    let kept = opaque.map { "\($0.count) \($0.name)" }.joined(separator: ", ")
    return parts.joined(separator: "; ") + (kept.isEmpty ? "" : "; kept as they are: \(kept)")
  }

  /// The same for programs.
  package var facts: [(name: String, value: JSONText)] {
    [
      ("outcome", .string(isClean ? "kept" : "differs")),
      ("levels", .object(findings.map { ($0.subject, .string($0.verdict.rawValue)) })),
      ("opaque", .object(opaque.map { ($0.name, .integer($0.count)) })),
    ]
  }
}
