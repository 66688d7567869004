import Corpus
import TEI
import Testing
import Transcripts

/// What is written while a document is read is what is written of the whole of it.
@Suite struct RelayTests {
  @Test(arguments: AnyDocument.all, [1, 3, 100])
  func writesWhatTheWriterWrites(_ document: AnyDocument, _ portion: Int) throws {
    let bytes = try document.bytes()
    if portion < 100, bytes.count > 200_000 { return }
    var written: [UInt8] = []
    let relayed = try TEIReader.relay(bytes, file: "f", portion: portion) { piece in
      piece.withUnsafeBufferPointer { written += $0 }
    }
    let read = try TEIReader.read(bytes, file: "f")
    let whole = TEIWriter.bytes(of: read.transcript, origins: read.origins)
    // A `TEI` without a `text` is found out to be one too late to write its root otherwise.
    let comparison = try DocumentComparison(of: whole, with: written, file: "f")
    #expect(comparison.isExact)
    #expect(relayed.document.diagnostics == read.diagnostics)
    #expect(relayed.document.transcript.header.source == read.transcript.header.source)
  }

  @Test(arguments: AnyDocument.all)
  func countsWhatIsInTheModel(_ document: AnyDocument) throws {
    let bytes = try document.bytes()
    let census = try TEIReader.relay(bytes, file: "f") { _ in }.census
    var count = Count()
    for text in try TEIReader.read(bytes, file: "f").transcript.texts { count.add(text, true) }
    #expect(census.typedElements == count.typed)
    #expect(census.opaqueElements.values.reduce(0, +) == count.opaque)
    #expect(census.typedCharacters == count.typedCharacters)
    #expect(census.opaqueCharacters == count.opaqueCharacters)
  }

  /// A walk over the model.
  private struct Count {
    var typed = 0
    var opaque = 0
    var typedCharacters = 0
    var opaqueCharacters = 0

    mutating func add(_ nodes: [Node], _ isTyped: Bool) {
      for node in nodes {
        switch node {
        case .text(let run), .cdata(let run):
          let characters = run.unicodeScalars.count { $0.value > 0x20 }
          if isTyped { typedCharacters += characters } else { opaqueCharacters += characters }
        case .entityReference:
          if isTyped { typedCharacters += 1 } else { opaqueCharacters += 1 }
        case .comment, .processingInstruction: break
        case .opaque(let element):
          opaque += 1
          add(element.content, false)
        default:
          typed += 1
          add(node.content, true)
        }
      }
    }
  }
}
