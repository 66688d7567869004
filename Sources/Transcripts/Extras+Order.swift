extension Extras {
  /// The same extras in the order of Canonical XML: the prefix, then the namespaces by prefix, then
  /// the attributes by namespace and local name.
  ///
  /// XML gives attributes no order, so only extras in one order can be compared.
  public func inCanonicalOrder() -> Extras {
    let isOrdered = zip(each, each.dropFirst()).allSatisfy { !$1.precedes($0) }
    return isOrdered ? self : Extras(each.sorted { $0.precedes($1) })
  }
}

extension Extra {
  /// Whether it stands before another.
  fileprivate func precedes(_ other: Extra) -> Bool {
    switch (self, other) {
    case (.prefix, .prefix): false
    case (.prefix, _): true
    case (.namespace(let one, _), .namespace(let another, _)):
      one.utf8.lexicographicallyPrecedes(another.utf8)
    case (.namespace, .attribute): true
    case (.attribute(_, let namespace, let name, _), .attribute(_, let second, let other, _)):
      // Nearly all are in the same namespace.
      namespace.utf8.elementsEqual(second.utf8)
        ? name.utf8.lexicographicallyPrecedes(other.utf8)
        : namespace.utf8.lexicographicallyPrecedes(second.utf8)
    case (.namespace, .prefix), (.attribute, _): false
    }
  }
}
