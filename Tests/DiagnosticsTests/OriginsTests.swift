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

  @Test func aRangeNeverEndsBeforeItBegins() {
    #expect(LineRange(5, 3) == LineRange(5, 5))
  }
}
