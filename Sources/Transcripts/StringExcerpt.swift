/// Cuts strings down to what a message can show.
package enum StringExcerpt {
  private static let before = 20
  private static let length = 60

  /// The beginning of a string, in one line.
  package static func start(of string: String) -> String {
    excerpt(of: string.unicodeScalars, from: string.unicodeScalars.startIndex)
  }

  /// Two strings from shortly before the first scalar in which they differ.
  package static func pair(_ first: String, _ second: String) -> (String, String) {
    var one = first.unicodeScalars.startIndex
    var other = second.unicodeScalars.startIndex
    while one < first.unicodeScalars.endIndex, other < second.unicodeScalars.endIndex,
      first.unicodeScalars[one] == second.unicodeScalars[other]
    {
      one = first.unicodeScalars.index(after: one)
      other = second.unicodeScalars.index(after: other)
    }
    return (
      excerpt(of: first.unicodeScalars, around: one),
      excerpt(of: second.unicodeScalars, around: other)
    )
  }

  private static func excerpt(
    of scalars: String.UnicodeScalarView, around index: String.Index
  ) -> String {
    let start = scalars.index(index, offsetBy: -before, limitedBy: scalars.startIndex)
    return excerpt(of: scalars, from: start ?? scalars.startIndex)
  }

  private static func excerpt(
    of scalars: String.UnicodeScalarView, from start: String.Index
  ) -> String {
    var result = start == scalars.startIndex ? "" : "…"
    var rest = scalars[start...]
    for scalar in rest.prefix(length) {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    rest = rest.dropFirst(length)
    return rest.isEmpty ? result : result + "…"
  }
}
