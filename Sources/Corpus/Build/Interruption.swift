import Glibc
import Synchronization

/// Whether somebody asked the program to stop: Ctrl-C, or a shutdown.
package enum Interruption {
  private static let requests = Atomic(0)

  /// Whether to stop as soon as what is begun is in a sound state.
  package static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }

  /// Takes the signals that ask for an end; the second of them ends the program at once.
  package static func listen() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interruption.requests.add(1, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }
}
