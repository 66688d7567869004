public import Diagnostics
public import Transcripts
import XMLCore

/// Writes transcripts as TEI.
///
/// The `text` element of the converter's own documents is written in canonical form, with its own
/// namespace declarations, so that the bytes from `<text ` to `</text>` are the Canonical XML of the
/// element as a document of its own. A document from elsewhere is written as it came.
public enum TEIWriter {
  /// The markup of some nodes of a text, as it stands in the document.
  package static func markup(of nodes: [Node], origins: Origins) -> String {
    var writer = TEIBodyWriter(form: .canonical, origins: origins)
    writer.write(nodes)
    return String(decoding: writer.take().joined(), as: UTF8.self)
  }

  /// The bytes of a whole document.
  public static func bytes(of transcript: Transcript, origins: Origins) -> [UInt8] {
    let pieces = pieces(of: transcript, origins: origins)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
    for piece in pieces { bytes += piece }
    return bytes
  }

  /// The bytes of a whole document, in pieces, in order.
  public static func pieces(of transcript: Transcript, origins: Origins) -> [[UInt8]] {
    if transcript.isForeign {
      var frame = TEIFrameWriter(
        transcript: transcript, body: TEIBodyWriter(form: .plain, origins: origins))
      return frame.document()
    }
    var writer = TEITextWriter(of: transcript, origins: origins)
    for node in transcript.content { writer.write(node) }
    return writer.finish(transcript)
  }
}

extension Transcript {
  /// Whether it came from a document that the converter did not write: it states no digests of what
  /// is written, and nothing of it has to be in canonical form.
  var isForeign: Bool {
    if let header = header.verbatim { return !header.statesDigests }
    return surroundings.map { !$0.hasHeader || $0.holdsRoot } ?? false
  }
}

/// What the header says of the text as it is written.
struct TEITextFacts: Hashable, Sendable {
  /// How often an element occurs.
  struct Count: Hashable, Sendable {
    let name: XMLName
    let occurrences: Int
  }

  /// The SHA-256 of the Canonical XML of `text`.
  let digest: String
  /// The elements inside `text`, itself included, by namespace and name.
  let counts: [Count]

  /// Creates facts; `counts` may come in any order, and those of one name add up.
  init(digest: String, counts: [Count]) {
    self.digest = digest
    let sorted = counts.sorted {
      ($0.name.namespace, $0.name.local) < ($1.name.namespace, $1.name.local)
    }
    var result: [Count] = []
    result.reserveCapacity(sorted.count)
    for count in sorted {
      if let last = result.last, last.name == count.name {
        result[result.count - 1] = Count(
          name: count.name, occurrences: last.occurrences + count.occurrences)
      } else {
        result.append(count)
      }
    }
    self.counts = result
  }
}
