/// Reads a document as far as it is plain, several times as fast as libxml2.
///
/// Plain is what nearly all of nearly every document is: UTF-8 with LF at the ends of lines, a document
/// type declaration that gives no attribute a default, names in ASCII, tags of reasonable size, and no
/// mistake. At the first
/// token that may be anything else, the scanner stops before it, and libxml2 goes on from there. So
/// what is not well-formed is never judged here, and the scanner need not know why.
struct XMLScanner {
  /// What came of an attempt to read a token.
  enum Progress {
    /// It was read.
    case on
    /// It goes on behind the bytes that are there.
    case needsMore
    /// It is not plain.
    case stop
  }

  /// An element that is open.
  struct Open {
    var name: XMLNameTable.ID
    /// The bytes of its name, and of the tags that are open around it.
    var nameCount: Int32
    var tagStart: Int32
    /// What was in force around it.
    var context: Int32
    var bindingCount: Int32
    /// Where its start tag ends, then, when ``settled``, on which line.
    var place: Int
  }

  /// What an attribute is before its name is known.
  struct RawAttribute {
    var name: ScannedName
    var value: UnsafeBufferPointer<UInt8>
  }

  /// How many bytes are read at a time, and how many a token may have.
  static let blockSize = 1 << 16
  static let mostAttributes = 32

  let input: XMLInput
  let sink: any XMLEventSink
  let tag: XMLStartTag
  let places: ScannerPlaces
  let limits: XMLReader.Limits
  let needsEndPositions: Bool
  let classes = NameBytes.table
  var names: ScannedNames

  /// The bytes that are there, where in the document they begin, how many are sound, and where the
  /// next token begins.
  var base: UnsafePointer<UInt8>
  var windowStart = 0
  var limit = 0
  var at = 0
  private var lineOfWindow = 1
  /// Whether the byte at `limit` is not for this scanner.
  private var isFaulty = false
  private var isAtEnd = false

  var opens: [Open] = []
  /// How many of the open elements have their line.
  private var settled = 0
  /// The start tags of the open elements, as they were written.
  var tags = ByteStack()
  var hasRoot = false
  /// The XML declaration and the document type declaration, as they were written.
  var prolog: [UInt8] = []
  var hasDoctype = false
  /// Values that had to be changed; no room before there is one.
  var scratch = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
  let raw = UnsafeMutableBufferPointer<RawAttribute>.allocate(capacity: Self.mostAttributes)

  init(input: XMLInput, sink: any XMLEventSink, tag: XMLStartTag, limits: XMLReader.Limits) {
    self.input = input
    self.sink = sink
    self.tag = tag
    self.limits = limits
    places = ScannerPlaces(input: input)
    needsEndPositions = sink.needsEndPositions
    names = tag.names.takeScanned(limits)
    base = input.windowBytes
  }

  /// Reads on until the document ends, or something comes that is not plain: then the place is
  /// returned.
  mutating func run() throws -> Handover? {
    tag.locator.follow(places)
    defer {
      tag.locator.stop(at: input.position(at: windowStart + at))
      scratch.deallocate()
      raw.deallocate()
      tags.free()
      tag.names.give(back: names)
    }
    _ = try refill()
    if !skipDeclaration() { return handover() }
    while true {
      switch try opens.isEmpty ? readOutside() : readContent() {
      case .on: continue
      case .stop: return handover()
      case .needsMore:
        if try refill() { continue }
        guard isAtEnd, !isFaulty, hasRoot, opens.isEmpty, at == limit else { return handover() }
        try sink.endDocument()
        return nil
      }
    }
  }

  // MARK: - Bytes

  /// Gets more bytes, and tells whether there are some.
  private mutating func refill() throws -> Bool {
    if isFaulty || isAtEnd || limit - at > Self.blockSize { return false }
    settleLines()
    lineOfWindow += LineCounter.feeds(in: UnsafeRawBufferPointer(start: base, count: at))
    windowStart += at
    input.drop(upTo: windowStart)
    limit -= at
    at = 0
    let old = limit
    isAtEnd = try !input.fill(to: windowStart + limit + Self.blockSize)
    base = input.windowBytes
    let bytes = input.bytes(from: windowStart + limit)
    let whole = isAtEnd ? bytes.count : XMLInput.cut(of: bytes)
    let sound = SoundBytes.count(in: UnsafeBufferPointer(rebasing: bytes[..<whole]))
    limit += sound
    isFaulty = sound < whole || (isAtEnd && whole < bytes.count)
    return limit > old || !(isFaulty || isAtEnd)
  }

  /// Notes the lines of start tags before the bytes that tell them are gone.
  private mutating func settleLines() {
    var line = lineOfWindow
    var counted = 0
    while settled < opens.count {
      let offset = opens[settled].place - windowStart
      line += LineCounter.feeds(
        in: UnsafeRawBufferPointer(start: base + counted, count: offset - counted))
      counted = offset
      opens[settled].place = line
      settled += 1
    }
  }

  /// An element was closed.
  @inline(__always)
  mutating func noteClosed() { if settled > opens.count { settled = opens.count } }

  private mutating func handover() -> Handover {
    settleLines()
    var place = Handover(
      markup: prolog, hasDoctype: hasDoctype, offset: windowStart + at, mostNames: names.mostNames)
    place.open = opens.map { Handover.Element(name: $0.name, line: $0.place) }
    place.isBehindRoot = hasRoot && opens.isEmpty
    place.markup += place.isBehindRoot ? Array("<r/>".utf8) : Array(tags.all)
    // An XML declaration that comes now is none.
    if place.markup.isEmpty, place.offset > 0 { place.markup = [0x20] }
    return place
  }

  // MARK: - Outside the root

  /// Passes the XML declaration; `false` where there is one that says something unusual.
  private mutating func skipDeclaration() -> Bool {
    guard starts(with: "<?xml"), limit > 5, !isNameByte(base[5]) else { return true }
    let text = UnsafeBufferPointer(start: base, count: min(limit, 256))
    guard let end = text.firstIndex(of: UInt8(ascii: ">")),
      XMLDeclaration.isPlain(text[...end])
    else { return false }
    prolog = Array(text[...end])
    at = end + 1
    return true
  }

  func isNameByte(_ byte: UInt8) -> Bool {
    classes[Int(byte)] & (NameBytes.later | NameBytes.colon) != 0 || byte >= 0x80
  }

  func starts(with text: StaticString) -> Bool {
    guard limit - at >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where base[at + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  private mutating func readOutside() throws -> Progress {
    while at < limit {
      if classes[Int(base[at])] == NameBytes.space {
        at += 1
        continue
      }
      guard base[at] == UInt8(ascii: "<") else { return .stop }
      guard at + 1 < limit else { return .needsMore }
      let progress: Progress
      switch base[at + 1] {
      case UInt8(ascii: "?"): progress = try readInstruction()
      case UInt8(ascii: "!"):
        guard limit - at >= 9 else { return .needsMore }
        progress = starts(with: "<!--") ? try readComment() : try readDoctype()
      default: progress = hasRoot ? .stop : try readStartTag()
      }
      if progress != .on || !opens.isEmpty { return progress }
    }
    return .needsMore
  }

  // MARK: - Content

  private mutating func readContent() throws -> Progress {
    while at < limit {
      let progress: Progress
      if base[at] != UInt8(ascii: "<") {
        progress = try readText()
      } else {
        guard at + 1 < limit else { return .needsMore }
        switch base[at + 1] {
        case UInt8(ascii: "/"): progress = try readEndTag()
        case UInt8(ascii: "?"): progress = try readInstruction()
        case UInt8(ascii: "!"): progress = try readSection()
        default: progress = try readStartTag()
        }
        if opens.isEmpty { return progress }
      }
      if progress != .on { return progress }
    }
    return .needsMore
  }

  private mutating func readSection() throws -> Progress {
    guard limit - at >= 9 else { return .needsMore }
    if starts(with: "<!--") { return try readComment() }
    return starts(with: "<![CDATA[") ? try readCDATA() : .stop
  }

  private mutating func readText() throws -> Progress {
    var end = at
    while true {
      end = ByteSearch.endOfText(in: base, from: end, to: limit)
      guard end < limit, base[end] == UInt8(ascii: "]"), end + 2 < limit,
        base[end + 1] != UInt8(ascii: "]") || base[end + 2] != UInt8(ascii: ">")
      else { break }
      end += 1
    }
    if end > at { try send(at..<end) }
    guard end < limit else { return .needsMore }
    switch base[end] {
    case UInt8(ascii: "<"): return .on
    case UInt8(ascii: "&"): return try readReference()
    default: return end + 2 < limit ? .stop : .needsMore
    }
  }

  /// Sends text in pieces of the size that a sink expects, and goes behind it.
  private mutating func send(_ range: Range<Int>) throws {
    at = range.lowerBound
    while at < range.upperBound {
      var end = min(range.upperBound, at + Self.blockSize)
      if end < range.upperBound {
        while base[end] & 0xC0 == 0x80 { end -= 1 }
      }
      places.event.value = (windowStart + at, windowStart + end)
      let piece = UnsafeBufferPointer(start: base + at, count: end - at)
      at = end
      try sink.text(piece.span)
    }
  }

  private mutating func readReference() throws -> Progress {
    guard let reference = PlainReference(in: base, from: at, to: limit) else {
      return limit - at < PlainReference.longest ? .needsMore : .stop
    }
    places.event.value = (windowStart + at, windowStart + reference.end)
    at = reference.end
    try reference.withBytes { try sink.text($0.span) }
    return .on
  }
}
