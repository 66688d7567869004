import Transcripts

/// The nodes in the elements that are open, those of the innermost last.
///
/// So an open element costs no array; when it is complete, its nodes are moved into one of the right
/// size.
struct NodeStack: ~Copyable {
  private var nodes: UnsafeMutablePointer<Node>
  private var capacity = 512
  /// The number of nodes.
  private(set) var count = 0

  init() { nodes = .allocate(capacity: capacity) }

  deinit {
    nodes.deinitialize(count: count)
    nodes.deallocate()
  }

  /// Adds a node to the innermost element.
  mutating func append(_ node: consuming Node) {
    if count == capacity { grow() }
    (nodes + count).initialize(to: node)
    count &+= 1
  }

  private mutating func grow() {
    capacity *= 2
    let larger = UnsafeMutablePointer<Node>.allocate(capacity: capacity)
    larger.moveInitialize(from: nodes, count: count)
    nodes.deallocate()
    nodes = larger
  }

  /// Takes away the nodes from `start` on.
  mutating func take(from start: Int) -> [Node] {
    if count == start { return [] }
    var taken: [Node] = []
    taken.reserveCapacity(count - start)
    for index in start..<count { taken.append((nodes + index).move()) }
    count = start
    return taken
  }

  /// Lends the nodes from `start` up to `end`.
  func withNodes(from start: Int, to end: Int, _ body: (Span<Node>) -> Void) {
    body(UnsafeBufferPointer(start: nodes + start, count: end - start).span)
  }

  /// Forgets the nodes from `start` on.
  mutating func remove(from start: Int) {
    (nodes + start).deinitialize(count: count - start)
    count = start
  }
}
