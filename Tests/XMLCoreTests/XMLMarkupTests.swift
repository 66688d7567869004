import TestSupport
import Testing

@testable import XMLCore

@Suite struct XMLMarkupTests {
  /// What each byte below 0x80 becomes, wherever it stands: the fast way sees eight at once.
  @Test(arguments: 0..<20)
  func escapesAnywhere(_ length: Int) {
    for byte in UInt8(0x09)..<0x80 {
      for place in 0..<max(1, length) {
        var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: length)
        if length > 0 { bytes[place] = byte }
        #expect(
          text(bytes) == escaped(bytes, [0x26: "&amp;", 0x3C: "&lt;", 0x3E: "&gt;", 0x0D: "&#xD;"]))
        #expect(
          value(bytes)
            == escaped(
              bytes,
              [
                0x26: "&amp;", 0x3C: "&lt;", 0x22: "&quot;", 0x09: "&#x9;", 0x0A: "&#xA;",
                0x0D: "&#xD;",
              ]))
      }
    }
  }

  @Test func takesPlainBytesForPlain() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      var bytes = (0..<Int.random(in: 0..<20, using: &random)).map { _ in
        UInt8.random(in: 0x3F...0xEE, using: &random)
      }
      if let place = bytes.indices.randomElement(using: &random), Bool.random(using: &random) {
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      let text = bytes.contains {
        $0 < 0x20 && $0 != 0x09 && $0 != 0x0A || [0x26, 0x3C, 0x3E, 0xEF].contains($0)
      }
      let value = bytes.contains { $0 < 0x20 || [0x26, 0x3C, 0x22, 0xEF].contains($0) }
      #expect(PlainBytes.areText(bytes.span) == !text, "\(bytes)")
      #expect(PlainBytes.areValue(bytes.span) == !value, "\(bytes)")
    }
  }

  @Test(arguments: [0, 7, 10, 99, 100, 1_234_567_890, .max])
  func writesNumbers(_ number: Int) {
    var markup = XMLMarkup(capacity: 0)
    markup.append(number)
    #expect(String(decoding: markup.bytes, as: UTF8.self) == String(number))
  }

  private func text(_ bytes: [UInt8]) -> String {
    var markup = XMLMarkup(capacity: 0)
    markup.appendText(bytes.span)
    return String(decoding: markup.bytes, as: UTF8.self)
  }

  private func value(_ bytes: [UInt8]) -> String {
    var markup = XMLMarkup(capacity: 0)
    markup.appendValue(bytes.span)
    return String(decoding: markup.bytes, as: UTF8.self)
  }

  private func escaped(_ bytes: [UInt8], _ references: [UInt8: String]) -> String {
    bytes.map { references[$0] ?? String(UnicodeScalar($0)) }.joined()
  }
}
