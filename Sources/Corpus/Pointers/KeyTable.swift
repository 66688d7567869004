/// Values by the numbers of names: some 24 bytes for each, however long its name.
struct KeyTable<Value: Sendable>: Sendable {
  private struct Slot {
    var key: UInt64
    var value: Value
  }

  private let empty: Slot
  private var slots: [Slot] = []
  private(set) var count = 0

  /// Creates an empty table; `filler` stands where nothing is.
  init(filler: Value) { empty = Slot(key: 0, value: filler) }

  /// The value that was entered first under a key.
  subscript(key: UInt64) -> Value? {
    guard !slots.isEmpty else { return nil }
    let found = slots[place(of: key)]
    return found.key == key ? found.value : nil
  }

  /// Enters a value; the one that is there before, if the key is not new.
  mutating func insert(_ key: UInt64, _ value: Value) -> Value? {
    if count &* 3 >= slots.count &* 2 { grow() }
    let place = place(of: key)
    if slots[place].key == key { return slots[place].value }
    slots[place] = Slot(key: key, value: value)
    count &+= 1
    return nil
  }

  /// Goes over all, in no order.
  func forEach(_ work: (UInt64, Value) -> Void) {
    for slot in slots where slot.key != 0 { work(slot.key, slot.value) }
  }

  private func place(of key: UInt64) -> Int {
    let mask = slots.count &- 1
    var place = Int(truncatingIfNeeded: key) & mask
    while slots[place].key != 0, slots[place].key != key { place = (place &+ 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: empty, count: max(64, old.count * 2))
    for slot in old where slot.key != 0 { slots[place(of: slot.key)] = slot }
  }
}

/// Identifiers and where they stand.
typealias IdentifierIndex = KeyTable<IdentifierPlace>

/// Where an identifier stands.
struct IdentifierPlace: Sendable, Equatable {
  var file: Int32
  var line: Int32
}

extension IdentifierIndex {
  init() { self.init(filler: IdentifierPlace(file: 0, line: 0)) }
}
