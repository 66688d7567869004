import Glibc

extension String {
  /// Whether both have the same bytes; `==` takes composed and decomposed letters for the same.
  package func isSame(as other: String) -> Bool {
    let isKnown = utf8.withContiguousStorageIfAvailable { one in
      other.utf8.withContiguousStorageIfAvailable { other in
        guard one.count == other.count, let first = one.baseAddress, let second = other.baseAddress
        else { return one.count == other.count }
        return memcmp(first, second, one.count) == 0
      }
    }
    return (isKnown ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

extension String? {
  /// Whether both are absent, or have the same bytes.
  func isSame(as other: String?) -> Bool {
    switch (self, other) {
    case (nil, nil): true
    case (let one?, let other?): one.isSame(as: other)
    default: false
    }
  }
}
