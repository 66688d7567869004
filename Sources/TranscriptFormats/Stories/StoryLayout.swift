/// How a story is laid out: settled once for the whole document.
struct StoryLayout {
  /// Whether paragraphs are broken into lines.
  let wraps: Bool
  /// The length of the longest line that goes on in the next one, in bytes.
  let width: Int

  /// Reads the layout from the lines that follow others without a blank line between.
  ///
  /// In a broken paragraph most of them begin with a small letter, between paragraphs and in
  /// photograph blocks none.
  init(text: [UInt8], lines: [Line], range: Range<Int>, furniture: [Int: String]) {
    var continued = 0
    var small = 0
    var width = 0
    var isFirst = true
    for index in range {
      let line = lines[index]
      guard !line.isBlank, furniture[index] == nil else {
        isFirst = true
        continue
      }
      if !isFirst {
        continued += 1
        let byte = text[line.contentStart]
        if byte >= UInt8(ascii: "a"), byte <= UInt8(ascii: "z") {
          small += 1
          width = max(width, min(lines[index - 1].content.count, 160))
        }
      }
      isFirst = false
    }
    wraps = small > 0 && 4 * small >= continued
    self.width = width
  }
}
