import Transcripts

/// The elements of a transcript that the model does not know, counted.
struct OpaqueCensus {
  private var counts: [String: Int] = [:]

  /// Counts the opaque elements of a transcript.
  init(of transcript: Transcript) {
    count(transcript.content)
  }

  private mutating func count(_ nodes: [Node]) {
    for node in nodes {
      if case .opaque(let opaque) = node { counts[opaque.name, default: 0] += 1 }
      count(node.content)
    }
  }

  /// The names with their numbers, the most frequent first.
  var names: [(name: String, count: Int)] {
    counts.map { (name: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
