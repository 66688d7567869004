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

  @Test(arguments: [1, 3, 8, 100], [1, 2, 5])
  func bundledResultsAreWaitedForByNobody(_ bundle: Int, _ width: Int) async {
    let work = BoundedWork(width: width, budget: 10, bundle: bundle)
    var results: [Int] = []
    await work.run(over: Array(0..<200), weight: { $0 % 7 }, worker: {}, { _, item in item }) {
      results.append($0)
    }
    #expect(results == Array(0..<200))
  }
}
