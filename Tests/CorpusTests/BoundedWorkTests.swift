import Corpus
import Synchronization
import Testing

/// Results come in order, and no more than asked for are worked on at once.
@Suite struct BoundedWorkTests {
  @Test(arguments: [1, 2, 7, 100])
  func resultsComeInTheOrderOfTheItems(_ width: Int) async {
    var results: [Int] = []
    await BoundedWork(width: width).run(over: Array(0..<50), { $0 * 2 }) { results.append($0) }
    #expect(results == (0..<50).map { $0 * 2 })
  }

  @Test(arguments: [1, 3, 100])
  func aWorkerTakesOneItemAfterAnother(_ width: Int) async {
    final class Worker { var done = 0 }
    var (items, firsts) = ([Int](), 0)
    await BoundedWork(width: width).run(over: Array(0..<40), worker: { Worker() }) {
      worker, item in
      worker.done += 1
      return (item: item, isFirst: worker.done == 1)
    } deliver: { result in
      items.append(result.item)
      if result.isFirst { firsts += 1 }
    }
    #expect(items == Array(0..<40))
    #expect(firsts >= 1 && firsts <= width)
  }

  @Test func noMoreThanTheWidthAtOnce() async {
    let now = Atomic(0)
    let most = Atomic(0)
    await BoundedWork(width: 3).run(over: Array(0..<40)) { (_: Int) in
      let count = now.add(1, ordering: .sequentiallyConsistent).newValue
      most.max(count, ordering: .sequentiallyConsistent)
      var sum = 0
      for number in 0..<1000 { sum &+= number }
      now.subtract(1, ordering: .sequentiallyConsistent)
    } deliver: {
    }
    #expect(most.load(ordering: .sequentiallyConsistent) <= 3)
  }
}
