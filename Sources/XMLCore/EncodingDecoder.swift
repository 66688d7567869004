import Diagnostics
import Glibc

/// Turns the bytes of a document into UTF-8.
///
/// Which encoding they are in is told from a byte order mark, else from the zero bytes around the
/// first `<`, else from the XML declaration, else it is UTF-8 (XML 1.0, appendix F). UTF-8 goes
/// through as it is; the rest is converted by the C library.
final class EncodingDecoder {
  /// Whether the bytes need no conversion.
  var isIdentity: Bool { converter == nil }
  /// The length of the byte order mark.
  let markLength: Int
  private let name: String
  private let file: String
  private var converter: iconv_t?
  private var rest: [UInt8] = []

  /// Finds out the encoding of a document that begins with `head`, 1 KB of it or all.
  init(for head: [UInt8], file: String) throws(DiagnosticError) {
    self.file = file
    (name, markLength) = try Self.encoding(of: head, file: file)
    guard !Self.isUTF8(name) else { return }
    let opened = iconv_open("UTF-8", name)
    guard opened != iconv_t(bitPattern: -1) else {
      throw DiagnosticError(
        .xmlEncoding, "the encoding '\(name)' is not known; save the file as UTF-8",
        at: SourceLocation(file: file, line: 1, column: 1))
    }
    converter = opened
  }

  deinit {
    if let converter { iconv_close(converter) }
  }

  /// The next bytes as UTF-8.
  func decode(_ bytes: ArraySlice<UInt8>) throws(DiagnosticError) -> [UInt8] {
    guard let converter else { return Array(bytes) }
    var input = rest + bytes
    // No encoding makes more than three bytes of UTF-8 out of one byte.
    var output = [UInt8](repeating: 0, count: input.count * 3 + 16)
    var inputLeft = input.count
    var outputLeft = output.count
    let (status, code) = input.withUnsafeMutableBytes { input in
      output.withUnsafeMutableBytes { output in
        var source = input.baseAddress?.assumingMemoryBound(to: CChar.self)
        var target = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        let status = iconv(converter, &source, &inputLeft, &target, &outputLeft)
        return (status, errno)
      }
    }
    if status == -1, code == EILSEQ {
      let fault = String(input[input.count - inputLeft], radix: 16, uppercase: true)
      throw DiagnosticError(
        .xmlEncoding, "byte 0x\(fault) is not \(name), which the document is said to be in",
        at: SourceLocation(file: file))
    }
    rest = Array(input.suffix(inputLeft))
    output.removeLast(outputLeft)
    return output
  }

  /// Checks that the document did not end inside a character.
  func finish(at location: () -> SourceLocation) throws(DiagnosticError) {
    guard rest.isEmpty else {
      throw DiagnosticError(
        .xmlEncoding, "the document ends inside a character of \(name)", at: location())
    }
  }

  private static func isUTF8(_ name: String) -> Bool {
    let name = name.uppercased()
    return name == "UTF-8" || name == "UTF8"
  }

  private static func encoding(
    of head: [UInt8], file: String
  ) throws(DiagnosticError) -> (name: String, markLength: Int) {
    let place = SourceLocation(file: file, line: 1, column: 1)
    if head.isEmpty {
      throw DiagnosticError(.xmlEmpty, "the file is empty; a root element was expected", at: place)
    }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return ("UTF-8", 3) }
    if head.starts(with: [0xFF, 0xFE, 0, 0]) { return ("UTF-32LE", 4) }
    if head.starts(with: [0, 0, 0xFE, 0xFF]) { return ("UTF-32BE", 4) }
    if head.starts(with: [0xFF, 0xFE]) { return ("UTF-16LE", 2) }
    if head.starts(with: [0xFE, 0xFF]) { return ("UTF-16BE", 2) }
    if head.starts(with: [0x3C, 0, 0, 0]) { return ("UTF-32LE", 0) }
    if head.starts(with: [0, 0, 0, 0x3C]) { return ("UTF-32BE", 0) }
    if head.starts(with: [0x3C, 0]) { return ("UTF-16LE", 0) }
    if head.starts(with: [0, 0x3C]) { return ("UTF-16BE", 0) }
    guard let first = head.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
      return ("UTF-8", 0)  // white space: the parser says what is missing
    }
    guard first == UInt8(ascii: "<") else {
      throw DiagnosticError(
        .xmlNotXML, "not XML: an XML document begins with '<', this one with \(quoted(first))",
        at: place)
    }
    guard let name = declaredEncoding(in: head) else { return ("UTF-8", 0) }
    if ["UTF-16", "UTF16", "UCS-2", "UTF-32", "UCS-4"].contains(name.uppercased()) {
      throw DiagnosticError(
        .xmlEncoding,
        "the XML declaration says '\(name)', but the bytes are not; declare 'UTF-8' if it is that",
        at: place)
    }
    return (name, 0)
  }

  private static func quoted(_ byte: UInt8) -> String {
    (0x21..<0x7F).contains(byte)
      ? "'\(Character(Unicode.Scalar(byte)))'"
      : "byte 0x\(String(byte, radix: 16, uppercase: true))"
  }

  /// The value of `encoding` in the XML declaration that `head` begins with.
  private static func declaredEncoding(in head: [UInt8]) -> String? {
    guard head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: UInt8(ascii: ">")) else {
      return nil
    }
    // What most documents begin with, without a search.
    if head.starts(with: "<?xml version=\"1.0\" encoding=\"UTF-8\"?".utf8) { return "UTF-8" }
    let declaration = String(decoding: head[..<end], as: UTF8.self)
    guard let match = declaration.firstRange(of: "encoding") else { return nil }
    let value = declaration[match.upperBound...].drop { " \t\r\n=".contains($0) }
    guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
    let name = value.dropFirst().prefix { $0 != quote }
    // iconv gives a meaning to '/'; a name of an encoding has none (XML 1.0, production 81).
    guard name.utf8.allSatisfy({ isNameByte($0) }), !name.isEmpty else { return nil }
    return String(name)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
