import TestSupport
import Testing

@testable import XMLCore

/// Places are the same however often and wherever they were asked for before.
@Suite struct InputWindowTests {
  @Test(arguments: 0..<40 as Range<UInt64>)
  func tellsThePlaceOfAnyOffset(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let scalars: [Unicode.Scalar] = seed % 2 == 0 ? ["a", "é", "€", "😀"] : ["a", "é", "\n", "😀"]
    var text = String.UnicodeScalarView()
    for _ in 0..<400 { text.append(try #require(scalars.randomElement(using: &random))) }
    let bytes = Array(String(text).utf8)

    var window = InputWindow()
    defer { window.bytes.deallocate() }
    bytes.withUnsafeBufferPointer { window.append($0) }
    var (offset, line, column) = (0, 1, 1)
    for scalar in text {
      if random.next() % 3 == 0 {
        #expect(window.place(at: offset) == XMLPosition(line: line, column: column))
      }
      if random.next() % 32 == 0 { window.drop(upTo: offset) }
      offset += String(scalar).utf8.count
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
  }

  /// The start of a text may be asked for after its end.
  @Test func tellsAnEarlierPlaceOfALine() {
    var window = InputWindow()
    defer { window.bytes.deallocate() }
    Array("one\ntwo three".utf8).withUnsafeBufferPointer { window.append($0) }
    #expect(window.place(at: 12) == XMLPosition(line: 2, column: 9))
    #expect(window.place(at: 8) == XMLPosition(line: 2, column: 5))
    #expect(window.place(at: 13) == XMLPosition(line: 2, column: 10))
  }
}
