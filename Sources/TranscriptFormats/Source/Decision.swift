public import Diagnostics

/// What became of some lines of a source, and why.
public struct Decision: Hashable, Sendable {
  /// The lines of the file.
  public var lines: LineRange
  /// Where it begins in the text that a reader sees.
  public var offset = 0
  /// What they became: `turn of esper`, `furniture`, `photograph`.
  public var outcome: String
  /// The rule that decided, as the conventions file or the documentation names it.
  public var rule: String
  /// Why it applied, in words.
  public var reason: String

  /// Creates a decision.
  public init(lines: LineRange, outcome: String, rule: String, reason: String) {
    self.lines = lines
    self.outcome = outcome
    self.rule = rule
    self.reason = reason
  }
}
