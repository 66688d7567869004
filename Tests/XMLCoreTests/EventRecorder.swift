import Diagnostics
import XMLCore

/// Notes every event in a line of its own; adjoining pieces of text are one.
final class EventRecorder: XMLEventSink {
  private(set) var lines: [String] = []
  private var pending: [UInt8] = []
  private(set) var longestPiece = 0
  var withPositions = false

  func startElement(_ tag: XMLStartTag) {
    flush()
    var line = "<" + tag.names[tag.name].qualified
    if tag.names[tag.name].name.namespace != "" {
      line += "{\(tag.names[tag.name].name.namespace)}"
    }
    for (prefix, uri) in tag.namespaces { line += " xmlns:\(prefix)=\(uri)" }
    for index in 0..<tag.attributeCount {
      line += " \(tag.names[tag.attributeName(at: index)].qualified)=\(tag.value(at: index))"
      if !tag.isSpecified(at: index) { line += "(default)" }
    }
    if withPositions { line += " @\(tag.position.line):\(tag.position.column)" }
    lines.append(line)
  }

  func text(_ bytes: Span<UInt8>) {
    longestPiece = max(longestPiece, bytes.count)
    bytes.withUnsafeBufferPointer { pending.append(contentsOf: $0) }
  }

  func endElement(at position: XMLPosition) {
    flush()
    lines.append(withPositions ? "> @\(position.line):\(position.column)" : ">")
  }

  func comment(_ text: String) { note("comment \(text)") }
  func processingInstruction(target: String, data: String) { note("pi \(target) \(data)") }
  func doctype(name: String, publicID: String?, systemID: String?, internalSubset: String?) {
    note("doctype \(name) \(publicID ?? "-") \(systemID ?? "-") \(internalSubset ?? "-")")
  }
  func entityReference(_ name: String) { note("&\(name)") }
  func startCDATA() { note("[") }
  func endCDATA() { note("]") }
  func endDocument() { note("end") }

  private func note(_ line: String) {
    flush()
    lines.append(line)
  }

  private func flush() {
    guard !pending.isEmpty else { return }
    lines.append("'" + String(decoding: pending, as: UTF8.self))
    pending = []
  }
}

/// The events of a document given as text.
func events(_ document: String, withPositions: Bool = false) throws -> [String] {
  try events(Array(document.utf8), withPositions: withPositions)
}

/// The events of a document given as bytes.
func events(
  _ document: [UInt8], withPositions: Bool = false, chunk: Int? = nil,
  limits: XMLReader.Limits = XMLReader.Limits()
) throws -> [String] {
  let recorder = EventRecorder()
  recorder.withPositions = withPositions
  var options = XMLReader.Options()
  options.limits = limits
  let reader = XMLReader(file: "a.xml", options: options)
  if let chunk {
    var rest = document[...]
    try reader.parse(
      reading: {
        defer { rest = rest.dropFirst(chunk) }
        return rest.isEmpty ? nil : Array(rest.prefix(chunk))
      }, into: recorder)
  } else {
    try reader.parse(document, into: recorder)
  }
  return recorder.lines
}

/// What the reader objects to in a document, as a report would show it.
func complaint(
  about document: [UInt8], limits: XMLReader.Limits = XMLReader.Limits()
) -> String? {
  do {
    _ = try events(document, limits: limits)
    return nil
  } catch let error as DiagnosticError {
    let diagnostic = error.diagnostic
    return "\(diagnostic.location): \(diagnostic.message) [\(diagnostic.kind.code)]"
  } catch {
    return "\(error)"
  }
}

/// The same of a text.
func complaint(about document: String) -> String? { complaint(about: Array(document.utf8)) }
