import TestSupport
import Testing
import XMLCore

@testable import RelaxNG

/// Fingerprints and runs tell the same identifiers apart as the names themselves would.
@Suite struct IdentifierTableTests {
  @Test(arguments: 0..<6)
  func tellsWhatASetOfNamesTells(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var table = IdentifierTable()
    var known: Set<String> = []
    for step in 0..<4_000 {
      let name =
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: "x\(UInt32.random(in: 0...3_000, using: &generator))"
        case 1: "u\(step / 40).p\(step % 40)"
        case 2: "w\(step / 5)"
        case 3: "w0\(step / 9)"
        default: "i\(UInt64.random(in: .min ... .max, using: &generator))z"
        }
      let isNew = known.insert(name).inserted
      let entry = table.define(Array(name.utf8).span) { 1 }
      if case .new = entry { #expect(isNew, "\(name)") } else { #expect(!isNew, "\(name)") }
    }
    for name in known { table.refer(Array(name.utf8).span) { XMLPosition() } }
    #expect(table.unresolved().isEmpty)
    table.refer(Array("y1".utf8).span) { XMLPosition(line: 3, column: 4) }
    #expect(table.unresolved().map(\.name) == ["y1"])
  }

  @Test func fingerprintsAreKeptAndTakeLittleRoom() {
    var generator = SeededGenerator(seed: 1)
    var set = FingerprintSet()
    let numbers = (0..<20_000).map { _ in UInt64.random(in: .min ... .max, using: &generator) }
    for number in numbers { #expect(set.insert(number)) }
    for number in numbers { #expect(set.contains(number) && !set.insert(number)) }
    #expect(set.count == numbers.count)
    for _ in 0..<20_000 {
      #expect(!set.contains(.random(in: .min ... .max, using: &generator)))
    }
  }
}
