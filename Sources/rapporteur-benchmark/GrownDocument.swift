import SystemPackage

/// A large TEI document made of a small one: its body again and again, with fresh identifiers each time.
///
/// Whoever is valid with identifiers checked stays so: references inside the body follow.
struct GrownDocument {
  private let bytes: [UInt8]
  private let body: Range<Int>
  /// Where in the body an identifier or a reference to one ends.
  private let ends: [Int]

  /// Takes a document apart; `nil` where it has no body.
  init?(of bytes: [UInt8]) {
    guard let opening = Self.find("<body", in: bytes, from: 0),
      let start = Self.find(">", in: bytes, from: opening),
      let end = Self.find("</body>", in: bytes, from: start)
    else { return nil }
    self.bytes = bytes
    body = (start + 1)..<end
    var names: Set<ArraySlice<UInt8>> = []
    var ends: [Int] = []
    var index = body.lowerBound
    while let found = Self.find("xml:id=", in: bytes, from: index), found < body.upperBound {
      let first = found + 8
      index = bytes[first...].firstIndex(of: bytes[first - 1]) ?? body.upperBound
      names.insert(bytes[first..<index])
      ends.append(index)
    }
    index = body.lowerBound
    while let found = Self.find("#", in: bytes, from: index), found < body.upperBound {
      index = bytes[(found + 1)...].firstIndex { " \"'<".utf8.contains($0) } ?? body.upperBound
      if names.contains(bytes[(found + 1)..<index]) { ends.append(index) }
    }
    self.ends = ends.sorted()
  }

  /// Writes at least `size` bytes to `file`.
  func write(_ size: Int, to file: String) throws {
    let file = try FileDescriptor.open(
      FilePath(file), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    defer { try? file.close() }
    var buffer = Array(bytes[..<body.lowerBound])
    var written = 0
    var copies = 0
    while written + buffer.count < size {
      copies += 1
      var start = body.lowerBound
      for end in ends {
        buffer += bytes[start..<end]
        buffer += ".r\(copies)".utf8
        start = end
      }
      buffer += bytes[start..<body.upperBound]
      if buffer.count > 1 << 20 {
        written += try file.writeAll(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    buffer += bytes[body.upperBound...]
    try file.writeAll(buffer)
  }

  private static func find(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
    let text = Array(text.utf8)
    var index = start
    while let next = bytes[index...].firstIndex(of: text[0]) {
      if bytes[next...].starts(with: text) { return next }
      index = next + 1
    }
    return nil
  }
}
