/// Where the parts of a transcript stood in its source.
///
/// Kept apart from the transcript, so that two transcripts are equal when they say the same thing.
public struct Origins: Sendable {
  /// The parts, in the order in which they became known.
  private var parts: [(identifier: String, range: LineRange?)] = []
  /// How many parts have no range any more.
  private var vacancies = 0
  /// An open hash table: in each slot half of a hash, and the number of a part from 1; 0 for none.
  ///
  /// A writer asks for every element there is, and most of them are not here: this is small enough
  /// to say so without a look at an identifier.
  private var slots: [UInt64] = []

  /// Creates an empty table.
  public init() {}

  /// The lines that the part with this identifier was read from.
  public subscript(identifier: String) -> LineRange? {
    get {
      if slots.isEmpty { return nil }
      let slot = slots[slot(of: identifier, hash: Self.hash(identifier))]
      return slot == 0 ? nil : parts[Self.part(in: slot)].range
    }
    set {
      if parts.count * 2 >= slots.count {
        if newValue == nil, self[identifier] == nil { return }
        grow(to: max(16, slots.count * 2))
      }
      let hash = Self.hash(identifier)
      let index = slot(of: identifier, hash: hash)
      if slots[index] != 0 {
        let part = Self.part(in: slots[index])
        vacancies += (newValue == nil ? 1 : 0) - (parts[part].range == nil ? 1 : 0)
        parts[part].range = newValue
      } else if newValue != nil {
        parts.append((identifier, newValue))
        slots[index] = hash & Self.tagMask | UInt64(parts.count)
      }
    }
  }

  /// How many parts have a known place.
  public var count: Int { parts.count - vacancies }

  /// Makes room for `count` parts.
  public mutating func reserveCapacity(_ count: Int) {
    parts.reserveCapacity(count)
    var size = max(16, slots.count)
    while size <= count * 2 { size *= 2 }
    if size > slots.count { grow(to: size) }
  }
}

// MARK: - The hash table

extension Origins {
  private static var tagMask: UInt64 { 0xFFFF_FFFF_0000_0000 }

  private static func hash(_ identifier: String) -> UInt64 {
    var hasher = Hasher()
    identifier.utf8Span.span.withUnsafeBytes { hasher.combine(bytes: $0) }
    return UInt64(truncatingIfNeeded: hasher.finalize())
  }

  private static func part(in slot: UInt64) -> Int { Int(slot & ~tagMask) - 1 }

  /// The slot of an identifier, or the empty one where it would go.
  private func slot(of identifier: String, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != 0 {
      if (slots[index] ^ hash) & Self.tagMask == 0,
        parts[Self.part(in: slots[index])].identifier.utf8.elementsEqual(identifier.utf8)
      {
        break
      }
      index = (index + 1) & mask
    }
    return index
  }

  private mutating func grow(to size: Int) {
    slots = [UInt64](repeating: 0, count: size)
    for (number, part) in parts.enumerated() {
      let hash = Self.hash(part.identifier)
      slots[slot(of: part.identifier, hash: hash)] = hash & Self.tagMask | UInt64(number + 1)
    }
  }
}

extension Origins: Hashable {
  /// Whether the same parts stood in the same places, whatever became known first.
  public static func == (first: Self, second: Self) -> Bool {
    first.count == second.count
      && first.parts.allSatisfy { $0.range == nil || second[$0.identifier] == $0.range }
  }

  /// Adds how many parts there are.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
  }
}
