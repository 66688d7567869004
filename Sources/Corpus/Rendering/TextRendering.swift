package import Diagnostics
import TEI
package import Transcripts

/// A transcript as text: what was printed, with parts left out at will.
package struct TextRendering: Sendable {
  /// What stands before a turn.
  package enum Labels: Hashable, Sendable {
    /// The label as printed.
    case printed
    /// The name of the speaker, or the identifier where there is none; the printed label is left out.
    case names
    /// Nothing.
    case none
  }

  /// Whether the banner, navigation and page numbers are there.
  package var hasFurniture: Bool
  /// What stands before a turn.
  package var labels: Labels
  /// Whether the remarks of transcribers and editors are there.
  package var hasNotes: Bool
  /// Whether gaps, laughter, pauses and stage directions are there.
  package var hasEvents: Bool
  /// Whether every character of the text is there, in order, and none that is not in it but white
  /// space; the other options do not count then.
  package var hasAll: Bool

  /// Creates a rendering.
  package init(
    hasFurniture: Bool = true, labels: Labels = .printed, hasNotes: Bool = true,
    hasEvents: Bool = true, hasAll: Bool = false
  ) {
    self.hasFurniture = hasFurniture
    self.labels = labels
    self.hasNotes = hasNotes
    self.hasEvents = hasEvents
    self.hasAll = hasAll
  }

  /// Reads a TEI file, and gives its text.
  package func text(of input: Input) throws(DiagnosticError) -> String {
    let bytes = try FileAccess.bytes(of: input)
    do {
      return text(of: try TEIReader.read(bytes, file: input.shown).transcript)
    } catch {
      throw error as? DiagnosticError
        ?? DiagnosticError(
          .inputUnreadable, "could not be read: \(error)", at: SourceLocation(file: input.shown))
    }
  }

  /// The text, ending in a line feed.
  ///
  /// TEI that the converter wrote keeps the look of its source; where something is left out, so is the
  /// white space before it. Any other TEI is laid out by its elements.
  package func text(of transcript: Transcript) -> String {
    if transcript.header.source == nil,
      transcript.header.verbatim != nil || transcript.surroundings != nil
    {
      return ReadableText(of: transcript, options: self).page.text + "\n"
    }
    if hasAll || hasFurniture && labels == .printed && hasNotes && hasEvents {
      let text = transcript.text
      return text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
    }
    var state = State()
    if labels == .names {
      for participant in transcript.participants {
        state.names["#\(participant.id.rawValue)"] =
          participant.names.first?.text ?? participant.affiliations.first?.text
      }
    }
    append(transcript.content, to: &state)
    return trimmed(state.text) + "\n"
  }

  private struct State {
    var text = ""
    /// White space that is written when something follows.
    var space = ""
    /// Whether a label was left out; the white space behind it belongs to it.
    var isBehindLabel = false
    var names: [String: String] = [:]
  }

  private func append(_ nodes: [Node], to state: inout State) {
    for node in nodes {
      switch node {
      case .text(let run): append(run, to: &state)
      case .furniture where !hasFurniture: leaveOut(&state)
      case .note where !hasNotes: leaveOut(&state)
      case .gap where !hasEvents: leaveOut(&state)
      case .vocal where !hasEvents: leaveOut(&state)
      case .kinesic where !hasEvents: leaveOut(&state)
      case .incident where !hasEvents: leaveOut(&state)
      case .pause where !hasEvents: leaveOut(&state)
      case .speakerLabel where labels != .printed:
        leaveOut(&state)
        state.isBehindLabel = true
      case .utterance(let utterance) where labels == .names && utterance.previous == nil:
        append("\(name(of: utterance, state)):", to: &state)
        if utterance.text.utf8.first.map({ $0 > 0x20 }) ?? false, state.space.isEmpty {
          state.space = " "
        }
        append(utterance.content, to: &state)
      default: append(node.content, to: &state)
      }
    }
  }

  private func append(_ run: String, to state: inout State) {
    let words = run.utf8.drop { Self.isSpace($0) }
    if !state.isBehindLabel { state.space += run[..<words.startIndex] }
    guard !words.isEmpty else { return }
    state.isBehindLabel = false
    let end = words.lastIndex { !Self.isSpace($0) }.map(words.index(after:)) ?? words.endIndex
    state.text += state.space + run[words.startIndex..<end]
    state.space = String(run[end...])
  }

  /// Keeps one line end where there was one, so that paragraphs stay apart.
  private func leaveOut(_ state: inout State) {
    let feeds = state.space.utf8.count { $0 == UInt8(ascii: "\n") }
    state.space = feeds > 0 ? String(repeating: "\n", count: min(feeds, 2)) : ""
  }

  private func name(of utterance: Utterance, _ state: State) -> String {
    guard let speaker = utterance.speaker?.rawValue else { return "?" }
    return state.names[speaker] ?? speaker
  }

  private func trimmed(_ text: String) -> Substring {
    let start = text.utf8.firstIndex { !Self.isSpace($0) } ?? text.utf8.endIndex
    return text[start...]
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
