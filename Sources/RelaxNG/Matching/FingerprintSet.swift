/// A set of numbers that are as good as random, in about seven bytes each.
///
/// Of each number 56 bits count: the first eight choose a part of the set, the others are kept there.
/// Parts grow one by one and by little, so the set never needs much more room than it has.
struct FingerprintSet {
  private static let partCount = 256
  private static let width = 3

  /// Open addressing: three words for a number, all zero for a free place; nothing before there is a
  /// number.
  private var parts: [[UInt16]] = []
  private var counts = [Int32](repeating: 0, count: Self.partCount)
  /// How many numbers there are.
  private(set) var count = 0

  /// Whether a number is there.
  func contains(_ number: UInt64) -> Bool {
    if count == 0 { return false }
    let part = Self.part(number)
    return !parts[part].isEmpty && Self.place(of: Self.rest(number), in: parts[part]).isThere
  }

  /// Adds a number, and tells whether it is new.
  mutating func insert(_ number: UInt64) -> Bool {
    if count == 0 { parts = Array(repeating: [], count: Self.partCount) }
    let part = Self.part(number)
    if (Int(counts[part]) + 1) * 10 > parts[part].count / Self.width * 9 { grow(part) }
    let rest = Self.rest(number)
    let place = Self.place(of: rest, in: parts[part])
    if place.isThere { return false }
    Self.write(rest, at: place.offset, of: &parts[part])
    counts[part] += 1
    count += 1
    return true
  }

  private static func part(_ number: UInt64) -> Int { Int(truncatingIfNeeded: number >> 48 & 0xFF) }

  private static func rest(_ number: UInt64) -> UInt64 { max(number & 0xFFFF_FFFF_FFFF, 1) }

  @inline(__always)
  private static func place(of rest: UInt64, in part: [UInt16]) -> (offset: Int, isThere: Bool) {
    let size = part.count / width
    // The upper half of the product: a place in proportion to the number.
    var offset = width * Int(((rest >> 16) &* UInt64(size)) >> 32)
    while true {
      let found = read(at: offset, of: part)
      if found == rest { return (offset, true) }
      if found == 0 { return (offset, false) }
      offset += width
      if offset == part.count { offset = 0 }
    }
  }

  @inline(__always)
  private static func read(at offset: Int, of part: [UInt16]) -> UInt64 {
    UInt64(part[offset]) | UInt64(part[offset + 1]) << 16 | UInt64(part[offset + 2]) << 32
  }

  private static func write(_ rest: UInt64, at offset: Int, of part: inout [UInt16]) {
    for index in 0..<width {
      part[offset + index] = UInt16(truncatingIfNeeded: rest >> UInt64(16 * index))
    }
  }

  private mutating func grow(_ part: Int) {
    let old = parts[part]
    let size = max(16, old.count / Self.width * 9 / 8)
    var larger = [UInt16](repeating: 0, count: size * Self.width)
    for offset in stride(from: 0, to: old.count, by: Self.width) {
      let rest = Self.read(at: offset, of: old)
      if rest == 0 { continue }
      Self.write(rest, at: Self.place(of: rest, in: larger).offset, of: &larger)
    }
    parts[part] = larger
  }
}
