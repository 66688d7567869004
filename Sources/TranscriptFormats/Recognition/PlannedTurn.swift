import Diagnostics
import Transcripts

/// A turn that has been taken apart, and whose speaker has been found.
///
/// A class, since it is handed on from thread to thread and has much to copy.
final class PlannedTurn: Sendable {
  let plan: TurnPlan
  /// The label as printed.
  let label: Range<Int>
  /// A number that labels of the same name have in common.
  let name: Int
  /// The index of the label's line.
  let line: Int
  let identifiers: TurnIdentifiers
  /// A pointer to the participant whose words they are.
  let speaker: Pointers
  /// What the participant does in the conversation.
  let role: Participant.Role
  /// How sure it is whose words they are, where that was inferred.
  let certainty: Certainty?
  /// The utterance that says the same.
  let corresponding: ElementID?
  /// Whether the label says that all of it is an interpreter's.
  let isByInterpreter: Bool
  /// A pointer to who renders what is interpreted; `nil` where nothing is.
  let interpreter: Pointers?
  /// When it began, where the label has a time code.
  let start: Pointers?

  init(
    plan: TurnPlan, label: LabelCandidate, line: Int, identifiers: TurnIdentifiers,
    found: FoundSpeaker, speaker: Pointers, interpreter: Pointers?, start: Pointers?
  ) {
    self.plan = plan
    self.label = label.label
    name = label.facts
    self.line = line
    self.identifiers = identifiers
    self.speaker = speaker
    role = found.role
    certainty = found.certainty
    corresponding = found.corresponding
    isByInterpreter = found.interpreter != nil
    self.interpreter = interpreter
    self.start = start
  }
}
