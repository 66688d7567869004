import Diagnostics
import Testing

@Suite struct OriginsTests {
  @Test func keepRangesByIdentifier() {
    var origins = Origins()
    origins["d.u1"] = LineRange(3, 5)
    #expect(origins["d.u1"] == LineRange(3, 5))
    #expect(origins["d.u2"] == nil)
    #expect(origins.count == 1)
  }

  @Test func keepsManyAndForgetsSome() {
    var origins = Origins()
    for number in 0..<1000 { origins["d.u\(number)"] = LineRange(number, number + 1) }
    for number in stride(from: 0, to: 1000, by: 2) { origins["d.u\(number)"] = nil }
    origins["d.u4"] = LineRange(7, 7)
    origins["d.u5"] = LineRange(8, 8)
    #expect(origins.count == 501)
    #expect(origins["d.u2"] == nil && origins["d.u4"] == LineRange(7, 7))
    #expect(origins["d.u5"] == LineRange(8, 8) && origins["d.u999"] == LineRange(999, 1000))
  }

  @Test func insertsWhatIsNotThere() {
    var origins = Origins()
    let isNew = (0..<100).map { origins.insert(LineRange($0, $0), for: "u\($0)") }
    #expect(!isNew.contains(false))
    let isNewAgain = origins.insert(LineRange(200, 200), for: "u7")
    #expect(!isNewAgain && origins["u7"] == LineRange(7, 7))
    origins["u7"] = nil
    let isNewOnceMore = origins.insert(LineRange(200, 200), for: "u7")
    #expect(isNewOnceMore && origins["u7"] == LineRange(200, 200))
    #expect(origins.count == 100 && origins["u99"] == LineRange(99, 99))
  }

  @Test func areEqualWhateverBecameKnownFirst() {
    var one = Origins()
    var other = Origins()
    for number in 0..<50 { one["u\(number)"] = LineRange(number, number) }
    for number in (0..<50).reversed() { other["u\(number)"] = LineRange(number, number) }
    other["x"] = LineRange(1, 1)
    #expect(one != other)
    other["x"] = nil
    #expect(one == other && one.hashValue == other.hashValue)
    other["u7"] = LineRange(1, 1)
    #expect(one != other)
  }

  @Test func aRangeNeverEndsBeforeItBegins() {
    #expect(LineRange(5, 3) == LineRange(5, 5))
  }
}
