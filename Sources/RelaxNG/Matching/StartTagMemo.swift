import XMLCore

/// What start tags do, as learned from tags of the same form in the same state: in a document, a few
/// hundred forms make up nearly all tags, and one comparison with a form stands for the look-ups of the
/// element, of each attribute and of the end of the tag.
///
/// Names are those of one table. A form that is met keeps its place until another takes it.
struct StartTagMemo {
  /// A form of start tags: everything but the values of the attributes.
  struct Form {
    fileprivate var state: Int32 = -1
    fileprivate var name: Int32 = -1
    /// How many attributes there are, and where they begin in ``StartTagMemo/attributes``.
    fileprivate var count: Int32 = 0
    /// The opening of the element.
    var opening: Int32 = -1
    /// The state after the tag.
    var closed: Int32 = -1
  }

  /// What an attribute of a form needs.
  struct Attribute {
    fileprivate var name: Int32 = -1
    /// A number in the automaton's ``Automaton/attributeSteps``.
    var step: Int32 = -1
    /// The test for the value; -1 for none.
    var test: Int32 = -1
    var identity = IdentityType.none
  }

  private static let size = 1024
  private static let widest = 12

  private var forms = Array(repeating: Form(), count: Self.size)
  private var attributes = Array(repeating: Attribute(), count: Self.size * Self.widest)
  /// What is being learned.
  private var pending: [Attribute] = []
  private var isLearning = false

  /// Forgets everything: the numbers of states have changed.
  mutating func clear() {
    forms = Array(repeating: Form(), count: Self.size)
    isLearning = false
  }

  /// The number of the form of `tag` in `state`, or -1.
  @inline(__always)
  func find(_ tag: XMLStartTag, in state: Int32) -> Int {
    let written = tag.attributes
    let slot = Self.slot(tag.name.index, written, state)
    let form = forms[slot]
    guard form.state == state, form.name == tag.name.index, Int(form.count) == written.count else {
      return -1
    }
    let start = slot * Self.widest
    for index in written.indices where attributes[start + index].name != written[index].name.index {
      return -1
    }
    return slot
  }

  /// The form with a number that was found.
  subscript(slot: Int) -> Form { forms[slot] }

  /// What the attribute at `index` of that form needs.
  @inline(__always)
  func attribute(_ index: Int, of slot: Int) -> Attribute { attributes[slot * Self.widest + index] }

  // MARK: Learning

  /// A tag of a form that is not known is about to be matched.
  mutating func beginLearning(_ tag: XMLStartTag) {
    isLearning = tag.attributes.count <= Self.widest
    pending.removeAll(keepingCapacity: true)
  }

  /// An attribute with one meaning was met.
  mutating func learn(_ name: XMLNameTable.ID, step: Int32, test: Int32, _ identity: IdentityType) {
    guard isLearning else { return }
    pending.append(Attribute(name: name.index, step: step, test: test, identity: identity))
  }

  /// The form depends on values, or is wrong: it is not kept.
  mutating func stopLearning() { isLearning = false }

  /// The tag is matched, and nothing stood in the way of keeping its form.
  mutating func endLearning(_ tag: XMLStartTag, in state: Int32, opening: Int32, closed: Int32) {
    guard isLearning, pending.count == tag.attributes.count else { return }
    isLearning = false
    let slot = Self.slot(tag.name.index, tag.attributes, state)
    forms[slot] = Form(
      state: state, name: tag.name.index, count: Int32(pending.count), opening: opening,
      closed: closed)
    for index in pending.indices { attributes[slot * Self.widest + index] = pending[index] }
  }

  @inline(__always)
  private static func slot(
    _ name: Int32, _ attributes: UnsafeBufferPointer<XMLStartTag.Attribute>, _ state: Int32
  ) -> Int {
    var hash = UInt32(bitPattern: state) &* 0x9E37_79B1 ^ UInt32(bitPattern: name)
    for index in attributes.indices {
      hash = hash &* 0x85EB_CA6B ^ UInt32(bitPattern: attributes[index].name.index)
    }
    return Int((hash &* 0xC2B2_AE35) >> 22)
  }
}
