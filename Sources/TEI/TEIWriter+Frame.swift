import Diagnostics
import Transcripts
import XMLCore

/// Writes the frame of a document: the root element, the header's place, the text's.
struct TEIFrameWriter {
  let transcript: Transcript
  let body: TEIBodyWriter

  init(transcript: Transcript, origins: Origins, sink: any XMLEventSink) {
    self.transcript = transcript
    body = TEIBodyWriter(sink: sink, origins: origins)
  }

  private var surroundings: Surroundings {
    transcript.surroundings ?? .converters(language: transcript.language)
  }

  /// Writes all that stands before `text`.
  func writeUpToText(facts: TEITextFacts) throws {
    for node in surroundings.beforeRoot {
      try body.write(node)
    }
    try body.startDocumentElement(root)
    try body.write(surroundings.beforeHeader)
    if surroundings.hasHeader {
      try body.write(
        .opaque(transcript.header.verbatim ?? TEIWriter.header(of: transcript, facts: facts)))
    }
    try body.write(surroundings.beforeText)
  }

  /// Enters the root element without writing it, for a text that is written alone.
  func enterRoot() {
    body.enter(root)
  }

  /// Writes `text`, with all namespaces in scope declared on it.
  func writeText() throws {
    try body.startDocumentElement(textElement)
    try body.write(transcript.content)
    try body.end()
  }

  /// Writes all that stands after `text`.
  func writeAfterText() throws {
    try body.write(surroundings.afterText)
    try body.end()
    for node in surroundings.afterRoot {
      try body.write(node)
    }
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
