import Diagnostics

/// Tells of what stands between the head and the first turn what it became, and why.
struct LeadExplainer {
  let plan: TurnPlan
  /// Where headings are, if the markup of the source says so.
  let headings: [Int: Int]

  /// A decision on each paragraph.
  func decisions(on paragraphs: ArraySlice<SourceParagraph>) -> [Decision] {
    paragraphs.map { paragraph in
      let lines = LineRange(paragraph.lines.lowerBound + 1, paragraph.lines.upperBound)
      let start = paragraph.content.lowerBound
      if plan.items.contains(where: { $0.isHeading(at: start) }) {
        let isMarked = headings[start] != nil
        return Decision(
          lines: lines, outcome: "heading",
          rule: isMarked ? "markup: heading" : "headings: before the first turn",
          reason: isMarked ? "the markup says so" : "a short line that ends without punctuation")
      }
      for case .prose(let part) in plan.items where part.range.lowerBound == start {
        return Decision(
          lines: lines, outcome: "paragraph", rule: "prose: before the first turn",
          reason: "sentences that nobody is said to speak")
      }
      let part = plan.parts.first { paragraph.content.contains($0.range.lowerBound) }
      if case .line(let kind)? = part?.kind {
        return Decision(
          lines: lines, outcome: kind.outcome, rule: kind.rule, reason: "its wording")
      }
      return Decision(
        lines: lines, outcome: "event", rule: "marks: direction", reason: "nothing but a mark")
    }
  }
}
