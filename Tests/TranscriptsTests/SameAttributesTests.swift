import Testing
import Transcripts

/// What compares attributes without listing them forgets none.
@Suite struct SameAttributesTests {
  /// Expects that a change of any attribute is seen; `paths` are all of them.
  private func seesChanges<Known: Element>(
    of paths: [(Known) -> Known], in element: Known,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(paths.count == element.attributes.count, sourceLocation: sourceLocation)
    #expect(element.hasSameAttributes(as: element), sourceLocation: sourceLocation)
    for (index, change) in paths.enumerated() {
      let changed = change(element)
      #expect(!element.hasSameAttributes(as: changed), "\(index)", sourceLocation: sourceLocation)
      #expect(!changed.hasSameAttributes(as: element), "\(index)", sourceLocation: sourceLocation)
      let differing = zip(element.attributes, changed.attributes).count { $0.value != $1.value }
      #expect(differing == 1, "\(index)", sourceLocation: sourceLocation)
    }
  }

  private func setting<Known, Value>(
    _ path: WritableKeyPath<Known, Value>, to value: Value
  ) -> (Known) -> Known {
    { element in
      var changed = element
      changed[keyPath: path] = value
      return changed
    }
  }

  @Test func ofUtterances() {
    seesChanges(
      of: [
        setting(\.id, to: "d.u2"), setting(\.speaker, to: "#d.b"), setting(\.categories, to: "#c"),
        setting(\.certainty, to: .low), setting(\.responsible, to: "#d.i"),
        setting(\.language, to: "fr"), setting(\.next, to: "#n"), setting(\.previous, to: "#p"),
        setting(\.corresponding, to: "#o"), setting(\.start, to: "#s"), setting(\.end, to: "#e"),
      ], in: Utterance(id: "d.u1", speaker: "#d.a"))
  }

  @Test func ofWhatIsInUtterances() {
    seesChanges(
      of: [setting(\.id, to: "d.p2"), setting(\.kind, to: .dateline)], in: Segment(id: "d.p1"))
    seesChanges(of: [setting(\.id, to: "d.p2")], in: Paragraph(id: "d.p1"))
    seesChanges(
      of: [setting(\.id, to: "d.n2"), setting(\.isDramatic, to: true)], in: SpeakerLabel())
    seesChanges(
      of: [setting(\.id, to: "d.d"), setting(\.language, to: "en")], in: Description())
    seesChanges(of: [setting(\.id, to: "d.t"), setting(\.moment, to: "#d.t1")], in: Anchor())
    seesChanges(of: [setting(\.id, to: "d.e")], in: Correction())
  }

  @Test func ofGapsAndEvents() {
    seesChanges(
      of: [
        setting(\.id, to: "d.g2"), setting(\.reason, to: .lost), setting(\.unit, to: "s"),
        setting(\.quantity, to: "2"), setting(\.language, to: "fr"), setting(\.start, to: "#s"),
        setting(\.end, to: "#e"),
      ], in: Gap(id: "d.g1", reason: .foreign))
    seesChanges(
      of: [
        setting(\.id, to: "d.v"), setting(\.kind, to: .sound), setting(\.who, to: "#d.b"),
        setting(\.start, to: "#s"), setting(\.end, to: "#e"),
      ], in: Vocal(kind: .laughter))
    seesChanges(
      of: [
        setting(\.id, to: "d.k"), setting(\.kind, to: .gesture), setting(\.who, to: "#d.b"),
        setting(\.start, to: "#s"), setting(\.end, to: "#e"),
      ], in: Kinesic(kind: .applause))
    seesChanges(
      of: [
        setting(\.id, to: "d.i"), setting(\.kind, to: .pause), setting(\.who, to: "#d.b"),
        setting(\.start, to: "#s"), setting(\.end, to: "#e"),
      ], in: Incident(kind: .action))
  }

  @Test func ofWhatIsPrintedAround() {
    seesChanges(
      of: [setting(\.id, to: "d.f"), setting(\.kind, to: .share)], in: Furniture(kind: .banner))
    seesChanges(
      of: [setting(\.id, to: "d.n"), setting(\.kind, to: .time), setting(\.target, to: "#d.u1")],
      in: Note(kind: .place))
    seesChanges(
      of: [
        setting(\.id, to: "q2"), setting(\.speaker, to: "#d.b"), setting(\.direct, to: "false"),
        setting(\.next, to: "#q3"), setting(\.previous, to: "#q0"), setting(\.certainty, to: .low),
      ], in: Quotation(id: "q1", speaker: "#d.a"))
  }

  @Test func tellsComposedFromDecomposedLetters() {
    let (composed, decomposed) = (Segment(id: "\u{E9}"), Segment(id: "e\u{301}"))
    #expect(composed == decomposed)
    #expect(!composed.hasSameAttributes(as: decomposed))
  }
}
