extension Array where Element == UInt8 {
  /// The bytes of a span, as an array that may be kept.
  init(copying bytes: Span<UInt8>) {
    self.init(unsafeUninitializedCapacity: bytes.count) { buffer, count in
      for index in 0..<bytes.count { buffer.initializeElement(at: index, to: bytes[index]) }
      count = bytes.count
    }
  }
}
