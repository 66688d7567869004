import Diagnostics
import Transcripts

/// What the lines of a news story became.
struct StoryBody {
  /// Paragraphs, photographs, furniture, and the white space between them.
  var nodes: [Node] = []
  /// Those who are quoted, in the order of their first quotation.
  var participants: [Participant] = []
  /// Where paragraphs and photographs stood, by identifier.
  var origins: [(id: ElementID, lines: LineRange)] = []
  /// The place and date that the first paragraph begins with.
  var dateline: String?
  /// What each line became, and why.
  var decisions: [Decision] = []
}
