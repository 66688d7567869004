import Crypto

/// SHA-256, in lower-case hexadecimal.
public enum Digest {
  /// The digest of `bytes`.
  public static func sha256Hex(_ bytes: [UInt8]) -> String {
    sha256Hex(bytes.span)
  }

  /// The digest of `bytes`.
  public static func sha256Hex(_ bytes: Span<UInt8>) -> String {
    var hasher = Hasher()
    hasher.update(bytes)
    return hasher.finalise()
  }

  /// A digest in the making, over bytes that come in pieces.
  public struct Hasher: Sendable {
    private var state = SHA256()

    /// Creates the digest of nothing.
    public init() {}

    /// Adds bytes.
    public mutating func update(_ bytes: Span<UInt8>) {
      bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
    }

    /// The digest of all bytes so far; more may follow.
    public func finalise() -> String { Digest.hex(state.finalize()) }
  }

  /// A SHA-512 digest in the making, for those who ask for it.
  package struct LongHasher: Sendable {
    private var state = SHA512()

    /// Creates the digest of nothing.
    package init() {}

    /// Adds bytes.
    package mutating func update(_ bytes: Span<UInt8>) {
      bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
    }

    /// The digest of all bytes so far, in lower-case hexadecimal.
    package func finalise() -> String { Digest.hex(state.finalize()) }
  }

  private static func hex(_ digest: some Sequence<UInt8>) -> String {
    var hex: [UInt8] = []
    hex.reserveCapacity(128)
    for byte in digest {
      hex.append(digit(byte >> 4))
      hex.append(digit(byte & 15))
    }
    return String(decoding: hex, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }
}
