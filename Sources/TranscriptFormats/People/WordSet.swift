/// Words by their ``ByteHash``, which is hash enough: a look-up compares one or two numbers.
struct WordSet: Sendable {
  /// An open hash table; 0 where nothing is, which is the hash of no word.
  private var slots: [UInt64]
  private var count = 0

  /// Creates an empty set.
  init() {
    slots = [UInt64](repeating: 0, count: 16)
  }

  /// Creates the set of `words`.
  init(_ words: some Sequence<String>) {
    self.init()
    for word in words { insert(ByteHash(ofWord: word).value) }
  }

  /// Creates the set of the words with these hashes.
  init(hashes: some Sequence<UInt64>) {
    self.init()
    for hash in hashes { insert(hash) }
  }

  /// Adds the word with this hash.
  mutating func insert(_ hash: UInt64) {
    let slot = slot(of: hash)
    if hash == 0 || slots[slot] == hash { return }
    slots[slot] = hash
    count += 1
    guard count * 2 > slots.count else { return }
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for hash in old where hash != 0 { slots[self.slot(of: hash)] = hash }
  }

  /// The words of both sets.
  func union(_ other: WordSet) -> WordSet {
    var result = self
    result.formUnion(other)
    return result
  }

  /// Adds all words of another set.
  mutating func formUnion(_ other: WordSet) {
    for hash in other.slots { insert(hash) }
  }

  /// The words of this set that are not in another.
  func subtracting(_ other: WordSet) -> WordSet {
    var result = WordSet()
    for hash in slots where !other.contains(hash) { result.insert(hash) }
    return result
  }

  /// Whether the word with this hash is in it.
  @inline(__always)
  func contains(_ hash: UInt64) -> Bool { hash != 0 && slots[slot(of: hash)] == hash }

  /// The slot of a hash, or the empty one where it would go.
  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    let mask = slots.count &- 1
    var index = Int(truncatingIfNeeded: hash ^ (hash >> 29)) & mask
    while slots[index] != 0, slots[index] != hash { index = (index &+ 1) & mask }
    return index
  }
}
