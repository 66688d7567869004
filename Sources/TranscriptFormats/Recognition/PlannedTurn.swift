import Diagnostics
import Transcripts

/// A turn that has been taken apart, and whose speaker has been found.
struct PlannedTurn: Sendable {
  let draft: TurnDraft
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
    _ draft: TurnDraft, found: FoundSpeaker, speaker: Pointers, interpreter: Pointers?,
    start: Pointers?
  ) {
    self.draft = draft
    self.speaker = speaker
    role = found.role
    certainty = found.certainty
    corresponding = found.corresponding
    isByInterpreter = found.interpreter != nil
    self.interpreter = interpreter
    self.start = start
  }

  /// What follows the label, in order.
  var plan: TurnPlan { draft.plan }

  /// The label as printed; empty where it is not.
  var label: Range<Int> { draft.label.label }
}
