import Diagnostics
import Foundation
import TestSupport
import Testing
import Transcripts

@testable import TranscriptFormats

@Suite struct StoryReaderTests {
  let conventions: Conventions

  init() throws {
    conventions = try Conventions.builtIn()
  }

  @Test(arguments: StoryFixture.all)
  func readsAsRecorded(_ fixture: StoryFixture) {
    let story = StoryCase(fixture.input, conventions: conventions)
    #expect(story.dump == fixture.expected)
    #expect(text(story.body.nodes) == story.slice)
  }

  @Test func findsTheFixtures() {
    #expect(StoryFixture.all.count >= 5)
  }

  /// Whatever happens to its marks and line ends, a story keeps every character in its place.
  @Test(arguments: StoryFixture.all)
  func losesNothingOfDamagedStories(_ fixture: StoryFixture) {
    var generator = SeededGenerator(seed: 20_220_714)
    for _ in 0..<60 {
      let source = damaged(fixture.input, &generator)
      let story = StoryCase(source, conventions: conventions)
      #expect(text(story.body.nodes) == story.slice)
      let ids = story.body.nodes.flatMap(identifiers)
      #expect(Set(ids).count == ids.count)
      let people = Set(story.body.participants.map(\.id))
      #expect(people.count == story.body.participants.count)
      #expect(story.body.nodes.flatMap(speakers).allSatisfy(people.contains))
    }
  }

  @Test func originsCountLinesFromOne() {
    let story = StoryCase(
      "One paragraph of prose.\n\nA Title Here\nA caption, 2020.\nPhoto By: J. Roe\n\nAnother one.",
      conventions: conventions)
    let origins = story.body.origins.map { "\($0.id.rawValue) \($0.lines.first)-\($0.lines.last)" }
    #expect(origins == ["d.p1 1-1", "d.f1 3-5", "d.p2 7-7"])
  }

  @Test func anEmptyRangeIsAnEmptyBody() {
    let reader = StoryReader(text: [], lines: [], conventions: conventions, documentID: "d")
    let body = reader.read(0..<0, furniture: [:]) { _ in [] }
    #expect(body.nodes.isEmpty)
    #expect(body.participants.isEmpty)
  }

  @Test(arguments: [
    ("\"", 1), ("“", 1), ("”", 1), ("\"\"", 1), ("“ ”", 1), ("«", 1), (",\"", 1), ("\",", 1),
    ("\"a", 3), ("‘", 2), ("’", 2), ("(", 1), ("Photo By:", 1), ("VIRIN:", 1), ("(photo by)", 2),
    ("\"He said, \"", 2), ("A said \"", 2),
  ])
  func survivesFragments(_ fragment: String, _ count: Int) {
    for separator in ["", " ", "\n", "\n\n"] {
      let source = Array(repeating: fragment, count: count).joined(separator: separator)
      let story = StoryCase(source, conventions: conventions)
      #expect(text(story.body.nodes) == story.slice)
    }
  }

  @Test(.enabled(if: TestData.isThere, "RAPPORTEUR_DATA names no folder"))
  func attributesTheQuotationsOfTheSeedStory() throws {
    let folder = try #require(TestData.folder)
    let source = try String(
      contentsOf: folder.appending(path: "transcripts/seed-001.txt"), encoding: .utf8)
    let gold = try String(
      contentsOf: folder.appending(path: "gold/seed-001.txt.quotes.tsv"), encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let story = StoryCase(lines.dropFirst(13).joined(separator: "\n"), conventions: conventions)
    var found: [String] = []
    for case .quotation(let said) in story.body.nodes.flatMap(descendants) {
      let who = said.speaker?.target?.rawValue.dropFirst(2) ?? "-"
      found.append("\(who): \(said.text)")
    }
    let rows = gold.split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
    #expect(found.count == rows.count)
    for (row, speech) in zip(rows, found) { #expect(speech.hasPrefix("\(row[2]): \(row[1])")) }
    let figures = story.body.nodes.compactMap {
      if case .figure(let figure) = $0 { figure } else { nil }
    }
    #expect(figures.count == 5)
    #expect(text(story.body.nodes) == story.slice)
  }

  // MARK: Trees

  private func text(_ nodes: [Node]) -> String { nodes.map(\.text).joined() }

  private func descendants(_ node: Node) -> [Node] { [node] + node.content.flatMap(descendants) }

  private func identifiers(_ node: Node) -> [ElementID] {
    descendants(node).compactMap { $0.element?.id }
  }

  private func speakers(_ node: Node) -> [ElementID] {
    descendants(node).compactMap { node in
      if case .quotation(let said) = node { said.speaker?.target } else { nil }
    }
  }

  /// `source` with some marks taken out, lines joined or cut, words doubled.
  private func damaged(_ source: String, _ generator: inout SeededGenerator) -> String {
    var scalars = Array(source.unicodeScalars)
    for _ in 0..<Int.random(in: 1...12, using: &generator) where !scalars.isEmpty {
      let position = Int.random(in: 0..<scalars.count, using: &generator)
      let marks: Set<Unicode.Scalar> = ["\"", "“", "”", "’", ",", ".", "\n", "(", ")"]
      let next = scalars[position...].firstIndex { marks.contains($0) }
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: if let next { scalars.remove(at: next) }
      case 1: if let next { scalars.insert(scalars[next], at: next) }
      case 2: scalars.insert("\n", at: position)
      case 3: scalars.insert("\"", at: position)
      default:
        let end = min(scalars.count, position + 40)
        scalars.removeSubrange(position..<end)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
