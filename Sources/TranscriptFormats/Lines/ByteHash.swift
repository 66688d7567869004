/// A hash of bytes that is the same on every run: FNV-1a, 64 bits.
struct ByteHash: Hashable {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of nothing.
  init() {}

  /// The hash of the letters of a word in lower case, full stops left out.
  init(ofWord word: String) {
    for byte in word.utf8 where byte != UInt8(ascii: ".") { addFolded(byte) }
  }

  /// Takes a byte into account.
  @inline(__always)
  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// Takes a byte into account, an ASCII capital as its small letter.
  @inline(__always)
  mutating func addFolded(_ byte: UInt8) {
    add(isUpperCaseASCII(byte) ? byte | 0x20 : byte)
  }
}
