extension Extras {
  /// The same extras in the order of Canonical XML: the prefix, then the namespaces by prefix, then
  /// the attributes by namespace and local name.
  ///
  /// XML gives attributes no order, so only extras in one order can be compared.
  public func inCanonicalOrder() -> Extras {
    each.count < 2 ? self : Extras(each.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) })
  }
}

extension Extra {
  /// Bytes that order as the extras do; a NUL, which no name holds, ends a part.
  fileprivate var sortKey: [UInt8] {
    switch self {
    case .prefix: [0]
    case .namespace(let prefix, _): [1] + prefix.utf8
    case .attribute(_, let namespace, let name, _): [2] + namespace.utf8 + [0] + name.utf8
    }
  }
}
