import Corpus
import Diagnostics
import TestSupport
import Testing

/// Work that waits while too much is under way still comes to its end, in order.
@Suite struct BoundedWorkBudgetTests {
  @Test(arguments: [0, 1, 10, 1000])
  func aBudgetBoundsWhatIsNotDelivered(_ budget: Int) async {
    var work = BoundedWork(width: 4)
    work.budget = budget
    var results: [Int] = []
    await work.run(over: Array(0..<60), weight: { $0 % 7 }, worker: {}, { _, item in item }) {
      results.append($0)
    }
    #expect(results == Array(0..<60))
  }
}
