/// The characters that one atom of a regular expression matches.
struct RegexCharacters: Hashable, Sendable {
  enum Item: Hashable, Sendable {
    case range(UInt32, UInt32)
    /// A bit for every general category.
    case categories(UInt32)
    case notCategories(UInt32)
    case nameStart(Bool)
    case namePart(Bool)
  }

  var items: [Item] = []
  var isNegated = false
  /// What is taken away again; an array, for a struct cannot hold itself.
  var subtracted: [RegexCharacters] = []

  init(_ items: [Item] = [], isNegated: Bool = false) {
    self.items = items
    self.isNegated = isNegated
  }

  func contains(_ scalar: UInt32) -> Bool {
    let isListed = items.contains { Self.matches($0, scalar) }
    return isListed != isNegated && !subtracted.contains { $0.contains(scalar) }
  }

  private static func matches(_ item: Item, _ scalar: UInt32) -> Bool {
    switch item {
    case .range(let low, let high): scalar >= low && scalar <= high
    case .categories(let mask): mask & UnicodeCategories.bit(of: scalar) != 0
    case .notCategories(let mask): mask & UnicodeCategories.bit(of: scalar) == 0
    case .nameStart(let positive): XMLNames.isStart(scalar) == positive
    case .namePart(let positive): XMLNames.isPart(scalar) == positive
    }
  }
}

/// The general categories of Unicode, as bits.
enum UnicodeCategories {
  private static let names = [
    "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi",
    "Pf", "Po", "Zs", "Zl", "Zp", "Sm", "Sc", "Sk", "So", "Cc", "Cf", "Co", "Cn", "Cs",
  ]

  /// The categories that `\p{name}` means: one of them, or all of a letter.
  static func mask(_ name: String) -> UInt32? {
    var mask: UInt32 = 0
    for (index, own) in names.enumerated() where own == name || String(own.prefix(1)) == name {
      mask |= 1 << UInt32(index)
    }
    // Surrogates cannot occur, and XML Schema does not name them.
    return mask == 0 || name == "Cs" ? nil : mask
  }

  /// What `\d` means.
  static let decimal = mask("Nd") ?? 0
  /// What `\W` means.
  static let separate = ["P", "Z", "C"].reduce(0) { $0 | (mask($1) ?? 0) }

  static func bit(of value: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(value) else { return 1 << 29 }
    let index: UInt32 =
      switch scalar.properties.generalCategory {
      case .uppercaseLetter: 0
      case .lowercaseLetter: 1
      case .titlecaseLetter: 2
      case .modifierLetter: 3
      case .otherLetter: 4
      case .nonspacingMark: 5
      case .spacingMark: 6
      case .enclosingMark: 7
      case .decimalNumber: 8
      case .letterNumber: 9
      case .otherNumber: 10
      case .connectorPunctuation: 11
      case .dashPunctuation: 12
      case .openPunctuation: 13
      case .closePunctuation: 14
      case .initialPunctuation: 15
      case .finalPunctuation: 16
      case .otherPunctuation: 17
      case .spaceSeparator: 18
      case .lineSeparator: 19
      case .paragraphSeparator: 20
      case .mathSymbol: 21
      case .currencySymbol: 22
      case .modifierSymbol: 23
      case .otherSymbol: 24
      case .control: 25
      case .format: 26
      case .privateUse: 27
      case .unassigned: 28
      case .surrogate: 29
      @unknown default: 28
      }
    return 1 << index
  }
}
