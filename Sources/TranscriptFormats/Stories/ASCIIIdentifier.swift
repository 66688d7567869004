/// The small ASCII letters, digits and hyphens of a name, as the local part of an identifier.
///
/// Accents are dropped; a letter that has no base in ASCII is left out.
func asciiIdentifier(_ name: String) -> String {
  // Base letters of U+00C0 to U+017F, in order; `?` for none.
  let bases = Array(
    ("aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln"
      + "nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs").utf8)
  var result: [UInt8] = []
  for scalar in name.lowercased().unicodeScalars {
    switch scalar.value {
    case 0x61...0x7A: result.append(UInt8(scalar.value))
    case 0x30...0x39, 0x2D: if !result.isEmpty { result.append(UInt8(scalar.value)) }
    case 0xC0...0x17F:
      let base = bases[Int(scalar.value) - 0xC0]
      if base != UInt8(ascii: "?") { result.append(base) }
    default: break
    }
  }
  while result.last == UInt8(ascii: "-") { result.removeLast() }
  return String(decoding: result, as: UTF8.self)
}
