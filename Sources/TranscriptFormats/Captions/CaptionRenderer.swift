/// Puts captions together to what was said: captions that break a sentence become one paragraph.
///
/// A paragraph ends where somebody else begins, `>>`, a dash or a label, around a mark that is a
/// caption of its own, and after a sentence that is followed by silence.
struct CaptionRenderer {
  private var builder: RenderedTextBuilder
  private var cues: [TimedText] = []
  private let isLabel: ([UInt8]) -> Bool
  private var voice: String?
  private var lastEnd: Int?
  private var wasMark = false
  private var isEmpty = true

  /// A silence as long as this, in milliseconds, ends a paragraph where a sentence has ended.
  private static let silence = 2000

  /// Somebody whose label is a sign, or who has none.
  static let nobody = "UNIDENTIFIED SPEAKER"

  /// Creates a renderer; `isLabel` tells whether a line begins with a name and a delimiter.
  init(capacity: Int, isLabel: @escaping ([UInt8]) -> Bool) {
    builder = RenderedTextBuilder(capacity: capacity)
    self.isLabel = isLabel
  }

  /// The text of all captions, with their times.
  static func render(
    _ file: CaptionFile, _ format: SourceFormat, from source: SourceText,
    isLabel: @escaping ([UInt8]) -> Bool
  ) -> RenderedSource {
    var renderer = CaptionRenderer(capacity: source.utf8.count / 2, isLabel: isLabel)
    for caption in file.captions { renderer.append(caption) }
    let cues = renderer.cues
    var rendered = RenderedSource(format, renderer.builder, from: source)
    rendered.cues = cues
    rendered.metadata.title = file.title
    rendered.metadata.language = file.language
    return rendered
  }

  private mutating func append(_ caption: Caption) {
    let isMark = Self.isMark(caption)
    let dashes = caption.runs.count { $0.opensLine && Self.dash(in: $0.text) != nil }
    var start: Int?
    for (index, run) in caption.runs.enumerated() {
      let text = Self.trimmed(run.text)
      let opening = opening(of: run, text, isDialogue: dashes >= 2, isMark: isMark)
      let breaks =
        opening != nil
        || index == 0 && (isMark || wasMark || caption.timing == nil || hasPaused(caption))
      if breaks { builder.breakParagraph() } else { builder.space() }
      switch opening {
      case .voice(let name): builder.voice(name)
      case .sign(let length):
        builder.label(builder.offset..<builder.offset + length, isCertain: true)
      case .label, nil: break
      }
      start = start ?? builder.offset
      builder.append(text, line: run.line)
    }
    isEmpty = false
    wasMark = isMark
    guard let timing = caption.timing, let start, start < builder.offset else { return }
    cues.append(
      TimedText(range: start..<builder.offset, start: timing.start, end: timing.end))
    lastEnd = timing.end
  }

  /// Whether a sentence has ended, and nobody has said anything for a while.
  private func hasPaused(_ caption: Caption) -> Bool {
    guard let lastEnd, let timing = caption.timing, timing.start - lastEnd >= Self.silence else {
      return false
    }
    switch builder.text.last {
    case .some(let byte): return Self.endsSentence(byte)
    case nil: return true
    }
  }

  private static func endsSentence(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "\""),
      UInt8(ascii: ")"), UInt8(ascii: "]"):
      true
    // The last byte of an ellipsis, a closing quotation mark, and of all full stops beyond ASCII.
    default: byte >= 0x80
    }
  }

  // MARK: Who speaks

  private enum Opening {
    /// The markup names somebody else.
    case voice(String)
    /// A sign of this many bytes says that it is somebody else.
    case sign(Int)
    /// A label is printed.
    case label
  }

  /// What tells that somebody else begins to speak with this run.
  private mutating func opening(
    of run: Caption.Run, _ text: ArraySlice<UInt8>, isDialogue: Bool, isMark: Bool
  ) -> Opening? {
    if run.opensLine {
      let sign = text.prefix { $0 == UInt8(ascii: ">") }.count
      if text.contains(UInt8(ascii: ":")), isLabel(Array(text)) {
        voice = nil
        return sign >= 2 ? .sign(sign) : .label
      }
      if sign >= 2 {
        voice = nil
        return .sign(sign)
      }
      if let dash = Self.dash(in: text), isDialogue || isASCIISpace(text[text.startIndex + dash]) {
        voice = nil
        return .sign(dash)
      }
    }
    if let name = run.voice, name != voice {
      voice = name
      return .voice(name)
    }
    // Captions are speech: where nothing tells who speaks, somebody does.
    return isEmpty && !isMark && builder.offset == 0 ? .voice(Self.nobody) : nil
  }

  /// The length of the dash that a line begins with, if it is one of a dialogue.
  private static func dash(in text: some Collection<UInt8>) -> Int? {
    guard let first = text.first, first == UInt8(ascii: "-") || first == 0xE2 else { return nil }
    let head = Array(text.prefix(4))
    let length: Int
    if head.first == UInt8(ascii: "-") {
      length = 1
    } else if head.starts(with: [0xE2, 0x80, 0x93]) || head.starts(with: [0xE2, 0x80, 0x94]) {
      length = 3
    } else {
      return nil
    }
    // `--` breaks off, and says nothing of who speaks.
    guard head.count > length, head[length] != UInt8(ascii: "-"), head[length] < 0xE2 else {
      return nil
    }
    return length
  }

  /// Whether a caption is nothing but a mark: `[MUSIC]`, `(applause)`, `♪ … ♪`.
  private static func isMark(_ caption: Caption) -> Bool {
    guard let start = caption.runs.first.map({ trimmed($0.text) }), let first = start.first,
      let end = caption.runs.last.map({ trimmed($0.text) }), let last = end.last,
      caption.runs.count > 1 || start.count > 2
    else { return false }
    return first == UInt8(ascii: "[") && last == UInt8(ascii: "]")
      || first == UInt8(ascii: "(") && last == UInt8(ascii: ")")
      || start.starts(with: "♪".utf8) && end.suffix(3).elementsEqual("♪".utf8)
  }

  private static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
    let start = text.drop(while: isASCIISpace)
    guard let last = start.lastIndex(where: { !isASCIISpace($0) }) else { return [] }
    return start[...last]
  }
}
