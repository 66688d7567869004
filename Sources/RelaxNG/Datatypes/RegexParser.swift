/// Reads a regular expression of XML Schema part 2, appendix F.
struct RegexParser {
  /// What is wrong with an expression.
  struct Failure: Error {
    var reason: String
  }

  indirect enum Tree {
    case empty
    case characters(RegexCharacters)
    case sequence([Tree])
    case choice([Tree])
    case repetition(Tree, least: Int, most: Int?)
  }

  private var scalars: [UInt32]
  private var offset = 0
  private var depth = 0

  /// How deep groups may nest, and how large a counter may be.
  private static let depthLimit = 100
  private static let countLimit = 100_000

  static func parse(_ text: String) throws(Failure) -> Tree {
    var parser = RegexParser(scalars: text.unicodeScalars.map(\.value))
    let tree = try parser.expression()
    guard parser.offset == parser.scalars.count else {
      throw Failure(reason: "')' without '(' before it")
    }
    return tree
  }

  private init(scalars: [UInt32]) {
    self.scalars = scalars
  }

  private var next: Unicode.Scalar? {
    offset < scalars.count ? Unicode.Scalar(scalars[offset]) : nil
  }

  private mutating func expression() throws(Failure) -> Tree {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw Failure(reason: "groups are nested too deeply") }
    var branches = [try branch()]
    while next == "|" {
      offset += 1
      branches.append(try branch())
    }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func branch() throws(Failure) -> Tree {
    var pieces: [Tree] = []
    while let scalar = next, scalar != "|", scalar != ")" { pieces.append(try piece()) }
    return pieces.count == 1 ? pieces[0] : pieces.isEmpty ? .empty : .sequence(pieces)
  }

  private mutating func piece() throws(Failure) -> Tree {
    let atom = try atom()
    switch next {
    case "?":
      offset += 1
      return .repetition(atom, least: 0, most: 1)
    case "*":
      offset += 1
      return .repetition(atom, least: 0, most: nil)
    case "+":
      offset += 1
      return .repetition(atom, least: 1, most: nil)
    case "{":
      offset += 1
      let least = try number()
      var most: Int? = least
      if next == "," {
        offset += 1
        most = next == "}" ? nil : try number()
      }
      guard next == "}" else { throw Failure(reason: "a counter lacks its '}'") }
      offset += 1
      if let most, most < least {
        throw Failure(reason: "the counter {\(least),\(most)} runs backwards")
      }
      return .repetition(atom, least: least, most: most)
    default: return atom
    }
  }

  private mutating func number() throws(Failure) -> Int {
    var value = 0
    let start = offset
    while offset < scalars.count, (0x30...0x39).contains(scalars[offset]) {
      value = value * 10 + Int(scalars[offset] - 0x30)
      if value > Self.countLimit {
        throw Failure(reason: "a counter is larger than \(Self.countLimit)")
      }
      offset += 1
    }
    guard offset > start else { throw Failure(reason: "a counter lacks its number") }
    return value
  }

  private mutating func atom() throws(Failure) -> Tree {
    guard let scalar = next else { return .empty }
    switch scalar {
    case "(":
      offset += 1
      let inner = try expression()
      guard next == ")" else { throw Failure(reason: "'(' without ')' after it") }
      offset += 1
      return inner
    case "[":
      offset += 1
      return .characters(try characterClass())
    case ".":
      offset += 1
      return .characters(RegexCharacters([.range(10, 10), .range(13, 13)], isNegated: true))
    case "\\": return .characters(RegexCharacters(try escape()))
    case "?", "*", "+", "{", "}", "]":
      throw Failure(reason: "'\(scalar)' must be written '\\\(scalar)' to stand for itself")
    default:
      offset += 1
      return .characters(RegexCharacters([.range(scalar.value, scalar.value)]))
    }
  }

  /// After `[`: a group of characters, perhaps negated, perhaps with a class taken away.
  private mutating func characterClass() throws(Failure) -> RegexCharacters {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw Failure(reason: "classes are nested too deeply") }
    var result = RegexCharacters()
    if next == "^" {
      result.isNegated = true
      offset += 1
    }
    var isFirst = true
    while true {
      guard let scalar = next else { throw Failure(reason: "'[' without ']' after it") }
      if scalar == "]" {
        if isFirst { throw Failure(reason: "a class of characters is empty") }
        offset += 1
        return result
      }
      if scalar == "-", !isFirst, offset + 1 < scalars.count, scalars[offset + 1] == 0x5B {
        offset += 2
        result.subtracted.append(try characterClass())
        guard next == "]" else {
          throw Failure(reason: "a subtraction must come last in its class")
        }
        offset += 1
        return result
      }
      if scalar == "-", !isFirst, offset + 1 < scalars.count, scalars[offset + 1] != 0x5D {
        throw Failure(reason: "'-' must be written '\\-' inside a class, but first or last in it")
      }
      result.items += try range()
      isFirst = false
    }
  }

  private mutating func range() throws(Failure) -> [RegexCharacters.Item] {
    guard let scalar = next else { return [] }
    var items: [RegexCharacters.Item]
    if scalar == "\\" {
      items = try escape()
    } else if scalar == "[" {
      throw Failure(reason: "'[' must be written '\\[' inside a class")
    } else {
      offset += 1
      items = [.range(scalar.value, scalar.value)]
    }
    guard scalar != "-", case .range(let low, let same)? = items.first, items.count == 1,
      low == same,
      offset + 1 < scalars.count, scalars[offset] == 0x2D,
      scalars[offset + 1] != 0x5D, scalars[offset + 1] != 0x5B
    else { return items }
    offset += 1
    var end: [RegexCharacters.Item]
    if next == "\\" {
      end = try escape()
    } else if next == "-" {
      throw Failure(reason: "'-' must be written '\\-' to end a range")
    } else {
      end = [.range(scalars[offset], scalars[offset])]
      offset += 1
    }
    guard case .range(let high, let other)? = end.first, end.count == 1, high == other else {
      throw Failure(reason: "a range ends in a class of characters")
    }
    guard low <= high else { throw Failure(reason: "a range of characters runs backwards") }
    return [.range(low, high)]
  }

  private mutating func escape() throws(Failure) -> [RegexCharacters.Item] {
    offset += 1
    guard let scalar = next else { throw Failure(reason: "'\\' at the end") }
    offset += 1
    func single(_ scalar: Unicode.Scalar) -> [RegexCharacters.Item] {
      [.range(scalar.value, scalar.value)]
    }
    let decimal = UnicodeCategories.decimal
    let separate = UnicodeCategories.separate
    switch scalar {
    case "n": return single("\n")
    case "r": return single("\r")
    case "t": return single("\t")
    case "\\", "|", ".", "-", "^", "?", "*", "+", "{", "}", "(", ")", "[", "]":
      return single(scalar)
    case "s": return [.range(9, 10), .range(13, 13), .range(32, 32)]
    case "S": return [.range(0, 8), .range(11, 12), .range(14, 31), .range(33, 0x10FFFF)]
    case "i": return [.nameStart(true)]
    case "I": return [.nameStart(false)]
    case "c": return [.namePart(true)]
    case "C": return [.namePart(false)]
    case "d": return [.categories(decimal)]
    case "D": return [.notCategories(decimal)]
    case "w": return [.notCategories(separate)]
    case "W": return [.categories(separate)]
    case "p", "P": return try property(isNegated: scalar == "P")
    default: throw Failure(reason: "'\\\(scalar)' means nothing")
    }
  }

  private mutating func property(isNegated: Bool) throws(Failure) -> [RegexCharacters.Item] {
    guard next == "{" else { throw Failure(reason: "'\\p' lacks its '{'") }
    offset += 1
    var name = ""
    while let scalar = next, scalar != "}" {
      name.unicodeScalars.append(scalar)
      offset += 1
    }
    guard next == "}" else { throw Failure(reason: "'\\p{' lacks its '}'") }
    offset += 1
    if let mask = UnicodeCategories.mask(name) {
      return [isNegated ? .notCategories(mask) : .categories(mask)]
    }
    guard name.hasPrefix("Is"), let ranges = UnicodeBlocks.ranges(String(name.dropFirst(2))) else {
      throw Failure(reason: "'\(name)' is neither a category nor a block of Unicode")
    }
    if !isNegated { return ranges.map { .range($0.lowerBound, $0.upperBound) } }
    var items: [RegexCharacters.Item] = []
    var start: UInt32 = 0
    for range in ranges {
      if range.lowerBound > start { items.append(.range(start, range.lowerBound - 1)) }
      start = range.upperBound + 1
    }
    items.append(.range(start, 0x10FFFF))
    return items
  }
}
