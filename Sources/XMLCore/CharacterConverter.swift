import Glibc

/// Converts bytes in any encoding that the C library knows to UTF-8.
package enum CharacterConverter {
  /// Whether `encoding` is the name of an encoding.
  package static func knows(_ encoding: String) -> Bool {
    guard let converter = open(encoding) else { return false }
    iconv_close(converter)
    return true
  }

  /// `bytes` as UTF-8, with whatever is not in the encoding as U+FFFD, and how often that was; `nil`
  /// where the encoding is not known.
  package static func utf8(
    of bytes: [UInt8], in encoding: String
  ) -> (utf8: [UInt8], replaced: Int)? {
    guard let converter = open(encoding) else { return nil }
    defer { iconv_close(converter) }
    var input = bytes
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + bytes.count / 4)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var used = 0
    var replaced = 0
    while used < input.count {
      var left = input.count - used
      var room = buffer.count
      let failure: Int32 = input.withUnsafeMutableBytes { input in
        buffer.withUnsafeMutableBytes { buffer in
          var source = input.baseAddress.map { ($0 + used).assumingMemoryBound(to: CChar.self) }
          var target = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
          let status = iconv(converter, &source, &left, &target, &room)
          return status == -1 ? errno : 0
        }
      }
      used = input.count - left
      output.append(contentsOf: buffer[..<(buffer.count - room)])
      if left > 0, failure == EILSEQ || failure == EINVAL {
        output.append(contentsOf: [0xEF, 0xBF, 0xBD])
        replaced += 1
        used += 1
      }
    }
    return (output, replaced)
  }

  private static func open(_ encoding: String) -> iconv_t? {
    // iconv gives a meaning to '/'; the name of an encoding has none.
    let isName = encoding.utf8.allSatisfy {
      ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D
        || $0 == 0x5F || $0 == 0x2E || $0 == 0x3A
    }
    guard isName, !encoding.isEmpty else { return nil }
    let opened = iconv_open("UTF-8", encoding)
    return opened == iconv_t(bitPattern: -1) ? nil : opened
  }
}
