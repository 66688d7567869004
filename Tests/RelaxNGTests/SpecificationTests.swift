import Diagnostics
import Foundation
import RelaxNG
import TestSupport
import Testing
import XMLCore

/// One case of the specification's test suite: a schema, and documents with their verdicts.
struct SpecificationCase: Sendable, CustomTestStringConvertible {
  var number = 0
  var section = ""
  var schema: String?
  var isCorrect = true
  var documents: [(text: String, isValid: Bool)] = []
  /// Files that the schema may include.
  var resources: [String: String] = [:]

  var testDescription: String { "case \(number), section \(section)" }
}

/// Reads `spectest.xml`: what stands in `correct`, `incorrect`, `valid`, `invalid` and `resource`
/// is written out again as a document of its own.
final class SpecificationReader: XMLEventSink {
  private(set) var cases: [SpecificationCase] = []
  private var current = SpecificationCase()
  private var path: [String] = []
  private var folders: [String] = []
  private var resource: String?
  private var writer: XMLWriter?
  private var output: [UInt8] = []
  private var depth = 0
  private var text = ""

  func startElement(_ tag: XMLStartTag) throws {
    if let writer {
      depth += 1
      try writer.startElement(tag)
      return
    }
    let name = tag.names[tag.name].name.local
    path.append(name)
    text = ""
    switch name {
    case "testCase": current = SpecificationCase(number: cases.count + 1)
    case "dir": folders.append(tag.value(of: XMLName("name")) ?? "")
    case "resource":
      resource = (folders + [tag.value(of: XMLName("name")) ?? ""]).joined(separator: "/")
    default: break
    }
    if ["correct", "incorrect", "valid", "invalid", "resource"].contains(name) {
      output = []
      depth = 0
      writer = XMLWriter(form: .plain) { [unowned self] bytes in
        for index in 0..<bytes.count { self.output.append(bytes[index]) }
      }
    }
  }

  func text(_ bytes: Span<UInt8>) throws {
    if let writer {
      if depth > 0 { try writer.text(bytes) }
    } else {
      for index in 0..<bytes.count { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
    }
  }

  func comment(_ text: String) throws {
    if depth > 0 { try writer?.comment(text) }
  }

  func endElement(at position: XMLPosition) throws {
    if let writer, depth > 0 {
      depth -= 1
      try writer.endElement(at: position)
      return
    }
    if let writer {
      try writer.endDocument()
      try writer.flush()
      self.writer = nil
    }
    let document = String(decoding: output, as: UTF8.self)
    switch path.popLast() {
    case "testCase": cases.append(current)
    case "section": if path.last == "testCase" { current.section = text }
    case "dir": folders.removeLast()
    case "resource": if let resource { current.resources[resource] = document }
    case "correct": current.schema = document
    case "incorrect":
      current.schema = document
      current.isCorrect = false
    case "valid": current.documents.append((document, true))
    case "invalid": current.documents.append((document, false))
    default: break
    }
  }

  static func read(_ url: URL) throws -> [SpecificationCase] {
    let reader = SpecificationReader()
    try XMLReader(file: url.lastPathComponent).parse(Array(Data(contentsOf: url)), into: reader)
    return reader.cases
  }
}

@Suite("RELAX NG specification", .enabled(if: TestData.isThere, "needs the development data"))
struct SpecificationTests {
  private func read(_ test: SpecificationCase) throws -> RelaxNGSchema {
    try RelaxNGSchema.read(Array((test.schema ?? "").utf8), file: "schema") { address in
      test.resources[address].map { RelaxNGSource(Array($0.utf8), file: address) }
    }
  }

  @Test func allCasesAreRight() throws {
    let folder = try #require(TestData.folder)
    let cases = try SpecificationReader.read(folder.appending(path: "relaxng/spectest.xml"))
    #expect(cases.count == 385)
    var (correct, incorrect, valid, invalid) = (0, 0, 0, 0)
    for test in cases {
      let schema: RelaxNGSchema
      do {
        schema = try read(test)
        #expect(test.isCorrect, "\(test.testDescription): accepted\n\(test.schema ?? "")")
        correct += test.isCorrect ? 1 : 0
      } catch let error as DiagnosticError {
        #expect(
          !test.isCorrect,
          "\(test.testDescription): \(error.diagnostic.message)\n\(test.schema ?? "")")
        if !test.isCorrect { #expect(error.diagnostic.kind.code.hasPrefix("rng-schema-")) }
        incorrect += test.isCorrect ? 0 : 1
        continue
      }
      for document in test.documents {
        let names = XMLNameTable()
        var messages: [String] = []
        let matcher = RelaxNGMatcher(schema: schema, names: names, file: "document") {
          messages.append($0.message)
        }
        try XMLReader(file: "document", names: names).parse(
          Array(document.text.utf8), into: matcher)
        #expect(
          matcher.isValid == document.isValid,
          "\(test.testDescription): \(messages)\n\(test.schema ?? "")\n\(document.text)")
        if matcher.isValid == document.isValid {
          if document.isValid { valid += 1 } else { invalid += 1 }
        }
      }
    }
    #expect(correct == 172)
    #expect(incorrect == 213)
    #expect(valid == 289)
    #expect(invalid == 291)
  }
}
