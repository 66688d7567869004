/// Where the parts of a transcript stood in its source.
///
/// Kept apart from the transcript, so that two transcripts are equal when they say the same thing.
public struct Origins: Sendable {
  /// The parts, in the order in which they became known.
  private var parts: [(identifier: String, range: LineRange?)] = []
  /// How many parts have no range any more.
  private var vacancies = 0
  /// An open hash table: in each slot half of a hash, which tells the place to begin at, and the
  /// number of a part from 1; 0 for none.
  private var slots: [UInt64] = []
  /// What the identifiers look like when digits do not count.
  private var shapes = IdentifierShapes()

  /// Creates an empty table.
  public init() {}

  /// The lines that the part with this identifier was read from.
  public subscript(identifier: String) -> LineRange? {
    get {
      var hint = 0
      return lines(of: identifier, near: &hint)
    }
    set {
      if parts.count * 2 >= slots.count {
        if newValue == nil, self[identifier] == nil { return }
        grow(to: max(64, slots.count * 2))
      }
      let hash = Self.hash(identifier)
      let index = slot(of: identifier, hash: hash)
      if slots[index] != 0 {
        let part = Self.part(in: slots[index])
        vacancies += (newValue == nil ? 1 : 0) - (parts[part].range == nil ? 1 : 0)
        parts[part].range = newValue
      } else if newValue != nil {
        append(identifier, newValue, at: index, hash: hash)
      }
    }
  }

  private mutating func append(
    _ identifier: String, _ range: LineRange?, at slot: Int, hash: UInt64
  ) {
    parts.append((identifier, range))
    shapes.insert(identifier)
    slots[slot] = hash & Self.tagMask | UInt64(parts.count)
  }

  /// Enters the lines that a part was read from, and tells whether none were known.
  public mutating func insert(_ lines: LineRange, for identifier: String) -> Bool {
    if parts.count * 2 >= slots.count { grow(to: max(16, slots.count * 2)) }
    let hash = Self.hash(identifier)
    let index = slot(of: identifier, hash: hash)
    if slots[index] == 0 {
      append(identifier, lines, at: index, hash: hash)
    } else {
      let part = Self.part(in: slots[index])
      if parts[part].range != nil { return false }
      vacancies -= 1
      parts[part].range = lines
    }
    return true
  }

  /// The lines that a part was read from, for whoever asks in the order in which they became known.
  ///
  /// A writer asks for every element there is. Those that are here come in order, so that no table is
  /// searched; of most others their shape tells that they are not. `hint` belongs to the caller and
  /// begins with 0.
  public func lines(of identifier: String, near hint: inout Int) -> LineRange? {
    if parts.isEmpty { return nil }
    if hint >= parts.count || !Self.isSame(parts[hint].identifier, identifier) {
      if !shapes.contains(identifier) { return nil }
      let slot = slots[slot(of: identifier, hash: Self.hash(identifier))]
      if slot == 0 { return nil }
      hint = Self.part(in: slot)
    }
    hint += 1
    return parts[hint - 1].range
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

  /// Whether the bytes are the same: to XML, composed and decomposed letters differ.
  private static func isSame(_ first: String, _ second: String) -> Bool {
    let (first, second) = (first.utf8Span.span, second.utf8Span.span)
    if first.count != second.count { return false }
    // From the end: identifiers of one document begin alike.
    var index = first.count
    while index > 0 {
      index -= 1
      if first[index] != second[index] { return false }
    }
    return true
  }

  private static func part(in slot: UInt64) -> Int { Int(slot & ~tagMask) - 1 }

  /// Where to begin to look for a hash of which the upper half is known.
  private static func firstSlot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) }

  /// The slot of an identifier, or the empty one where it would go.
  private func slot(of identifier: String, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var index = Self.firstSlot(hash) & mask
    while slots[index] != 0 {
      if (slots[index] ^ hash) & Self.tagMask == 0,
        Self.isSame(parts[Self.part(in: slots[index])].identifier, identifier)
      {
        break
      }
      index = (index + 1) & mask
    }
    return index
  }

  private mutating func grow(to size: Int) {
    let old = slots
    slots = [UInt64](repeating: 0, count: size)
    for part in old where part != 0 {
      var index = Self.firstSlot(part) & (size - 1)
      while slots[index] != 0 { index = (index + 1) & (size - 1) }
      slots[index] = part
    }
  }
}

/// The different forms that identifiers have when every number is the same: `d.u0` for `d.u17`.
///
/// There are few of them in a document, and one look at an identifier tells which it has.
private struct IdentifierShapes: Sendable {
  /// A hash of each form; empty, with ``areMany``, where there are too many to be of use.
  private var hashes: [UInt64] = []
  private var areMany = false

  mutating func insert(_ identifier: String) {
    let shape = Self.shape(of: identifier)
    if areMany || hashes.contains(shape) { return }
    hashes.append(shape)
    if hashes.count > 16 {
      hashes = []
      areMany = true
    }
  }

  /// Whether an identifier of this form has been seen.
  func contains(_ identifier: String) -> Bool {
    areMany || hashes.contains(Self.shape(of: identifier))
  }

  /// FNV-1a, with one digit for each number.
  private static func shape(of identifier: String) -> UInt64 {
    let bytes = identifier.utf8Span.span
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var wasDigit = false
    for index in bytes.indices {
      let byte = bytes[index]
      let isDigit = byte &- UInt8(ascii: "0") < 10
      if !(isDigit && wasDigit) {
        hash = (hash ^ UInt64(isDigit ? 0 : byte)) &* 0x100_0000_01B3
      }
      wasDigit = isDigit
    }
    return hash
  }
}

extension Origins: Hashable {
  /// Whether the same parts stood in the same places, whatever became known first.
  public static func == (first: Self, second: Self) -> Bool {
    if first.count != second.count { return false }
    // Mostly they became known in the same order.
    var hint = 0
    return first.parts.allSatisfy {
      $0.range == nil || second.lines(of: $0.identifier, near: &hint) == $0.range
    }
  }

  /// Adds how many parts there are.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
  }
}
