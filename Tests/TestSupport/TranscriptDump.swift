public import Diagnostics
public import Transcripts

/// Writes a transcript as an indented outline that people can read and compare.
public struct TranscriptDump {
  private let prefix: String
  private var lines: [String] = []

  /// The outline of `transcript`; identifiers without that of the document.
  public static func outline(of transcript: Transcript, origins: Origins = Origins()) -> String {
    var dump = TranscriptDump(prefix: transcript.id.rawValue + ".")
    dump.header(transcript)
    for node in transcript.content { dump.add(node, depth: 0) }
    return dump.lines.joined(separator: "\n") + "\n"
  }

  private init(prefix: String) {
    self.prefix = prefix
  }

  // MARK: Header

  private mutating func header(_ transcript: Transcript) {
    let header = transcript.header
    lines.append("title: \(header.title)")
    if let date = header.date { lines.append("date: \(date.when)") }
    if let time = header.time { lines.append("time: \(time)") }
    if let place = header.place { lines.append("place: \(place)") }
    for person in transcript.participants { lines.append("person: " + describe(person)) }
    for relation in transcript.relations {
      lines.append(
        "relation: \(relation.name) \(short(relation.active)) for \(short(relation.passive))")
    }
  }

  private func describe(_ person: Participant) -> String {
    var parts = [short(person.id)]
    if let role = person.role {
      parts.append(person.isGroup ? "group \(role.rawValue)" : role.rawValue)
    }
    parts += person.names.map { "'\($0.text)'\(sure($0))" }
    parts += person.offices.map { "office '\($0.text)'" }
    parts += person.affiliations.map { "of '\($0.text)'\(sure($0))" }
    return parts.joined(separator: ", ")
  }

  private func sure(_ ascription: Ascription) -> String {
    guard let certainty = ascription.certainty else { return "" }
    return " (\(certainty.rawValue), \(ascription.source.map(short) ?? "-"))"
  }

  // MARK: Content

  private mutating func add(_ node: Node, depth: Int) {
    let indent = String(repeating: "  ", count: depth)
    guard let element = node.element else {
      if case .text(let text) = node, text.contains(where: { !$0.isWhitespace }) {
        lines.append(indent + quoted(text))
      }
      return
    }
    let name = name(of: node)
    if element.content.isEmpty {
      lines.append(indent + name)
    } else if element.content.count == 1, case .text(let text)? = element.content.first {
      lines.append("\(indent)\(name) \(quoted(text))")
    } else {
      lines.append(indent + name)
      for child in element.content { add(child, depth: depth + 1) }
    }
  }

  private func name(of node: Node) -> String {
    var parts: [String]
    switch node {
    case .utterance(let element):
      parts = ["u", element.speaker.map(short) ?? "-"]
      if let categories = element.categories { parts.append("(\(short(categories)))") }
      if let certainty = element.certainty { parts.append("cert=\(certainty.rawValue)") }
      if let responsible = element.responsible { parts.append("resp=\(short(responsible))") }
      if let previous = element.previous { parts.append("prev=\(short(previous))") }
      if let corresponding = element.corresponding {
        parts.append("corresp=\(short(corresponding))")
      }
    case .segment: parts = ["seg"]
    case .speakerLabel: parts = ["label"]
    case .note(let element): parts = ["note", element.kind?.rawValue ?? "-"]
    case .furniture(let element): parts = ["fw", element.kind?.rawValue ?? "-"]
    case .division(let element): parts = ["div", element.kind?.rawValue ?? "-"]
    case .gap(let element):
      parts = ["gap", element.reason?.rawValue ?? "-"]
      if let quantity = element.quantity { parts.append("\(quantity) \(element.unit ?? "")") }
      if let language = element.language { parts.append(language) }
    case .vocal(let element):
      parts = ["vocal", element.kind?.rawValue ?? "-", element.who.map(short) ?? ""]
    case .kinesic(let element):
      parts = ["kinesic", element.kind?.rawValue ?? "-", element.who.map(short) ?? ""]
    case .incident(let element): parts = ["incident", element.kind?.rawValue ?? "-"]
    case .quotation(let element):
      parts = ["said", element.speaker.map(short) ?? "-"]
      if let certainty = element.certainty { parts.append("cert=\(certainty.rawValue)") }
      if let previous = element.previous { parts.append("prev=\(short(previous))") }
    case .supplied(let element): parts = ["supplied", element.reason?.rawValue ?? ""]
    case .documentDate(let element): parts = ["docDate", element.when ?? "-"]
    default: parts = ["\(node)".prefix { $0 != "(" }.description]
    }
    if let id = node.element?.id, case .utterance = node { parts.insert(short(id), at: 1) }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func short(_ id: ElementID) -> String { short(Pointers(rawValue: id.rawValue)) }

  private func short(_ pointers: Pointers) -> String {
    pointers.each.map { pointer in
      let bare = pointer.hasPrefix("#") ? pointer.dropFirst() : pointer
      return String(bare.hasPrefix(prefix) ? bare.dropFirst(prefix.count) : bare)
    }.joined(separator: " ")
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\n", with: "\\n").replacing("\u{A0}", with: "~") + "\""
  }
}
