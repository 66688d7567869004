/// Runs a regular expression in time linear in the text: a deterministic automaton that is built as
/// far as texts need it.
struct RegexMatcher: Sendable {
  private let expression: RegularExpression
  /// The steps of the nondeterministic automaton that each state stands for.
  private var states: [[Int32]] = []
  private var accepting: [Bool] = []
  private var stateIndexes: [[Int32]: Int32] = [:]
  /// By state and class of characters: the next state, -1 for none, -2 for not known.
  private var transitions: [Int32] = []
  private var classCapacity = 8
  /// By state and ASCII character, the same, so that a usual character costs one look-up.
  private var asciiTransitions: [Int32] = []
  /// By state: the ASCII characters known to lead back to it, which are passed over in a run.
  private var loops: [ASCIISet] = []
  /// A scalar of each class, which stands for all of it.
  private var representatives: [UInt32] = []
  private var classIndexes: [[UInt64]: Int32] = [:]
  private var asciiClasses: [Int16] = Array(repeating: -1, count: 128)
  private var otherClasses = IntegerMap()

  /// The number of states at which the automaton is begun anew.
  private static let stateLimit = 512

  init(_ expression: RegularExpression) {
    self.expression = expression
    restart()
  }

  private mutating func restart() {
    states = []
    accepting = []
    stateIndexes = [:]
    transitions = []
    asciiTransitions = []
    loops = []
    _ = state(of: [expression.start])
  }

  /// Whether all of `bytes` matches.
  mutating func matches(_ bytes: Span<UInt8>) -> Bool {
    var state: Int32 = 0
    var offset = 0
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte < 128 {
        let next = follow(bytes, at: &offset, from: state)
        if next >= 0 {
          state = next
          continue
        }
        if next == -1 { return false }
      }
      let from = state
      let scalar = Scalars.next(in: bytes, at: &offset)
      let known = scalar < 128 ? Int32(asciiClasses[Int(scalar)]) : -1
      let kind = known >= 0 ? known : classIndex(of: scalar)
      let next = transitions[Int(state) * classCapacity + Int(kind)]
      state = next == -2 ? step(from: state, kind) : next
      // A restart may have given the old state's number to another.
      if byte < 128, Int(from) < states.count,
        transitions[Int(from) * classCapacity + Int(kind)] == state
      {
        asciiTransitions[Int(from) << 7 | Int(byte)] = state
        if from == state { loops[Int(state)].insert(byte) }
      }
      if state < 0 { return false }
    }
    return accepting[Int(state)]
  }

  /// Goes over ASCII characters as far as their steps are known; the state then, or what there is
  /// instead of one where not even the first is known or allowed.
  private func follow(_ bytes: Span<UInt8>, at offset: inout Int, from state: Int32) -> Int32 {
    let table = asciiTransitions.span
    var state = state
    var index = offset
    while index < bytes.count, bytes[index] < 128 {
      let next = table[Int(state) << 7 | Int(bytes[index])]
      if next < 0 {
        if index == offset { return next }
        break
      }
      index += 1
      if next == state {
        let loop = loops[Int(state)]
        while index < bytes.count, bytes[index] < 128, loop.bit(bytes[index]) != 0 { index += 1 }
      }
      state = next
    }
    offset = index
    return state
  }

  private mutating func classIndex(of scalar: UInt32) -> Int32 {
    if scalar >= 128, let known = otherClasses[UInt64(scalar)] { return known }
    var signature = [UInt64](repeating: 0, count: (expression.sets.count + 63) / 64)
    for (index, set) in expression.sets.enumerated() where set.contains(scalar) {
      signature[index / 64] |= 1 << UInt64(index % 64)
    }
    let index: Int32
    if let known = classIndexes[signature] {
      index = known
    } else {
      index = Int32(representatives.count)
      representatives.append(scalar)
      classIndexes[signature] = index
      if representatives.count > classCapacity { widen() }
    }
    if scalar < 128 {
      asciiClasses[Int(scalar)] = Int16(index)
    } else {
      if otherClasses.count > 1 << 16 { otherClasses = IntegerMap() }
      otherClasses.set(UInt64(scalar), index)
    }
    return index
  }

  private mutating func widen() {
    var wider = [Int32](repeating: -2, count: states.count * classCapacity * 2)
    for state in states.indices {
      for kind in 0..<classCapacity {
        wider[state * classCapacity * 2 + kind] = transitions[state * classCapacity + kind]
      }
    }
    transitions = wider
    classCapacity *= 2
  }

  private mutating func step(from state: Int32, _ kind: Int32) -> Int32 {
    let scalar = representatives[Int(kind)]
    var targets: [Int32] = []
    for index in states[Int(state)] {
      if case .characters(let set, let next) = expression.steps[Int(index)],
        expression.sets[Int(set)].contains(scalar)
      {
        targets.append(next)
      }
    }
    if targets.isEmpty {
      transitions[Int(state) * classCapacity + Int(kind)] = -1
      return -1
    }
    if states.count >= Self.stateLimit {
      restart()
      return self.state(of: targets)
    }
    let next = self.state(of: targets)
    transitions[Int(state) * classCapacity + Int(kind)] = next
    return next
  }

  /// The state for all steps that `targets` lead to without reading anything.
  private mutating func state(of targets: [Int32]) -> Int32 {
    var closure: Set<Int32> = []
    var pending = targets
    var members: [Int32] = []
    var isAccepting = false
    while let next = pending.popLast() {
      guard closure.insert(next).inserted else { continue }
      switch expression.steps[Int(next)] {
      case .split(let first, let second):
        pending.append(first)
        pending.append(second)
      case .jump(let target): pending.append(target)
      case .characters: members.append(next)
      case .accept: isAccepting = true
      }
    }
    members.sort()
    // The accepting step is told apart by a number that no step has.
    if isAccepting { members.append(.max) }
    if let known = stateIndexes[members] { return known }
    let index = Int32(states.count)
    stateIndexes[members] = index
    if isAccepting { members.removeLast() }
    states.append(members)
    accepting.append(isAccepting)
    transitions.append(contentsOf: repeatElement(-2, count: classCapacity))
    asciiTransitions.append(contentsOf: repeatElement(-2, count: 128))
    loops.append(ASCIISet())
    return index
  }
}
