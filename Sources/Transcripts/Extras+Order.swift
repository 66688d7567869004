extension Extras {
  /// The same extras in the order of Canonical XML: the prefix, then the namespaces by prefix, then
  /// the attributes by namespace and local name.
  ///
  /// XML gives attributes no order, so only extras in one order can be compared.
  public func inCanonicalOrder() -> Extras {
    var sorted = self
    sorted.sort()
    return sorted
  }

  /// Puts the extras in the order of Canonical XML.
  public mutating func sort() {
    if each.count > 1 { each.sort { $0.precedes($1) } }
  }
}

extension Extra {
  /// Whether it comes first in the order of Canonical XML.
  fileprivate func precedes(_ other: Extra) -> Bool {
    switch (self, other) {
    case (.attribute(_, let namespace, let name, _), .attribute(_, let otherSpace, let other, _)):
      // Most are in no namespace, and equal bytes make equal strings.
      namespace.utf8.elementsEqual(otherSpace.utf8)
        ? name.utf8.lexicographicallyPrecedes(other.utf8)
        : namespace.utf8.lexicographicallyPrecedes(otherSpace.utf8)
    case (.namespace(let prefix, _), .namespace(let other, _)):
      prefix.utf8.lexicographicallyPrecedes(other.utf8)
    default: rank < other.rank
    }
  }

  private var rank: Int {
    switch self {
    case .prefix: 0
    case .namespace: 1
    case .attribute: 2
    }
  }
}
