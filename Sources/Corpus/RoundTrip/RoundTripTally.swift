package import Diagnostics

/// What the proofs of many files come to.
package struct RoundTripTally: Hashable, Sendable {
  /// The files that reached each level, by its name; `none` for those that reached no level.
  private var levels: [String: Int] = [:]
  /// How much of the texts the model understands.
  private var fidelity = FidelityCensus()
  /// How many pointers there are.
  private var pointers = 0
  /// How many of them are wrong.
  private var brokenPointers = 0
  /// How many were not followed.
  private var unfollowedPointers = 0

  /// Creates a tally of nothing.
  package init() {}

  /// Creates the tally of one file.
  init(
    level: RoundTripReport.Level?, fidelity: FidelityCensus?, pointers: PointerCheck.Findings? = nil
  ) {
    levels[level?.rawValue ?? "none"] = 1
    if let fidelity { self.fidelity = fidelity }
    if let pointers {
      self.pointers = pointers.count
      brokenPointers = pointers.brokenCount
      unfollowedPointers = pointers.unfollowedCount
    }
  }

  /// Adds another tally.
  package mutating func add(_ other: RoundTripTally) {
    levels.merge(other.levels) { $0 + $1 }
    fidelity.add(other.fidelity)
    pointers += other.pointers
    brokenPointers += other.brokenPointers
    unfollowedPointers += other.unfollowedPointers
  }

  /// The levels with their numbers, the strongest first.
  private var counts: [(name: String, count: Int)] {
    (RoundTripReport.Level.allCases.map(\.rawValue) + ["none"])
      .compactMap { name in levels[name].map { (name, $0) } }
  }

  /// `3 bytes, 9 canonical; 98.4 % of 1234 elements and 99.9 % of 5678 characters typed`.
  package var summary: String {
    let parts = [
      counts.map { "\($0.count) \($0.name)" }.joined(separator: ", "), fidelity.summary,
      pointers == 0
        ? ""
        : PointerCheck.summary(
          of: pointers, broken: brokenPointers, unfollowed: unfollowedPointers),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// The same for programs, for so many files.
  package func facts(files: Int, clean: Int) -> JSONText {
    .object([
      ("files", .integer(files)), ("kept", .integer(clean)),
      ("levels", .object(counts.map { ($0.name, .integer($0.count)) })),
      ("typed", fidelity.facts),
      (
        "opaque",
        .object(fidelity.opaqueNames.map { ($0.name, .integer($0.count)) })
      ),
      ("pointers", .integer(pointers)), ("brokenPointers", .integer(brokenPointers)),
      ("unfollowedPointers", .integer(unfollowedPointers)),
    ])
  }
}

extension RoundTripReport {
  /// What the file adds to the totals.
  var tally: RoundTripTally { RoundTripTally(level: level, fidelity: fidelity, pointers: pointers) }
}
