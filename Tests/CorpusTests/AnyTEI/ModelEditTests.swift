import TEI
import TestSupport
import Testing
import Transcripts

/// The model is real: what is changed in it is changed in the document, in that place and nowhere else.
@Suite struct ModelEditTests {
  @Test(arguments: AnyDocument.all)
  func oneWordChangesOnePlace(_ document: AnyDocument) throws {
    try expectOnePlace(in: document, surelyIn: AnyDocument.speech) { node in
      guard case .text(let run) = node,
        let word = run.firstRange(of: /[a-z]{2,}/)
      else { return nil }
      let changed = run.replacingCharacters(in: word, with: "QUAX")
      return Edit(node: .text(changed), old: String(run[word]), new: "QUAX")
    }
  }

  @Test(arguments: AnyDocument.all)
  func oneSpeakerChangesOnePlace(_ document: AnyDocument) throws {
    // There, the verses of a poem have none.
    let speakers = AnyDocument.speech.filter { $0.testDescription != "perseus.xml" }
    try expectOnePlace(in: document, surelyIn: speakers) { node in
      let who: Pointers = "#quax"
      switch node {
      case .utterance(var utterance):
        guard let old = utterance.speaker?.rawValue else { return nil }
        utterance.speaker = who
        return Edit(node: .utterance(utterance), old: old, new: "#quax")
      case .speech(var speech):
        guard let old = speech.speaker?.rawValue else { return nil }
        speech.speaker = who
        return Edit(node: .speech(speech), old: old, new: "#quax")
      case .annotationBlock(var block):
        guard let old = block.speaker?.rawValue else { return nil }
        block.speaker = who
        return Edit(node: .annotationBlock(block), old: old, new: "#quax")
      default: return nil
      }
    }
  }

  @Test(arguments: AnyDocument.all)
  func oneGapChangesOnePlace(_ document: AnyDocument) throws {
    let surely = AnyDocument.fixtures.filter {
      ["eebo.xml", "epidoc.xml"].contains($0.testDescription)
    }
    try expectOnePlace(in: document, surelyIn: surely) { node in
      guard case .gap(var gap) = node, let old = gap.reason?.rawValue else { return nil }
      gap.reason = Gap.Reason(rawValue: "quax")
      return Edit(node: .gap(gap), old: old, new: "quax")
    }
  }

  private struct Edit {
    var node: Node
    var old: String
    var new: String
  }

  /// Changes one node after the other, a few of them, and looks at what is written; some documents
  /// surely have such nodes.
  private func expectOnePlace(
    in document: AnyDocument, surelyIn others: [AnyDocument],
    _ change: @escaping (Node) -> Edit?
  ) throws {
    let read = try TEIReader.read(document.bytes(), file: "f")
    let before = TEIWriter.bytes(of: read.transcript, origins: read.origins)
    var count = 0
    visit(read.transcript.content) { node in if change(node) != nil { count += 1 } }
    // Or this might change nothing anywhere.
    #expect(count > 0 || !others.contains { $0.url == document.url })
    // A few places of a long document, more of a short one.
    let wanted = before.count > 50_000 ? 2 : 8
    for target in stride(from: 0, to: count, by: max(1, count / wanted)) {
      var transcript = read.transcript
      var search = Search(change: change, remaining: target)
      transcript.content = search.apply(to: transcript.content)
      let edit = try #require(search.done)
      let after = TEIWriter.bytes(of: transcript, origins: read.origins)
      let start = zip(before, after).prefix { $0 == $1 }.count
      let end = zip(before.dropFirst(start).reversed(), after.dropFirst(start).reversed())
        .prefix { $0 == $1 }.count
      let old = String(decoding: before[start..<(before.count - end)], as: UTF8.self)
      let new = String(decoding: after[start..<(after.count - end)], as: UTF8.self)
      #expect(edit.old.contains(old) && edit.new.contains(new), "'\(old)' became '\(new)'")
      #expect(before.count - edit.old.utf8.count == after.count - edit.new.utf8.count)
    }
  }

  private func visit(_ nodes: [Node], _ look: (Node) -> Void) {
    for node in nodes {
      look(node)
      visit(node.content, look)
    }
  }

  private struct Search {
    let change: (Node) -> Edit?
    var remaining: Int
    var done: Edit?

    mutating func apply(to nodes: [Node]) -> [Node] {
      nodes.map { node in
        if done != nil { return node }
        if let edit = change(node) {
          if remaining == 0 {
            done = edit
            return edit.node
          }
          remaining -= 1
        }
        return node.replacingContent(apply(to: node.content))
      }
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with other: String) -> String {
    String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
