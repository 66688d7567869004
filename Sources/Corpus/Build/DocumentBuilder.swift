package import Diagnostics
import RelaxNG
import SystemPackage
import TEI
import TranscriptFormats
import Transcripts
import XMLCore

/// Builds documents of a corpus: converts, validates and proves each in memory, and writes it beside
/// its place.
///
/// Nothing comes into a corpus that is not valid, or that does not hold all of its source.
struct DocumentBuilder: Sendable {
  /// A document to be built.
  struct Task: Sendable {
    var id: Int64
    var input: Input
    var identifier: String
    /// Whether it was never tried before.
    var isFirst: Bool
  }

  /// What came of it.
  struct Result: Sendable {
    var task: Task
    /// What the catalogue is to say; `nil` for one that was not begun.
    var record: DocumentRecord?
    /// The file, beside its place.
    var file: StagedFile?
  }

  let output: FilePath
  let recipe: String
  let conversion: Conversion
  let schema: RelaxNGSchema
  let people: SharedPeople

  /// What one document teaches for the next.
  final class Worker {
    let automaton: RelaxNGAutomaton
    let memory = TEIReaderMemory()

    /// Creates a worker who knows nothing yet.
    init(_ schema: RelaxNGSchema) {
      automaton = RelaxNGAutomaton(schema: schema)
    }
  }

  /// Builds one document, with what the worker has learned from others.
  func build(_ task: Task, _ worker: Worker) -> Result {
    var digest: String?
    var diagnostics: [Diagnostic] = []
    do throws(DiagnosticError) {
      let bytes = try FileAccess.bytes(of: task.input)
      let source = SourceDocument(
        name: task.input.name, bytes: bytes, identifier: task.identifier)
      digest = Digest.sha256Hex(bytes)
      var reading = try conversion.read(source, digest: digest)
      diagnostics = reading.diagnostics
      people.connect(&reading.transcript, output: task.input.outputName)
      let tei = TEIWriter.bytes(of: reading.transcript, origins: reading.origins)
      try prove(tei, reading, task.input.name, worker)

      let written = DocumentRecord.Written(
        recipe: recipe, sourceDigest: digest ?? "", sourceBytes: bytes.count,
        teiDigest: Digest.sha256Hex(tei), teiBytes: tei.count,
        textDigest: reading.transcript.header.source?.textDigest ?? "",
        facts: FactCollector.facts(of: reading.transcript, origins: reading.origins))
      let file = try stage(tei, task.input)
      return Result(
        task: task,
        record: DocumentRecord(
          id: task.id, isFirst: task.isFirst, outcome: .written(written), diagnostics: diagnostics),
        file: file)
    } catch {
      let kind = error.diagnostic.kind
      // What is wrong with the bytes stays wrong; what is wrong with the disk may not.
      let isFinal = kind != .outputUnwritable && kind != .outputOutside && kind != .outputIsInput
      return Result(
        task: task,
        record: DocumentRecord(
          id: task.id, isFirst: task.isFirst,
          outcome: .failed(recipe: recipe, sourceDigest: isFinal ? digest : nil),
          diagnostics: diagnostics + [error.diagnostic]))
    }
  }

  private func stage(_ tei: [UInt8], _ input: Input) throws(DiagnosticError) -> StagedFile {
    let (place, shown) = try AtomicFile.place(of: input.outputName, from: input, under: output)
    return try StagedFile([tei], for: place, shown: shown)
  }

  /// Shows in one parse that the document is valid, that its text is the source's, and that the
  /// transcript read back is the one that was written.
  private func prove(
    _ tei: [UInt8], _ reading: Reading, _ file: String, _ worker: Worker
  ) throws(DiagnosticError) {
    var findings: [Diagnostic] = []
    var matcher: RelaxNGMatcher?
    let back: TEIDocument
    do {
      back = try TEIReader.read(
        tei, file: file, sealing: .always, memory: worker.memory
      ) { reader in
        let validating = RelaxNGMatcher(
          automaton: worker.automaton, names: reader.names, file: file
        ) { findings.append($0) }
        matcher = validating
        return validating
      }
    } catch {
      throw error as? DiagnosticError
        ?? DiagnosticError(
          .roundTripFailed, "could not be compared: \(error)", at: SourceLocation(file: file))
    }
    let location = SourceLocation(file: file)
    guard matcher?.isValid == true, findings.allSatisfy({ $0.severity != .error }) else {
      throw DiagnosticError(
        Diagnostic(
          .corpusInvalid, "what was written is not valid; nothing was put in the corpus",
          at: location,
          notes: findings.prefix(5).map { Diagnostic.Note($0.message, at: $0.location) }))
    }
    let seals = back.seals
    guard seals.text == reading.transcript.header.source?.textDigest,
      seals.statedSourceText == seals.text, seals.statedCanonicalText == seals.canonicalText
    else {
      throw DiagnosticError(
        .roundTripTextDiffers, "the text that was read back is not the source's", at: location)
    }
    let difference = TranscriptDifference(
      betweenNormalised: reading.transcript, and: back.transcript)
    guard difference == nil, back.origins == reading.origins else {
      throw DiagnosticError(
        .roundTripModelDiffers,
        "the transcript that was read back is not the one that was written"
          + (difference.map { "; \($0)" } ?? ""), at: location)
    }
  }
}

extension DiagnosticKind {
  /// A document that the converter wrote and the schema does not allow.
  package static let corpusInvalid = DiagnosticKind(
    "corpus-invalid", .error,
    meaning:
      "Before a document is put in a corpus, it is checked against the schema. This one does "
      + "not fit, so it was left out. This is a fault of Rapporteur: please report it with the "
      + "source.")
}
