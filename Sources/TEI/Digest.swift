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
    public func finalise() -> String {
      let digits = Array("0123456789abcdef".utf8)
      var hex: [UInt8] = []
      for byte in state.finalize() {
        hex.append(digits[Int(byte >> 4)])
        hex.append(digits[Int(byte & 15)])
      }
      return String(decoding: hex, as: UTF8.self)
    }
  }
}
