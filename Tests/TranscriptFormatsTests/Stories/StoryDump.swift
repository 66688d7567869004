import Diagnostics
import Foundation
import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

/// A story that was read as the body of a document, without its head and its marks.
struct StoryCase {
  let text: [UInt8]
  let lines: [Line]
  let range: Range<Int>
  let body: StoryBody

  /// Reads `source` from its first line to its last.
  init(_ source: String, conventions: Conventions) {
    let text = Array(source.utf8)
    let lines = scanLines(text)
    let last = lines.lastIndex { !$0.isBlank } ?? 0
    let first = lines.firstIndex { !$0.isBlank } ?? 0
    var furniture: [Int: String] = [:]
    for (index, line) in lines.enumerated() {
      let content = text.string(line.content)
      let rule = conventions.file.furniture.first { $0.is?.contains(content) == true }
      if let rule { furniture[index] = rule.type }
    }
    self.text = text
    self.lines = lines
    range = first..<last + 1
    let reader = StoryReader(text: text, lines: lines, conventions: conventions, documentID: "d")
    body = reader.read(range, furniture: furniture) { [.text(text.string($0))] }
  }

  /// What the nodes of the body must say.
  var slice: String {
    guard let first = range.first, let last = range.last else { return "" }
    return text.string(lines[first].contentStart..<lines[last].end)
  }

  /// The blocks, quotations and people, one a line.
  var dump: String {
    var lines: [String] = []
    for node in body.nodes { dump(node, to: &lines) }
    for person in body.participants {
      let id = person.id.rawValue.dropFirst(2)
      let names = person.names.map(\.text).joined(separator: ", ")
      let offices = person.offices.map { " / \($0.text)" }.joined()
      lines.append("person \(id) = \(names)\(offices)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func words(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" }.prefix(4).joined(separator: " ")
  }

  private func dump(_ node: Node, to lines: inout [String]) {
    switch node {
    case .text: break
    case .division(let division):
      lines.append("division")
      for node in division.content { dump(node, to: &lines) }
    case .paragraph(let paragraph):
      lines.append("p " + words(paragraph.text))
      for node in paragraph.content { dump(node, to: &lines) }
    case .heading(let heading): lines.append("head " + heading.text)
    case .furniture(let furniture): lines.append("fw " + furniture.text)
    case .note(let note): lines.append("note \(note.kind?.rawValue ?? "") " + words(note.text))
    case .quotation(let said):
      let who = said.speaker?.target.map { String($0.rawValue.dropFirst(2)) } ?? "-"
      let doubt = said.certainty == nil ? "" : "~"
      let link = said.previous == nil ? "" : " +"
      lines.append("  “\(words(said.text))” \(who)\(doubt)\(link)")
    case .segment(let segment): lines.append("  dateline " + words(segment.text))
    case .mention(let mention): lines.append("  q “\(words(mention.text))”")
    case .documentQuotation(let quote): lines.append("  quote “\(words(quote.text))”")
    case .figure(let figure):
      lines.append("figure")
      for node in figure.content { dump(part: node, to: &lines) }
    default: lines.append("? \(words(node.text))")
    }
  }

  private func dump(part node: Node, to lines: inout [String]) {
    switch node {
    case .text: break
    case .figureDescription(let alt): lines.append("  alt " + words(alt.text))
    case .heading(let title): lines.append("  title " + words(title.text))
    case .paragraph(let caption): lines.append("  caption " + words(caption.text))
    case .note(let credit): lines.append("  credit " + words(credit.text))
    case .reference(let reference):
      let identifier = reference.content.compactMap { node in
        if case .identifier(let identifier) = node { identifier.text } else { nil }
      }
      lines.append("  id " + identifier.joined())
    case .furniture(let furniture): lines.append("  fw " + furniture.text)
    default: lines.append("  ? \(words(node.text))")
    }
  }
}

/// The stories beside these tests: what is read, and what it should become.
struct StoryFixture: CustomTestStringConvertible {
  let name: String
  let input: String
  let expected: String

  var testDescription: String { name }

  static let all: [StoryFixture] = {
    let folder = packageRoot.appending(path: "Tests/TranscriptFormatsTests/Fixtures/Stories")
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "txt" }.compactMap { file in
      guard let input = try? String(contentsOf: file, encoding: .utf8),
        let expected = try? String(
          contentsOf: file.deletingPathExtension().appendingPathExtension("dump"), encoding: .utf8)
      else { return nil }
      return StoryFixture(
        name: file.deletingPathExtension().lastPathComponent, input: input, expected: expected)
    }.sorted { $0.name < $1.name }
  }()
}
