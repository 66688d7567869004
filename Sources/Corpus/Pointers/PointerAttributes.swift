/// The attributes that hold pointers in TEI: those of the datatype `teidata.pointer`, as of TEI P5
/// 4.7, with the elements where others of the same name do not.
enum PointerAttributes {
  /// Where an attribute holds pointers.
  enum Extent: Equatable {
    case never, always
    case only(Set<String>)
    case but(Set<String>)

    /// Whether it does on this element.
    func includes(_ element: String) -> Bool {
      switch self {
      case .never: false
      case .always: true
      case .only(let elements): elements.contains(element)
      case .but(let elements): !elements.contains(element)
      }
    }
  }

  /// Where the attribute `name`, which is in no namespace, holds pointers.
  static func extent(of name: String) -> Extent { extents[name] ?? .never }

  private static let extents: [String: Extent] = {
    var extents = [
      "active": Extent.only(["relation"]), "passive": .only(["relation"]),
      "class": .only(["msContents", "msItem", "msItemStruct"]),
      "from": .only(["app", "arc", "rt", "span"]), "to": .only(["app", "arc", "rt", "span"]),
      "location": .but(["variantEncoding"]), "start": .but(["schemaSpec"]),
      "scheme": .only([
        "catRef", "classCode", "keywords", "locus", "locusGrp", "occupation", "socecStatus",
      ]),
      "new": .only(["handShift"]),
      "value": .only(["eLeaf", "eTree", "iNode", "leaf", "node", "root", "triangle"]),
    ]
    let everywhere = """
      adj adjFrom adjTo ana calendar change children code copyOf corresp datcat datingMethod \
      datingPoint decls domains edRef end exclude fVal facs feats filter follow fromUnit given hand \
      inst lemmaRef mergedIn mutual next nymRef origin parent parts perf period prev ref rendition \
      require resp sameAs scribeRef scriptRef select since source spanTo synch target targetDatcat \
      targetEnd toUnit toWhom unitRef url valueDatcat where who wit
      """
    for name in everywhere.split(separator: " ") { extents[String(name)] = .always }
    return extents
  }()
}
