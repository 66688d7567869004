import Transcripts
import XMLCore

/// Writes the frame of a document: the root element, the header's place, the text's.
///
/// The content of the text is not taken from the transcript.
struct TEIFrameWriter {
  /// What is known of the document.
  var transcript: Transcript
  var body: TEIBodyWriter

  init(transcript: Transcript, body: TEIBodyWriter) {
    self.transcript = transcript
    self.body = body
  }

  private var surroundings: Surroundings {
    transcript.surroundings ?? .converters(language: transcript.language)
  }

  /// Writes all that stands before the root element.
  mutating func begin() {
    prolog()
    if surroundings.holdsRoot { body.forgetNamespaces() }
  }

  /// Writes the start of the root element, and what stands between it and `text`.
  mutating func startRoot(facts: TEITextFacts) {
    body.start(root, declaringAll: true)
    body.write(surroundings.beforeHeader)
    if surroundings.hasHeader {
      if let header = transcript.header.verbatim {
        body.opaque(header)
      } else {
        TEIWriter.writeHeader(of: transcript, facts: facts, to: &body)
      }
    }
    body.write(surroundings.beforeText)
  }

  /// Writes all that stands before `text`, and gives it away.
  mutating func upToText(facts: TEITextFacts) -> [[UInt8]] {
    begin()
    startRoot(facts: facts)
    return body.take()
  }

  /// Writes the start of `text`.
  mutating func startTextElement() {
    body.start(textElement)
  }

  /// Writes `text`.
  mutating func wholeText() {
    startTextElement()
    body.write(transcript.content)
    body.end()
  }

  /// Writes what stands behind the root element, and gives away what has been written.
  mutating func end() -> [[UInt8]] {
    epilog()
    return body.take()
  }

  /// Writes the start of `text`, with all namespaces in scope declared on it, as if it stood alone.
  mutating func startText() {
    body.enter(root)
    body.start(textElement, declaringAll: true)
  }

  /// Enters `text` without writing its start.
  mutating func enterText() {
    body.enter(root)
    body.enter(textElement)
  }

  /// Writes all that stands after `text`, and gives it away.
  mutating func afterText() -> [[UInt8]] {
    body.write(surroundings.afterText)
    body.end()
    return end()
  }

  /// Writes a whole document of which nothing has to be sealed, and gives it away.
  mutating func document() -> [[UInt8]] {
    begin()
    if surroundings.holdsRoot {
      body.write(transcript.content)
      return end()
    }
    startRoot(facts: TEITextFacts(digest: "", counts: []))
    wholeText()
    return afterText()
  }

  private mutating func prolog() {
    body.declaration()
    for (index, node) in surroundings.beforeRoot.enumerated() {
      documentType(behind: index)
      body.write(node)
      // Outside the root, comments and instructions stand on lines of their own.
      body.write(.text("\n"))
    }
    documentType(behind: surroundings.beforeRoot.count)
  }

  /// Writes the document type declaration, if it stands behind so many nodes.
  private mutating func documentType(behind count: Int) {
    guard let type = surroundings.documentType, type.precedingNodes == count else { return }
    body.documentType(type)
  }

  /// Writes all that stands behind the root element.
  private mutating func epilog() {
    for node in surroundings.afterRoot {
      body.write(.text("\n"))
      body.write(node)
    }
    body.write(.text("\n"))
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
