package import Diagnostics
import SystemPackage
package import TranscriptFormats
import Transcripts

/// Converts files: bytes in, one document out, one line about it.
package struct ConversionStage: Sendable {
  /// The folder for the documents; `nil` where they go to standard output.
  package let output: String?
  private let conversion: Conversion

  /// Creates a stage that writes below `output`.
  ///
  /// - Parameters:
  ///   - language: The language of the sources, a BCP 47 tag; `nil` to let the conventions decide.
  ///   - settings: What the sources do not tell themselves.
  ///   - licence: The name of the licence that the documents state.
  package init(
    output: String? = nil, language: String? = nil, settings: SourceSettings = SourceSettings(),
    licence: String? = nil, licenceURI: String? = nil, rules: SourceRules? = nil
  ) throws(DiagnosticError) {
    self.output = output
    let licence = licence.map { Licence(target: licenceURI, name: $0) }
    conversion = try Conversion(
      options: ReadingOptions(
        language: language, format: settings.format, encoding: settings.encoding, licence: licence),
      rules: rules)
  }

  /// The bytes of an input as a document to be read.
  package static func source(_ input: Input) throws(DiagnosticError) -> SourceDocument {
    SourceDocument(name: input.name, bytes: try FileAccess.bytes(of: input))
  }

  /// The text of a source as a reader sees it.
  package func text(of input: Input) throws(DiagnosticError) -> [UInt8] {
    do throws(DiagnosticError) {
      return try conversion.text(of: Self.source(input)).utf8
    } catch {
      throw DiagnosticError(error.diagnostic.shown(as: input))
    }
  }

  /// Converts one file.
  package func run(_ input: Input) -> FileOutcome {
    var diagnostics: [Diagnostic] = []
    do throws(DiagnosticError) {
      let source = try Self.source(input)
      let result: Conversion.Result
      do throws(DiagnosticError) {
        result = try conversion.convert(source)
      } catch {
        throw DiagnosticError(error.diagnostic.shown(as: input))
      }
      diagnostics = result.diagnostics.map { $0.shown(as: input) }
      guard let output else {
        return outcome(of: result, for: input, diagnostics, document: result.pieces)
      }
      let (place, shown) = try AtomicFile.place(
        of: input.outputName, from: input, under: FilePath(output))
      try AtomicFile.write(result.pieces, to: place, shown: shown)
      return outcome(of: result, for: input, diagnostics, written: shown)
    } catch {
      return FileOutcome(
        file: input.shown, failed: "not converted", error, alongside: diagnostics,
        isNamed: input.isNamed)
    }
  }

  private func outcome(
    of result: Conversion.Result, for input: Input, _ diagnostics: [Diagnostic],
    written path: String? = nil, document: [[UInt8]]? = nil
  ) -> FileOutcome {
    let census = result.census
    let facts: [(name: String, value: JSONText)] = [
      ("outcome", .string("converted")), ("output", path.map(JSONText.string) ?? .null),
    ]
    return FileOutcome(
      file: input.shown, summary: census.summary + (path.map { " -> \($0)" } ?? ""),
      facts: facts + census.facts, diagnostics: diagnostics, document: document)
  }

  /// What was found, without the inputs whose output would be that of one before them.
  package func withoutCollisions(_ found: SourceDiscovery.Result) -> SourceDiscovery.Result {
    output == nil ? found : found.withoutCollisions(of: \.outputName, "not converted")
  }
}

extension RoundTripStage {
  /// What was found, without the inputs whose output would be that of one before them.
  package func withoutCollisions(_ found: SourceDiscovery.Result) -> SourceDiscovery.Result {
    output == nil ? found : found.withoutCollisions(of: \.name, "not compared")
  }
}

extension SourceDiscovery.Result {
  /// The same without the inputs whose output, as `name` names it, would be that of one before them;
  /// of them it is said that they are `skipped`.
  func withoutCollisions(
    of name: KeyPath<Input, String>, _ skipped: String
  ) -> SourceDiscovery.Result {
    var result = self
    var owners: [FilePath: Input] = [:]
    result.inputs = []
    for input in inputs {
      let output = FilePath(input[keyPath: name])
      guard let owner = owners[output] else {
        owners[output] = input
        result.inputs.append(input)
        continue
      }
      if owner == input || owner.isSameFile(as: input) { continue }
      result.status.include(.findings)
      result.diagnostics.append(
        Diagnostic(
          .outputCollision,
          "\(skipped): its output '\(output)' is that of '\(owner.shown)'; "
            + "use two output folders, or name the folder that holds both",
          at: SourceLocation(file: input.shown)))
    }
    return result
  }
}

extension Input {
  /// Whether both are the same file on the disk.
  func isSameFile(as other: Input) -> Bool {
    guard let path, let otherPath = other.path, let one = try? FileAccess.look(at: path),
      let another = try? FileAccess.look(at: otherPath)
    else { return false }
    return one.identity == another.identity
  }
}

extension Diagnostic {
  /// The diagnostic with the file called as the user did.
  func shown(as input: Input) -> Diagnostic {
    var result = self
    if result.location.file == input.name { result.location.file = input.shown }
    for index in result.notes.indices where result.notes[index].location.file == input.name {
      result.notes[index].location.file = input.shown
    }
    return result
  }
}

extension DiagnosticKind {
  /// Two inputs with one output.
  package static let outputCollision = DiagnosticKind(
    "output-collision", .error,
    meaning: "Two inputs would be written to the same output. The first is converted; the other is "
      + "not, since nothing is silently replaced.",
    example: "rapporteur convert a/speech.txt b/speech.txt -o out")
  /// An output that is its own source.
  package static let outputIsInput = DiagnosticKind(
    "output-is-input", .error,
    meaning: "The output would replace the file that it is made from.")
}
