import Diagnostics
import TestSupport
import Testing
import TranscriptFormats
import Transcripts

@Suite struct CaptionTests {
  private func vtt(_ body: String) throws -> Reading {
    try FormatSupport.read("WEBVTT\n\n" + body, as: "a.vtt")
  }

  private func utterances(_ reading: Reading) -> [Utterance] {
    func collect(_ nodes: [Node]) -> [Utterance] {
      nodes.flatMap { node -> [Utterance] in
        if case .utterance(let utterance) = node { return [utterance] }
        return collect(node.content)
      }
    }
    return collect(reading.transcript.content)
  }

  private func said(_ reading: Reading) -> [String] {
    utterances(reading).map { utterance in
      let name = reading.transcript.participants
        .first { Pointers(to: $0.id) == utterance.speaker }?.names.first?.text
      return "\(name ?? "?"): \(Node.utterance(utterance).text)"
    }
  }

  @Test func joinsCaptionsOfOneVoice() throws {
    let reading = try vtt(
      "00:01.000 --> 00:02.000\n<v Anna Berg>The tide\n\n00:02.000 --> 00:03.500\n<v Anna Berg>comes <i>in</i>.\n\n00:04.000 --> 00:05.000\n<v.loud Olaf Lund>It &lt; does.</v>\n"
    )
    #expect(said(reading) == ["Anna Berg: The tide comes in.", "Olaf Lund: It < does."])
    #expect(reading.transcript.text == "The tide comes in.\n\nIt < does.\n")
    #expect(reading.origins["a.u1"] == LineRange(4, 7))
  }

  @Test func givesTimesToUtterancesAndAnchorsInside() throws {
    let reading = try vtt(
      "00:01.000 --> 00:02.000\n<v A B>One\n\n00:02.500 --> 00:03.000\n<v A B>two.\n\n00:03.000 --> 01:00:04.250\n<v C D>Three.\n"
    )
    guard case .timeline(let timeline)? = reading.transcript.content.first else {
      Issue.record("no timeline")
      return
    }
    let intervals = timeline.content.compactMap { node -> String? in
      if case .timePoint(let point) = node { point.interval } else { nil }
    }
    #expect(timeline.unit == "s")
    #expect(intervals == ["1", "2", "2.5", "3", "3604.25"])
    let utterances = utterances(reading)
    #expect(utterances.map(\.start) == ["#a.t1", "#a.t4"])
    #expect(utterances.map(\.end) == ["#a.t4", "#a.t5"])
    guard case .segment(let segment)? = utterances.first?.content.first else {
      Issue.record("no segment")
      return
    }
    #expect(
      segment.content == [
        .text("One"), .anchor(Anchor(moment: "#a.t2")), .text(" "),
        .anchor(Anchor(moment: "#a.t3")), .text("two."),
      ])
  }

  @Test func tellsSpeakersBySigns() throws {
    let reading = try FormatSupport.read(
      "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Hello there.</i>\n\n2\n00:00:03,000 --> 00:00:04,000\n- Who is it?\n- Me.\n\n3\n00:00:05,000 --> 00:00:06,000\n>> ANNA: Come in.\n\n4\n00:00:06,500 --> 00:00:08,000\n>> Thanks -- and\n\n5\n00:00:08,000 --> 00:00:09,000\nso on.\n",
      as: "a.srt")
    #expect(
      said(reading) == [
        "?: Hello there.", "?: Who is it?", "?: Me.", "Anna: Come in.", "?: Thanks -- and so on.",
      ])
    #expect(Set(utterances(reading).map(\.speaker)).count == 5)
  }

  @Test func setsAsideWhatIsNoCaption() throws {
    let reading = try FormatSupport.read(
      "WEBVTT - The talk\nLanguage: en\n\nNOTE one\ntwo\n\nSTYLE\n::cue { }\n\nREGION\nid:a\n\nfirst\n00:01.000 --> 00:02.000 line:0\nSeen.\n",
      as: "a.vtt")
    #expect(reading.transcript.text == "Seen.\n")
    #expect(reading.transcript.header.title == "The talk")
    #expect(reading.diagnostics.isEmpty)
  }

  @Test func keepsWhatHasDamagedTimes() throws {
    let reading = try vtt(
      "00:01.000 --> 00:02.000\nOne.\n\n00:61.000 --> 00:62.000\nTwo.\n\nStray line\n\n00:05.000 --> 00:04.000\nThree.\n"
    )
    let words = reading.transcript.text.split { $0 == " " || $0 == "\n" }
    #expect(
      words == ["One.", "00:61.000", "-->", "00:62.000", "Two.", "Stray", "line", "Three."])
    #expect(
      reading.diagnostics.map { "\($0.location.line) \($0.kind.code)" } == [
        "6 caption-times", "9 caption-untimed", "11 caption-times",
      ])
  }

  @Test func putsEventsBetweenUtterances() throws {
    let reading = try vtt(
      "00:01.000 --> 00:02.000\n[MUSIC]\n\n00:03.000 --> 00:04.000\n<v A B>Hi.\n\n00:05.000 --> 00:06.000\n[APPLAUSE]\n"
    )
    #expect(said(reading) == ["A B: Hi."])
    #expect(reading.transcript.text == "[MUSIC]\n\nHi.\n\n[APPLAUSE]\n")
  }

  @Test func readsCRAloneAndUnsignedFiles() throws {
    let reading = try FormatSupport.read(
      "00:01.000 --> 00:02.000\r<v A B>Hi.\r\r00:02.000 --> 00:03.000\r<v A B>Ho.\r", as: "a.vtt")
    #expect(said(reading) == ["A B: Hi. Ho."])
    #expect(reading.diagnostics.map(\.kind.code) == ["captions-unsigned"])
  }

  @Test func refusesBinaryData() throws {
    let bytes = Array("WEBVTT\n\n".utf8) + (0..<2000).map { UInt8($0 % 7) }
    #expect(try FormatSupport.code(bytes, as: "a.vtt") == "source-binary")
  }
}
