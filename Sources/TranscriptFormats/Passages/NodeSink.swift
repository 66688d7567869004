package import Diagnostics
package import Transcripts

/// Receives what stands inside TEI's `text`, node by node, in the order of the source.
///
///     document  ::= (node | container)*
///     container ::= open (node | container)* close
///
/// So a long document need never be held as a whole: whoever writes it lets go of each node.
package protocol NodeSink: AnyObject {
  /// The body or a division begins; `container` has no content yet.
  func open(_ container: Node)
  /// A whole node, which stood in these lines of the source if anybody should know them.
  func take(_ node: consuming Node, at lines: LineRange?)
  /// A run of text, in UTF-8.
  func take(text: Span<UInt8>)
  /// The label of a turn, in UTF-8.
  func take(label: Span<UInt8>)
  /// An utterance, which is what most of a transcript consists of: like any other node, but that no
  /// nodes need be made of what is inside.
  func take(_ utterance: Utterance, of content: UtteranceContent, at lines: LineRange)
  /// What was opened last ends.
  func close()
}

extension NodeSink {
  /// Takes a run of text as a node.
  package func take(text: Span<UInt8>) {
    take(.text(text.characters), at: nil)
  }

  /// Takes a label as a node.
  package func take(label: Span<UInt8>) {
    take(.speakerLabel(SpeakerLabel(content: [.text(label.characters)])), at: nil)
  }

  /// Takes an utterance as a node, with nodes inside.
  package func take(_ utterance: Utterance, of content: UtteranceContent, at lines: LineRange) {
    var utterance = utterance
    utterance.content = content.nodes()
    take(.utterance(utterance), at: lines)
  }
}

extension Span<UInt8> {
  /// The characters that it is in UTF-8.
  fileprivate var characters: String {
    withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
