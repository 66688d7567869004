// Tags: where most of the time goes in a document with much markup.
extension XMLScanner {
  /// The name at `index`, which moves behind it; `nil` where there is none that is plain.
  @inline(__always)
  private func name(at index: inout Int) -> ScannedName? {
    let start = index
    var colon = 0
    var word: UInt64 = 0
    return classes.withUnsafeBufferPointer { classes in
      guard index < limit, classes[Int(base[index])] & NameBytes.first != 0 else { return nil }
      while index < limit {
        let byte = base[index]
        let kind = classes[Int(byte)]
        if kind & NameBytes.later == 0 {
          guard kind == NameBytes.colon else { break }
          // One colon, with a name on either side.
          guard colon == 0, index &+ 1 < limit,
            classes[Int(base[index &+ 1])] & NameBytes.first != 0
          else { return nil }
          colon = index &- start
        }
        word = word << 8 | UInt64(byte)
        index &+= 1
      }
      return ScannedName(
        start: base + start, count: index &- start, prefixCount: colon, word: word)
    }
  }

  @inline(__always)
  private func skipSpace(_ index: inout Int) {
    while index < limit, base[index] == 0x20 || base[index] == 0x0A || base[index] == 0x09 {
      index &+= 1
    }
  }

  /// What a tag that cannot be read up to `index` means.
  private func unread(_ index: Int) -> Progress { index + 1 < limit ? .stop : .needsMore }

  mutating func readStartTag() throws -> Progress {
    var index = at + 1
    guard let element = name(at: &index), index < limit else { return unread(index) }
    var count = 0
    var declared: [(prefix: [UInt8], uri: String)] = []
    var room = scratch
    var isEmpty = false
    while true {
      let before = index
      skipSpace(&index)
      guard index < limit else { return .needsMore }
      if base[index] == UInt8(ascii: ">") { break }
      if base[index] == UInt8(ascii: "/") {
        guard index + 1 < limit else { return .needsMore }
        guard base[index + 1] == UInt8(ascii: ">") else { return .stop }
        index += 1
        isEmpty = true
        break
      }
      guard index > before, count < Self.mostAttributes, let name = name(at: &index) else {
        return unread(index)
      }
      skipSpace(&index)
      guard index < limit, base[index] == UInt8(ascii: "=") else { return unread(index) }
      index += 1
      skipSpace(&index)
      guard let value = value(at: &index, &room) else { return unread(index) }
      if name.isDeclaration {
        guard let declaration = declaration(name, value, declared) else { return .stop }
        declared.append(declaration)
      } else {
        raw[count] = RawAttribute(name: name, value: value)
        count += 1
      }
    }
    index += 1
    return try send(
      element, attributes: count, declared, to: index, isEmpty: isEmpty,
      isChanged: room.baseAddress != scratch.baseAddress)
  }

  /// The value between quotation marks at `index`, which moves behind it; changed values are kept in
  /// `room`.
  @inline(__always)
  private mutating func value(
    at index: inout Int, _ room: inout UnsafeMutableBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    guard index < limit, base[index] == UInt8(ascii: "\"") || base[index] == UInt8(ascii: "'")
    else { return nil }
    let quote = base[index]
    let start = index + 1
    index = ByteSearch.endOfValue(in: base, from: start, to: limit, quote)
    guard index < limit else { return nil }
    if base[index] == quote {
      defer { index += 1 }
      return UnsafeBufferPointer(start: base + start, count: index - start)
    }
    return changedValue(from: start, to: &index, quote, &room)
  }

  /// A value with references or white space other than spaces in it, as XML 1.0 §3.3.3 has it.
  private mutating func changedValue(
    from start: Int, to index: inout Int, _ quote: UInt8,
    _ room: inout UnsafeMutableBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    if scratch.isEmpty {
      scratch = .allocate(capacity: 2 * Self.blockSize)
      room = scratch
    }
    var count = 0
    index = start
    while index < limit, base[index] != quote {
      guard count + 4 < room.count else { return nil }
      switch base[index] {
      case UInt8(ascii: "<"): return nil
      case UInt8(ascii: "&"):
        guard let reference = PlainReference(in: base, from: index, to: limit) else { return nil }
        reference.withBytes { bytes in
          for byte in bytes {
            room[count] = byte
            count += 1
          }
        }
        index = reference.end
      case 0x09, 0x0A:
        room[count] = 0x20
        count += 1
        index += 1
      default:
        room[count] = base[index]
        count += 1
        index += 1
      }
    }
    guard index < limit else { return nil }
    index += 1
    defer { room = UnsafeMutableBufferPointer(rebasing: room[count...]) }
    return UnsafeBufferPointer(rebasing: room[..<count])
  }

  /// A declaration of a namespace that may be made in front of which `others` stand.
  private func declaration(
    _ name: ScannedName, _ value: UnsafeBufferPointer<UInt8>,
    _ others: [(prefix: [UInt8], uri: String)]
  ) -> (prefix: [UInt8], uri: String)? {
    let prefix = name.prefixCount == 0 ? [] : Array(name.local)
    let uri = String(decoding: value, as: UTF8.self)
    guard prefix.isEmpty || !value.isEmpty, !prefix.starts(with: "xml".utf8),
      uri != XMLName.xmlNamespace, uri != "http://www.w3.org/2000/xmlns/",
      !others.contains(where: { $0.prefix == prefix })
    else { return nil }
    return (prefix, uri)
  }

  private mutating func send(
    _ element: ScannedName, attributes count: Int, _ declared: [(prefix: [UInt8], uri: String)],
    to end: Int, isEmpty: Bool, isChanged: Bool
  ) throws -> Progress {
    let (context, bindingCount) = (names.context, names.bindingCount)
    if !declared.isEmpty, !names.declare(declared) { return .stop }
    guard opens.count < limits.depth, count + declared.count <= limits.attributes,
      end - at <= limits.markupLength,
      let name = names.id(of: element, in: names.context, tag.names),
      fill(
        name, attributes: count, declared,
        canonicalSize: isChanged || isEmpty || !declared.isEmpty ? -1 : element.count + 2,
        source: UnsafeBufferPointer(start: base + at, count: end - at))
    else {
      names.leave(to: context, bindingCount: bindingCount)
      return .stop
    }
    hasRoot = true
    let place = windowStart + end
    places.event.value.end = place
    if isEmpty {
      at = end
      try sink.startElement(tag)
      try sink.endElement(at: needsEndPositions ? places.position : XMLPosition())
      if !declared.isEmpty { names.leave(to: context, bindingCount: bindingCount) }
      return .on
    }
    opens.append(
      Open(
        name: name, nameCount: Int32(element.count), tagStart: Int32(tags.count), context: context,
        bindingCount: Int32(bindingCount), place: place))
    tags.append(UnsafeBufferPointer(start: base + at, count: end - at))
    at = end
    try sink.startElement(tag)
    return .on
  }

  /// Fills the tag; `false` where an attribute has no name, or one that another has.
  ///
  /// - Parameters:
  ///   - canonicalSize: How many bytes the tag has in Canonical XML, but for its attributes; less than
  ///     none where it cannot stand there as it is.
  ///   - source: The tag as it is.
  @inline(__always)
  private mutating func fill(
    _ element: XMLNameTable.ID, attributes count: Int, _ declared: [(prefix: [UInt8], uri: String)],
    canonicalSize: Int, source: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var seen: UInt64 = 0
    var isDoubtful = false
    var prefixed = 0
    var isNamed = true
    var canonicalSize = canonicalSize
    let table = tag.names
    tag.fill { tag in
      tag.begin(element)
      for (prefix, uri) in declared { tag.declare(String(decoding: prefix, as: UTF8.self), uri) }
      for index in 0..<count {
        let attribute = raw[index]
        let context = attribute.name.prefixCount == 0 ? ScannedNames.noNamespace : names.context
        guard let id = names.id(of: attribute.name, in: context, table) else {
          isNamed = false
          return
        }
        let bit: UInt64 = 1 << UInt64(id.index & 63)
        if seen & bit != 0 { isDoubtful = true }
        seen |= bit
        if attribute.name.prefixCount > 0 { prefixed += 1 }
        if canonicalSize >= 0 {
          // One space, the name, an equals sign, and the value between double quotation marks.
          canonicalSize =
            attribute.isSpacedAndQuoted
            ? canonicalSize + attribute.name.count + attribute.value.count + 4 : -1
        }
        tag.add(id, attribute.value, isSpecified: true)
      }
      // Where there is more, there is white space that need not be.
      if canonicalSize == source.count { tag.canonicalSource = source }
    }
    guard isNamed else { return false }
    return !(isDoubtful || prefixed > 1) || hasDistinctAttributes()
  }

  private func hasDistinctAttributes() -> Bool {
    let attributes = tag.attributes
    for index in attributes.indices {
      let name = attributes[index].name
      for other in attributes[..<index] {
        if other.name == name { return false }
        let (first, second) = (tag.names[other.name], tag.names[name])
        if !first.prefix.isEmpty, !second.prefix.isEmpty, first.name == second.name {
          return false
        }
      }
    }
    return true
  }

  mutating func readEndTag() throws -> Progress {
    guard let open = opens.last else { return .stop }
    let count = Int(open.nameCount)
    var index = at + 2 + count
    guard index < limit else { return .needsMore }
    guard tags.holds(base + at + 2, count: count, at: Int(open.tagStart) + 1) else { return .stop }
    skipSpace(&index)
    guard index < limit else { return .needsMore }
    guard base[index] == UInt8(ascii: ">") else { return .stop }
    opens.removeLast()
    noteClosed()
    tags.cut(to: Int(open.tagStart))
    if names.context != open.context {
      names.leave(to: open.context, bindingCount: Int(open.bindingCount))
    }
    at = index + 1
    places.event.value.end = windowStart + at
    try sink.endElement(at: needsEndPositions ? places.position : XMLPosition())
    return .on
  }
}

extension XMLScanner.RawAttribute {
  /// Whether the byte before the name is a space, and the one before the value, which must stand in
  /// the document, a double quotation mark.
  @inline(__always)
  fileprivate var isSpacedAndQuoted: Bool {
    name.start[-1] == 0x20 && value.baseAddress?[-1] == UInt8(ascii: "\"")
  }
}

extension ScannedName {
  /// Whether an attribute of this name declares a namespace.
  fileprivate var isDeclaration: Bool {
    (prefixCount == 0 ? count == 5 : prefixCount == 5) && bytes.starts(with: "xmlns".utf8)
  }
}
