package import Diagnostics
import TEI
package import TranscriptFormats

/// Reads files for a survey over all of them: nothing is written.
package struct SurveyStage: Sendable {
  private let conversion: Conversion
  /// What the files are read by.
  package let rules: SourceRules

  /// What came of one file, or why nothing did.
  package struct Outcome<Findings: Sendable>: Sendable {
    /// What was found.
    package var findings: Findings?
    /// What there is to say.
    package var diagnostics: [Diagnostic]
    /// What it means for the exit code.
    package var status: RunStatus
  }

  /// Creates a stage.
  package init(rules: SourceRules) throws(DiagnosticError) {
    self.rules = rules
    conversion = try Conversion(options: ReadingOptions(keepsDecisions: true), rules: rules)
  }

  /// A survey of conventions with nothing in it yet.
  package var conventionsSurvey: ConventionsSurvey {
    ConventionsSurvey(conventions: rules.conventions)
  }

  /// A survey of people with nothing in it yet.
  package var participantsSurvey: ParticipantsSurvey {
    ParticipantsSurvey(conventions: rules.conventions)
  }

  /// The people in a file: a transcript, or a TEI document.
  package func participants(in input: Input) -> Outcome<ParticipantsSurvey.FileFindings> {
    outcome(of: input) { () throws(DiagnosticError) in
      let bytes = try FileAccess.bytes(of: input)
      guard RoundTripStage.isTEI(bytes, input) else {
        let reading = try conversion.read(SourceDocument(name: input.name, bytes: bytes))
        return ParticipantsSurvey.FileFindings(
          reading.transcript, reading.origins, file: input.shown, isSource: true,
          conventions: rules.conventions)
      }
      do {
        let document = try TEIReader.read(bytes, file: input.shown)
        return ParticipantsSurvey.FileFindings(
          document.transcript, document.origins, file: input.shown, isSource: false,
          conventions: rules.conventions)
      } catch {
        throw error as? DiagnosticError
          ?? DiagnosticError(
            .inputUnreadable, "could not be read: \(error)", at: SourceLocation(file: input.shown))
      }
    }
  }

  /// Adds the people of one file to a survey.
  package func add(
    _ findings: ParticipantsSurvey.FileFindings, to survey: inout ParticipantsSurvey
  ) {
    survey.add(findings)
  }

  /// The table of a survey of people.
  package func text(of survey: ParticipantsSurvey, asJSON: Bool) -> String {
    asJSON ? survey.jsonLines : survey.csv
  }

  /// What the conventions find in a file.
  package func conventions(
    in input: Input
  ) -> Outcome<ConventionsSurvey.FileFindings> {
    outcome(of: input) { () throws(DiagnosticError) in
      ConventionsSurvey.FileFindings(
        try read(input), file: input.shown, conventions: rules.conventions)
    }
  }

  private func read(_ input: Input) throws(DiagnosticError) -> Reading {
    try conversion.read(ConversionStage.source(input))
  }

  private func outcome<Findings>(
    of input: Input, _ find: () throws(DiagnosticError) -> Findings
  ) -> Outcome<Findings> {
    do throws(DiagnosticError) {
      return Outcome(findings: try find(), diagnostics: [], status: .clean)
    } catch {
      return Outcome(
        findings: nil, diagnostics: [error.diagnostic.shown(as: input)],
        status: RunStatus(of: error, isNamed: input.isNamed))
    }
  }
}
