import Diagnostics
import Foundation
import TestSupport
import Testing
import TranscriptFormats
import Transcripts

/// Stories of other styles than the one that is known, annotated by hand as the gold is.
///
/// `NAME.gold.tsv` says what each line is, `NAME.quotes.tsv` who is quoted with which first words.
@Suite struct AnnotatedStoryTests {
  private static let folder = packageRoot.appending(
    path: "Tests/TranscriptFormatsTests/Fixtures/AnnotatedStories")
  private static let reader = Result { try TranscriptReader(conventions: .builtIn()) }

  @Test func quotationsHaveTheirSpeakers() throws {
    var (agreed, wanted, found) = (0, 0, 0)
    for name in try stories() {
      let transcript = try read(name)
      let quotations = transcript.content.flatMap(descendants).compactMap { node in
        if case .quotation(let said) = node { said } else { nil }
      }
      found += quotations.count
      for row in try rows("\(name).quotes.tsv") {
        wanted += 1
        let quotation = quotations.first { plain($0.text).hasPrefix(plain(row[1])) }
        let speaker = transcript.participants.first { $0.id == quotation?.speaker?.target }
        let names = speaker?.names.map(\.text).joined(separator: " ").lowercased() ?? ""
        let isRight = row[2] == "-" ? quotation != nil && speaker == nil : names.contains(row[2])
        if isRight { agreed += 1 }
      }
    }
    #expect(wanted == 76)
    #expect(Double(2 * agreed) / Double(wanted + found) >= 0.95, "\(agreed) of \(wanted), \(found)")
  }

  @Test func linesAreOfTheirKinds() throws {
    var (agreed, wanted) = (0, 0)
    for name in try stories() {
      let kinds = kindsOfLines(try read(name))
      for row in try rows("\(name).gold.tsv") {
        wanted += 1
        let line = try #require(Int(row[0]))
        if kinds[line] == row[1] { agreed += 1 }
      }
    }
    #expect(wanted >= 80)
    #expect(Double(agreed) / Double(wanted) >= 0.98, "\(agreed) of \(wanted)")
  }

  @Test func yieldNoTurns() throws {
    for name in try stories() {
      let nodes = try read(name).content.flatMap(descendants)
      #expect(!nodes.contains { if case .utterance = $0 { true } else { false } })
    }
  }

  // MARK: Files

  private func stories() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".txt") }.sorted()
    try #require(names.count == 7)
    return names
  }

  private func read(_ name: String) throws -> Transcript {
    let bytes = try Data(contentsOf: Self.folder.appending(path: name))
    return try Self.reader.get().read(SourceDocument(name: name, bytes: Array(bytes))).transcript
  }

  private func rows(_ name: String) throws -> [[String]] {
    try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
      .split(separator: "\n").dropFirst()
      .map { $0.split(separator: "\t").map(String.init) }
  }

  // MARK: Trees

  private func descendants(_ node: Node) -> [Node] { [node] + node.content.flatMap(descendants) }

  /// Lower case, letters and digits only.
  private func plain(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// What the first words of each line are, by the number of the line.
  private func kindsOfLines(_ transcript: Transcript) -> [Int: String] {
    var kinds: [Int: String] = [:]
    var line = 1
    func walk(_ node: Node, _ outer: String?, inFigure: Bool) {
      if case .text(let text) = node {
        for character in text {
          if character == "\n" {
            line += 1
          } else if !character.isWhitespace, kinds[line] == nil {
            kinds[line] = outer
          }
        }
        return
      }
      var isFigure = inFigure
      if case .figure = node { isFigure = true }
      let kind = kind(of: node, inFigure: inFigure) ?? outer
      for child in node.content { walk(child, kind, inFigure: isFigure) }
    }
    for node in transcript.content { walk(node, nil, inFigure: false) }
    return kinds
  }

  private func kind(of node: Node, inFigure: Bool) -> String? {
    switch node {
    case .furniture: "furniture"
    case .titlePart: "title"
    case .byline, .dateline, .documentDate: "meta"
    case .heading: inFigure ? "caption-title" : "heading"
    case .paragraph: inFigure ? "caption" : "prose"
    case .figureDescription: "alt"
    case .reference: "imageid"
    case .note(let note): note.kind == .credit ? "credit" : note.kind == .time ? "meta" : "note"
    default: nil
    }
  }
}
