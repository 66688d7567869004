import Dispatch
import Synchronization

/// Reads the body of a transcript, turn by turn: takes it apart, finds who speaks, hands it on.
///
///     thread 1   take apart ─ who speaks ─ prepare ─ hand on   take apart ─ …
///     thread 2       take apart ─────────── who speaks ─ prepare ─ hand on …
///
/// Only who speaks, and handing on, need the turns above; so whatever the number of threads, the
/// result is the same.
struct TranscriptBuilder {
  /// What takes turns apart; every thread has a copy.
  let drafter: TurnDrafter
  /// Numbers of lines stand before this offset.
  let numbersEnd: Int?

  /// Hands everything on from the first paragraph on; how the course of the transcript was.
  func build(_ course: consuming TurnCourse, for receiver: some PassageReceiver) -> TurnCourse {
    let worker = receiver.makeWorker()
    var course = course
    let first = drafter.labels.nextLabelled(from: drafter.paragraphs.startIndex)
    if first > drafter.paragraphs.startIndex {
      let leading = drafter.paragraphs[..<first]
      var reader = drafter.reader
      worker(Passage(.turns(course.begin(with: reader.leading(leading), of: leading))))()
    }
    let batches = TurnBatches(drafter.paragraphs, labels: drafter.labels, from: first)
    if receiver.threadCount > 1 {
      course = build(batches, course, for: receiver)
    } else {
      var (batches, drafter) = (batches, drafter)
      while let batch = batches.next() {
        worker(Passage(.turns(course.goOn(with: drafter.drafts(of: batch)))))()
      }
    }
    worker(Passage(.turns(course.end(numbersEnd: numbersEnd))))()
    return course
  }

  /// Hands turns on, read by several threads.
  private func build(
    _ batches: TurnBatches, _ course: TurnCourse, for receiver: some PassageReceiver
  ) -> TurnCourse {
    let batches = Mutex(batches)
    let course = Mutex(course)
    let (order, deliveries) = (Turnstile(), OrderedDeliveries())
    DispatchQueue.concurrentPerform(iterations: receiver.threadCount) { _ in
      var drafter = drafter
      let worker = receiver.makeWorker()
      while let batch = batches.withLock({ $0.next() }) {
        let drafts = drafter.drafts(of: batch)
        let stretch = order.pass(batch.number) { course.withLock { $0.goOn(with: drafts) } }
        deliveries.make(batch.number, worker(Passage(.turns(stretch))))
      }
    }
    return course.withLock { $0 }
  }
}
