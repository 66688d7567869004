import Transcripts
import XMLCore

/// Writes the frame of a document: the root element, the header's place, the text's.
///
/// The content of the text is not taken from the transcript.
struct TEIFrameWriter {
  let transcript: Transcript
  var body: TEIBodyWriter

  init(transcript: Transcript, body: TEIBodyWriter) {
    self.transcript = transcript
    self.body = body
  }

  private var surroundings: Surroundings {
    transcript.surroundings ?? .converters(language: transcript.language)
  }

  /// Writes all that stands before `text`, and gives it away.
  mutating func upToText(facts: TEITextFacts) -> [[UInt8]] {
    body.declaration()
    for node in surroundings.beforeRoot {
      body.write(node)
      // Outside the root, comments and instructions stand on lines of their own.
      body.write(.text("\n"))
    }
    body.start(root, declaringAll: true)
    body.write(surroundings.beforeHeader)
    if surroundings.hasHeader {
      body.opaque(transcript.header.verbatim ?? TEIWriter.header(of: transcript, facts: facts))
    }
    body.write(surroundings.beforeText)
    return body.take()
  }

  /// Writes the start of `text`, with all namespaces in scope declared on it, as if it stood alone.
  mutating func startText() {
    body.enter(root)
    body.start(textElement, declaringAll: true)
  }

  /// Writes all that stands after `text`, and gives it away.
  mutating func afterText() -> [[UInt8]] {
    body.write(surroundings.afterText)
    body.end()
    for node in surroundings.afterRoot {
      body.write(.text("\n"))
      body.write(node)
    }
    body.write(.text("\n"))
    return body.take()
  }

  private var root: Opaque {
    var extras = surroundings.root
    if !transcript.id.rawValue.isEmpty { extras.each.append(.xml(.id, transcript.id.rawValue)) }
    if let language = transcript.language { extras.each.append(.xml(.lang, language)) }
    return Opaque(
      namespace: TEIVocabulary.namespace, name: TEIHeaderElement.TEI.name, extras: extras)
  }

  private var textElement: Opaque {
    Opaque(
      namespace: TEIVocabulary.namespace, name: TEIHeaderElement.text.name,
      extras: surroundings.text)
  }
}

extension Surroundings {
  /// What the converter writes around the header and the text.
  static func converters(language: String?) -> Surroundings {
    Surroundings(
      beforeHeader: [.text("\n")], beforeText: [.text("\n")],
      text: Extras(language.map { [.xml(.lang, $0)] } ?? []), afterText: [.text("\n")])
  }
}

extension Extra {
  /// An attribute in the namespace of XML.
  static func xml(_ attribute: TEIAttribute, _ value: String) -> Extra {
    .attribute(
      prefix: "xml", namespace: XMLName.xmlNamespace, name: attribute.localName, value: value)
  }
}
