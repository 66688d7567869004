internal import XMLCore

/// Takes the text of a caption apart: tags and settings are set aside, references resolved.
///
/// Tags are those of WebVTT (§4.2.2: `c`, `i`, `b`, `u`, `ruby`, `rt`, `v`, `lang`, times) and those
/// that SubRip files have from HTML (`font`, `s`); in both, braces may hold a position: `{\an8}`.
/// Any other `<` is text.
struct CaptionMarkup {
  let text: [UInt8]
  let format: SourceFormat
  /// What tags, overrides and references begin with.
  private let openers = ByteFinder("<", "{", "&", "<")
  /// Who speaks, while a voice lasts.
  private var voice: String?

  init(text: [UInt8], format: SourceFormat) {
    self.text = text
    self.format = format
  }

  /// A caption begins: voices end with captions.
  mutating func begin() { voice = nil }

  /// The runs of the line in `range`.
  mutating func runs(in range: Range<Int>, line: Int) -> [Caption.Run] {
    var runs: [Caption.Run] = []
    var run = Caption.Run(text: [], line: line, voice: voice, opensLine: true)
    func flush(_ run: inout Caption.Run, _ voice: String?) {
      if run.text.contains(where: { !isASCIISpace($0) }) {
        runs.append(run)
        run.opensLine = false
      }
      run.text = []
      run.voice = voice
    }
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = text[index]
      if byte == UInt8(ascii: "<"), let tag = tag(at: index, before: range.upperBound) {
        if tag.name == "v" {
          voice = tag.isEnd ? nil : tag.annotation
          flush(&run, voice)
        }
        index = tag.end
      } else if byte == UInt8(ascii: "{"), let end = override(at: index, before: range.upperBound) {
        index = end
      } else if byte == UInt8(ascii: "&"),
        let (characters, length) = HTMLReferences.reference(
          at: index, in: text, before: range.upperBound, isLenient: false)
      {
        run.text += characters
        index += length
      } else {
        let end = openers.first(in: text.span, from: index + 1, to: range.upperBound)
        run.text += text[index..<end]
        index = end
      }
    }
    flush(&run, voice)
    return runs
  }

  private struct Tag {
    var name: String
    var isEnd: Bool
    var annotation: String?
    var end: Int
  }

  private static let names: Set<String> = [
    "c", "i", "b", "u", "ruby", "rt", "v", "lang", "font", "s", "em", "strong", "span", "br",
  ]

  /// The tag at `index`, if it is one that captions have.
  private func tag(at index: Int, before end: Int) -> Tag? {
    let limit = min(end, index + 1000)
    guard let close = text[index..<limit].firstIndex(of: UInt8(ascii: ">")) else { return nil }
    var content = text[index + 1..<close]
    // A time inside a caption, for karaoke: `<00:00:01.500>`.
    if CaptionTime.milliseconds(content) != nil {
      return Tag(name: "time", isEnd: false, end: close + 1)
    }
    let isEnd = content.first == UInt8(ascii: "/")
    if isEnd { content = content.dropFirst() }
    if content.last == UInt8(ascii: "/") { content = content.dropLast() }
    let name = content.prefix { isLowerCaseASCII($0 | 0x20) }
    // `</>` ends whatever is open.
    if isEnd, content.isEmpty { return Tag(name: "", isEnd: true, end: close + 1) }
    let rest = content.dropFirst(name.count)
    let printed = String(decoding: name, as: UTF8.self).lowercased()
    guard Self.names.contains(printed),
      rest.first.map({ $0 == UInt8(ascii: ".") || isASCIISpace($0) }) ?? true
    else { return nil }
    // Classes stand before the annotation: `<v.first.loud Mary>`.
    let annotation = rest.drop { !isASCIISpace($0) }
    return Tag(name: printed, isEnd: isEnd, annotation: resolved(annotation), end: close + 1)
  }

  /// The name in a tag, its references resolved; `nil` where there is none.
  private func resolved(_ annotation: ArraySlice<UInt8>) -> String? {
    let printed = String(decoding: annotation, as: UTF8.self).trimmed()
    if printed.isEmpty || !annotation.contains(UInt8(ascii: "&")) {
      return printed.isEmpty ? nil : printed
    }
    let bytes = Array(printed.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let (characters, length) = HTMLReferences.reference(
        at: index, in: bytes, before: bytes.count, isLenient: false)
      {
        result += characters
        index += length
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The end of an override in braces, as SubRip files have them from SubStation Alpha: `{\an8}`.
  private func override(at index: Int, before end: Int) -> Int? {
    guard format == .subRip, index + 2 < end, text[index + 1] == UInt8(ascii: "\\") else {
      return nil
    }
    return text[index..<min(end, index + 200)].firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 }
  }
}
