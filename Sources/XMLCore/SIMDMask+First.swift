extension SIMDMask<SIMD16<Int8>> {
  /// The number of the first lane that is true.
  @inlinable
  package var firstTrue: Int? {
    // A lane that is true is a byte of nothing but ones.
    let halves = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    let (first, second) = (UInt64(littleEndian: halves[0]), UInt64(littleEndian: halves[1]))
    if first != 0 { return first.trailingZeroBitCount / 8 }
    return second == 0 ? nil : 8 + second.trailingZeroBitCount / 8
  }
}
