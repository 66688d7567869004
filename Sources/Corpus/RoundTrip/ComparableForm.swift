import Glibc
import TEI
import XMLCore

/// The forms in which two documents are compared, byte by byte.
enum ComparableForm {
  /// Canonical XML with comments, and whether text stands in a CDATA section, and the document type
  /// declaration: all that the model keeps. What is the same in it is the same `Transcript`, since
  /// reading looks at nothing else.
  case exact
  /// Canonical XML with comments, without white space in element content (DESIGN §6).
  case canonical
  /// The characters alone, without white space in element content; unresolved references by name.
  case text

  /// A sink that makes the form.
  func sink(_ output: @escaping (Span<UInt8>) throws -> Void) -> any XMLEventSink {
    switch self {
    case .exact: ExactForm(XMLWriter(form: .canonical, output: output))
    case .canonical: ElementContentFilter(XMLWriter(form: .canonical, output: output))
    case .text: ElementContentFilter(CharacterForm(output))
    }
  }

  /// The form of a document.
  func bytes(of document: [UInt8], file: String) throws -> FormBytes {
    let bytes = FormBytes()
    try XMLReader(file: file, options: .keepingAll).parse(document, into: sink(bytes.append))
    return bytes
  }

  /// Whether a document has this form, too.
  func holds(_ bytes: FormBytes, of document: [UInt8], file: String) throws -> Bool {
    let check = FormCheck(against: bytes)
    do {
      try XMLReader(file: file, options: .keepingAll).parse(document, into: sink(check.compare))
    } catch is FormCheck.Difference {
      return false
    }
    return check.isComplete
  }
}

/// The bytes of a form, in pieces.
final class FormBytes {
  fileprivate var pieces: [[UInt8]] = []

  /// Adds bytes.
  func append(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { pieces.append(Array($0)) }
  }
}

/// Compares bytes that come in pieces with those of a form.
private final class FormCheck {
  struct Difference: Error {}

  private let pieces: [[UInt8]]
  private var piece = 0
  private var offset = 0

  init(against bytes: FormBytes) {
    pieces = bytes.pieces
  }

  func compare(_ bytes: Span<UInt8>) throws {
    var start = 0
    while start < bytes.count {
      while piece < pieces.count, offset == pieces[piece].count {
        piece += 1
        offset = 0
      }
      guard piece < pieces.count else { throw Difference() }
      let count = min(bytes.count - start, pieces[piece].count - offset)
      let isSame = bytes.extracting(start..<(start + count)).withUnsafeBytes { one in
        pieces[piece].withUnsafeBytes { other in
          guard let one = one.baseAddress, let other = other.baseAddress else { return count == 0 }
          return memcmp(one, other + offset, count) == 0
        }
      }
      if !isSame { throw Difference() }
      start += count
      offset += count
    }
  }

  /// Whether nothing of the form is left.
  var isComplete: Bool {
    pieces[min(piece, pieces.count)...].enumerated().allSatisfy { index, rest in
      rest.count == (index == 0 ? offset : 0)
    }
  }
}

/// Canonical XML with the document type declaration and the boundaries of CDATA sections.
private final class ExactForm: XMLEventSink {
  private let writer: XMLWriter

  init(_ writer: XMLWriter) {
    self.writer = writer
  }

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws { try writer.startElement(tag) }
  func text(_ bytes: Span<UInt8>) throws { try writer.text(bytes) }
  func endElement(at position: XMLPosition) throws { try writer.endElement(at: position) }
  func comment(_ text: String) throws { try writer.comment(text) }

  func processingInstruction(target: String, data: String) throws {
    try writer.processingInstruction(target: target, data: data)
  }

  func doctype(
    name: String, publicID: String?, systemID: String?, internalSubset: String?
  ) throws {
    try mark([name, publicID ?? "", systemID ?? "", internalSubset ?? ""].joined(separator: "\0"))
  }

  func entityReference(_ name: String) throws { try writer.entityReference(name) }
  func startCDATA() throws { try mark("[") }
  func endCDATA() throws { try mark("]") }
  func endDocument() throws { try writer.endDocument() }

  /// A NUL, which no document holds, tells a mark from the document.
  private func mark(_ text: String) throws {
    try writer.markup("\0\(text)\0".utf8Span.span)
  }
}

/// The characters of a document.
private final class CharacterForm: XMLEventSink {
  private let output: (Span<UInt8>) throws -> Void

  init(_ output: @escaping (Span<UInt8>) throws -> Void) {
    self.output = output
  }

  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws {}
  func text(_ bytes: Span<UInt8>) throws { try output(bytes) }
  func endElement(at position: XMLPosition) throws {}
  func entityReference(_ name: String) throws { try output("\0\(name)\0".utf8Span.span) }
}
