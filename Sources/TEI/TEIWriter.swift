public import Diagnostics
public import Transcripts
import XMLCore

/// Writes transcripts as TEI.
///
/// The `text` element is written in canonical form, with its own namespace declarations, so that the
/// bytes from `<text ` to `</text>` are the Canonical XML of the element as a document of its own.
public enum TEIWriter {
  /// The bytes of a whole document, in pieces, in order.
  ///
  /// The text is held in memory until its digest is known, since the header comes first; it is never
  /// held twice, and of a transcript that nobody else holds, what has been written is let go of.
  public static func pieces(
    of transcript: consuming Transcript, origins: Origins,
    watchedBy watcher: (any TranscriptWatcher)? = nil
  ) -> [[UInt8]] {
    var transcript = transcript
    var content: [Node] = []
    swap(&content, &transcript.content)
    if transcript.isForeign {
      var frame = TEIFrameWriter(
        transcript: transcript,
        body: TEIBodyWriter(form: .plain, origins: origins, watcher: watcher))
      return frame.document(consume content)
    }
    var alone = TEIFrameWriter(
      transcript: transcript,
      body: TEIBodyWriter(form: .canonical, origins: origins, watcher: watcher))
    let text = alone.text(consume content)
    var digest = Digest.Hasher()
    for piece in text { digest.update(piece.span) }
    let facts = TEITextFacts(digest: digest.finalise(), counts: alone.body.counts)
    var frame = TEIFrameWriter(
      transcript: transcript, body: TEIBodyWriter(form: .plain, origins: origins))
    return frame.upToText(facts: facts) + text + frame.afterText()
  }

  /// The bytes of a whole document.
  public static func bytes(of transcript: Transcript, origins: Origins) -> [UInt8] {
    Array(pieces(of: transcript, origins: origins).joined())
  }
}

extension Transcript {
  /// Whether it came from a document that the converter did not write: it states no digests of what
  /// is written, and nothing of it has to be in canonical form.
  var isForeign: Bool {
    header.verbatim != nil || surroundings.map { !$0.hasHeader || $0.holdsRoot } ?? false
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

  /// Creates facts; `counts` may come in any order.
  init(digest: String, counts: [Count]) {
    self.digest = digest
    self.counts = counts.sorted {
      ($0.name.namespace, $0.name.local) < ($1.name.namespace, $1.name.local)
    }
  }
}
