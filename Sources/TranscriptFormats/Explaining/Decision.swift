public import Diagnostics

/// What became of a part of a source, and why: of whole lines, or of a mark in a line.
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
  /// The mark that this is about, and not the whole of the lines.
  public var mark: DecidedMark?
  /// The name that looks like a label and was not taken for one, where this is about it.
  public var rejectedLabel: String?

  /// Creates a decision.
  public init(
    lines: LineRange, outcome: String, rule: String, reason: String, mark: DecidedMark? = nil,
    rejectedLabel: String? = nil
  ) {
    self.lines = lines
    self.outcome = outcome
    self.rule = rule
    self.reason = reason
    self.mark = mark
    self.rejectedLabel = rejectedLabel
  }
}

/// Something in brackets, or struck out: what it was taken for.
public struct DecidedMark: Hashable, Sendable {
  /// How it was recognised.
  public enum Ground: Hashable, Sendable {
    /// The conventions have its wording.
    case wording
    /// Its form tells: a sentence between parentheses, words in square brackets, words struck out.
    case form
    /// Not at all: it was left as the speaker's own words.
    case none
  }

  /// The bytes of the source's text.
  public var range: Range<Int>
  /// The line, counted from 1.
  public var line: Int
  /// The column, counted in Unicode scalars from 1.
  public var column: Int
  /// The mark as printed.
  public var printed: String
  /// Its words as conventions have them: in small letters, without brackets.
  public var phrase: String
  /// The classes of marks that it stands for, as conventions call them: `vocal laughter`.
  public var classes: [String]
  /// Whether the room does it.
  public var isByAudience: Bool
  /// Whether a rule of these words alone would say the same: it names no language and no duration.
  public var isPlain: Bool
  /// How it was recognised.
  public var ground: Ground
}
