extension String {
  /// The parts between characters that belong to none.
  ///
  /// What is in ASCII, as nearly all is, is cut byte by byte: to tell characters costs much more.
  func split(bytes isGap: (UInt8) -> Bool, characters: (Character) -> Bool) -> [Substring] {
    if utf8.allSatisfy({ $0 < 0x80 }) {
      return utf8.split(whereSeparator: isGap).map { Substring($0) }
    }
    return split(whereSeparator: characters)
  }

  /// The words between white space.
  func words() -> [Substring] {
    split(bytes: isASCIISpace, characters: \.isWhitespace)
  }
}

extension Collection<UInt8> {
  /// The characters in lower case, every run of white space one space, none at either end; `nil` where
  /// not all are in ASCII.
  func foldedASCII() -> [UInt8]? {
    var folded: [UInt8] = []
    folded.reserveCapacity(count)
    for byte in self {
      guard byte < 0x80 else { return nil }
      if isASCIISpace(byte) {
        if folded.last ?? 0x20 != 0x20 { folded.append(0x20) }
      } else {
        folded.append(isUpperCaseASCII(byte) ? byte | 0x20 : byte)
      }
    }
    if folded.last == 0x20 { folded.removeLast() }
    return folded
  }
}
