import TEI

/// Says in PREMIS 3 what was done to the files of a bag: their conversion, validation and fixity.
struct PREMISWriter {
  /// A document of the bag.
  struct Document {
    var source: BagWriter.Entry
    var tei: BagWriter.Entry
    /// What the source was called.
    var name: String
    /// When it was converted, in ISO 8601.
    var converted: String
    /// What validation said.
    var verdict: String
  }

  /// When the bag is made, in ISO 8601.
  let date: String

  private static let agent = "rapporteur-\(rapporteurVersion)"

  /// The beginning: the root element.
  static let start =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<premis xmlns=\"http://www.loc.gov/premis/v3\""
    + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" version=\"3.0\">\n"

  /// The objects of a document: its source, and its TEI, which is derived from that.
  func objects(_ document: Document) -> String {
    var markup = Markup()
    object(document.source, format: ("Plain text", nil), name: document.name, &markup) { _ in }
    object(document.tei, format: ("TEI P5", "4.7.0"), name: nil, &markup) { object in
      object.element("relationship") { relationship in
        relationship.element("relationshipType", text: "derivation")
        relationship.element("relationshipSubType", text: "has source")
        relationship.element("relatedObjectIdentifier") {
          $0.element("relatedObjectIdentifierType", text: "path in the bag")
          $0.element("relatedObjectIdentifierValue", text: document.source.path)
        }
        relationship.element("relatedEventIdentifier") {
          $0.element("relatedEventIdentifierType", text: "local")
          $0.element("relatedEventIdentifierValue", text: "conversion-\(document.tei.path)")
        }
      }
    }
    return markup.text
  }

  private func object(
    _ entry: BagWriter.Entry, format: (name: String, version: String?), name: String?,
    _ markup: inout Markup, _ body: (inout Markup) -> Void
  ) {
    markup.element("object", [("xsi:type", "file")]) { object in
      identifier("object", "path in the bag", entry.path, &object)
      object.element("objectCharacteristics") { characteristics in
        for (algorithm, digest) in [("SHA-512", entry.sha512), ("SHA-256", entry.sha256)] {
          characteristics.element("fixity") {
            $0.element("messageDigestAlgorithm", text: algorithm)
            $0.element("messageDigest", text: digest)
          }
        }
        characteristics.element("size", text: String(entry.size))
        characteristics.element("format") {
          $0.element("formatDesignation") {
            $0.element("formatName", text: format.name)
            if let version = format.version { $0.element("formatVersion", text: version) }
          }
        }
      }
      if let name { object.element("originalName", text: name) }
      body(&object)
    }
  }

  /// The events of a document.
  func events(_ document: Document) -> String {
    var markup = Markup()
    event(
      "conversion", of: document.tei, document.converted,
      detail: "transcript to TEI P5; text and model proven by reading back", outcome: "success",
      objects: [(document.source, "source"), (document.tei, "outcome")], &markup)
    event(
      "validation", of: document.tei, date, detail: "against data/schema/rapporteur.rng",
      outcome: document.verdict, objects: [(document.tei, "source")], &markup)
    event(
      "fixity check", of: document.tei, date,
      detail: "SHA-256 of source and TEI compared with the catalogue of the build",
      outcome: "pass", objects: [(document.source, "source"), (document.tei, "source")], &markup)
    return markup.text
  }

  private func event(
    _ type: String, of entry: BagWriter.Entry, _ date: String, detail: String, outcome: String,
    objects: [(entry: BagWriter.Entry, role: String)], _ markup: inout Markup
  ) {
    markup.element("event") { event in
      let name = type.split(separator: " ").joined(separator: "-")
      identifier("event", "local", "\(name)-\(entry.path)", &event)
      event.element("eventType", text: type)
      event.element("eventDateTime", text: date)
      event.element("eventDetailInformation") { $0.element("eventDetail", text: detail) }
      event.element("eventOutcomeInformation") { $0.element("eventOutcome", text: outcome) }
      event.element("linkingAgentIdentifier") {
        $0.element("linkingAgentIdentifierType", text: "local")
        $0.element("linkingAgentIdentifierValue", text: Self.agent)
        $0.element("linkingAgentRole", text: "executing program")
      }
      for object in objects {
        event.element("linkingObjectIdentifier") {
          $0.element("linkingObjectIdentifierType", text: "path in the bag")
          $0.element("linkingObjectIdentifierValue", text: object.entry.path)
          $0.element("linkingObjectRole", text: object.role)
        }
      }
    }
  }

  /// The end: the agent.
  static var end: String {
    var markup = Markup()
    markup.element("agent") { agent in
      agent.element("agentIdentifier") {
        $0.element("agentIdentifierType", text: "local")
        $0.element("agentIdentifierValue", text: Self.agent)
      }
      agent.element("agentName", text: "Rapporteur")
      agent.element("agentType", text: "software")
      agent.element("agentVersion", text: rapporteurVersion)
    }
    return markup.text + "</premis>\n"
  }

  private func identifier(
    _ kind: String, _ type: String, _ value: String, _ markup: inout Markup
  ) {
    markup.element("\(kind)Identifier") {
      $0.element("\(kind)IdentifierType", text: type)
      $0.element("\(kind)IdentifierValue", text: value)
    }
  }
}
