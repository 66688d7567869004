import Corpus
import Diagnostics
import Foundation
import Glibc
import TestSupport
import Testing
import TranscriptFormats

/// Bad input ends in a diagnostic or in a correct conversion: no crash, no hang, nothing partial.
@Suite struct BadInputTests {
  /// What must come of a source: the code of an error, or a conversion (`nil`).
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var error: String?
    var warning: String?
    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8], error: String? = nil, warning: String? = nil) {
      self.name = name
      self.bytes = bytes
      self.error = error
      self.warning = warning
    }

    init(_ name: String, _ text: String, error: String? = nil, warning: String? = nil) {
      self.init(name, Array(text.utf8), error: error, warning: warning)
    }
  }

  static let sources = [
    Case("empty", "", error: "source-empty"),
    Case("white space", " \n\t\r\n\u{C} ", error: "source-empty"),
    Case("byte order mark alone", [0xEF, 0xBB, 0xBF], error: "source-empty"),
    Case(
      "binary", [0x7F, 0x45, 0x4C, 0x46] + (0..<2000).map { UInt8($0 % 7) }, error: "source-binary"),
    Case(
      "invalid UTF-8",
      Array("MR. SMITH:  Caf".utf8) + [0xC3] + Array(" and caf\u{E9} caf\u{E9} caf\u{E9}.\n".utf8),
      warning: "source-invalid-utf8"),
    Case("NUL", "MR. SMITH:  One\0two.\n", warning: "source-forbidden-character"),
    Case(
      "characters that XML forbids", "MR. SMITH:  A\u{1}B\u{FFFE}C\u{FFFF}D\u{1F}E\n",
      warning: "source-forbidden-character"),
    Case("carriage returns", "MR. SMITH:  One.\rMS. JONES:  Two.\r"),
    Case("form feeds and vertical tabs", "MR. SMITH:  One.\u{C}\nMS. JONES:\u{B}Two.\n"),
    Case("a label that never ends", String(repeating: "SECRETARY OF STATE ", count: 2000) + "\n"),
    Case("only colons", String(repeating: ":\n", count: 500)),
    Case("a label and nothing else", "MR. SMITH:"),
    Case(
      "unbalanced quotation marks", "\"He said \u{201C}no,\" she said. \u{201D}\u{201C}\"\n\n\"\n"),
    Case("unbalanced brackets", "MR. SMITH:  (((Laughter.) [sic (inaudible]))\n\n(Applause\n"),
    Case("markup", "MR. SMITH:  <u who=\"#x\">&amp;]]><!-- --></u>\n"),
    Case("deep brackets", "Q:  " + String(repeating: "(", count: 20_000) + "\n"),
    Case("marks of direction", "MR. SMITH:  \u{202E}abc\u{202C} \u{5E9}\u{5DC}\u{5D5}\u{5DD}\n"),
    Case("combining marks first", "\u{301}MR. SMITH:\u{301} e\u{301}\n"),
    Case("no-break spaces", "MR.\u{A0}SMITH:\u{A0}\u{A0}Good\u{A0}morning.\n"),
  ]

  @Test(arguments: sources)
  func sourceIsConvertedOrReported(_ example: Case) throws {
    let source = SourceDocument(name: "bad.txt", bytes: example.bytes)
    let conversion = try builtInConversion()
    do throws(DiagnosticError) {
      let result = try conversion.convert(source)
      #expect(example.error == nil, "was converted")
      if let warning = example.warning {
        #expect(result.diagnostics.contains { $0.kind.code == warning })
      }
      let report = try RoundTripProof(conversion: conversion).check(source, shown: "bad.txt")
      #expect(report.isClean, "\(report.diagnostics)")
      let (verdict, diagnostics) = try ValidationStage().check(result.tei, file: "bad.xml")
      #expect(verdict == .valid, "\(diagnostics.prefix(2))")
    } catch {
      #expect(error.diagnostic.kind.code == example.error, "\(error.diagnostic)")
    }
  }

  /// Longer than any line may be, though far from the 100 MB that somebody will try.
  @Test func lineBeyondTheLimitIsReported() throws {
    let line = [UInt8](repeating: UInt8(ascii: "a"), count: 11_000_000)
    let source = SourceDocument(name: "long.txt", bytes: Array("Q:  ".utf8) + line)
    let conversion = try builtInConversion()
    let error = #expect(throws: DiagnosticError.self) { try conversion.convert(source) }
    #expect(error?.diagnostic.kind.code == "source-line-too-long")
  }

  /// What must come of a TEI file, from every command that reads one.
  static let documents = [
    Case("empty", "", error: "xml-empty"),
    Case("a transcript", "MR. SMITH:  Hello.\n", error: "xml-not-xml"),
    Case(
      "not closed", "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>", error: "xml-not-well-formed"),
    Case(
      "two roots", "<TEI xmlns='http://www.tei-c.org/ns/1.0'/><TEI/>", error: "xml-not-well-formed"),
    Case("billion laughs", billionLaughs, error: "xml-limit"),
    Case("deep nesting", deep, error: "xml-limit"),
    Case(
      "invalid UTF-8", Array("<TEI>".utf8) + [0xC3, 0x28] + Array("</TEI>".utf8),
      error: "xml-encoding"),
  ]

  /// TEI files that are kept whole all the same, and what is said about them.
  static let remarkable = [
    Case("not TEI", "<html><body>Hello</body></html>", error: "tei-not-tei"),
    Case(
      "no text", "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>", error: "tei-no-text"
    ),
    Case("an external entity", externalEntity, error: "tei-unknown-entity"),
  ]

  @Test(arguments: remarkable)
  func documentIsRemarkedOn(_ example: Case) throws {
    let report = try RoundTripProof(conversion: builtInConversion())
      .check(tei: example.bytes, file: "odd.xml") { _ in nil }
    #expect(report.diagnostics.map(\.kind.code) == [example.error])
    // What is no TEI comes back whole as well, but is a finding.
    #expect(report.isClean == (example.error != "tei-not-tei"))
    #expect(report.comparison?.isExact == true)
  }

  static let billionLaughs =
    "<!DOCTYPE TEI [<!ENTITY a0 'ha'>"
    + (1...12).map { "<!ENTITY a\($0) '" + String(repeating: "&a\($0 - 1);", count: 10) + "'>" }
    .joined() + "]><TEI xmlns='http://www.tei-c.org/ns/1.0'><text>&a12;</text></TEI>"

  static let externalEntity =
    "<!DOCTYPE TEI [<!ENTITY secret SYSTEM '/etc/hostname'>]>"
    + "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>&secret;</p></body></text></TEI>"

  static let deep =
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>" + String(repeating: "<p>", count: 100_000)

  @Test(arguments: documents)
  func documentIsReported(_ example: Case) throws {
    let error = #expect(throws: DiagnosticError.self) {
      try RoundTripProof(conversion: builtInConversion())
        .check(tei: example.bytes, file: "bad.xml") { _ in nil }
    }
    #expect(error?.diagnostic.kind.code == example.error, "\(String(describing: error))")
    let (verdict, diagnostics) = try ValidationStage().check(example.bytes, file: "bad.xml")
    #expect(verdict != .valid && !diagnostics.isEmpty)
  }

  @Test func nothingIsReadFromOutside() throws {
    let host = (try? String(contentsOfFile: "/etc/hostname", encoding: .utf8)) ?? "?"
    let folder = try TemporaryFolder()
    try folder.write(Self.externalEntity.utf8, to: "a.xml")
    let result = try ShellCommand(
      "rapporteur text a.xml; rapporteur validate a.xml", in: folder.url)
    #expect(!result.output.contains(host) && !result.errors.contains(host))
  }

  @Test func unreadableFileIsReported() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("A.".utf8, to: "a.txt")
    let stage = try ConversionStage(output: folder.url.path)
    let outcome = stage.run(Input(named: file.path + "/b.txt"))
    #expect(outcome.status == .missingInput)
    #expect(
      stage.run(Input(named: folder.url.path)).diagnostics.map(\.kind.code) == ["input-not-a-file"])
    if getuid() != 0 {
      #expect(chmod(file.path, 0) == 0)
      #expect(
        stage.run(Input(named: file.path)).diagnostics.map(\.kind.code) == ["input-unreadable"])
    }
  }

  @Test func failedConversionWritesNothing() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write([], to: "in/a.txt")
    let stage = try ConversionStage(
      output: folder.url.appending(path: "out").path)
    #expect(stage.run(Input(named: file.path)).status == .findings)
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "out").path))
  }

  @Test func outputNeverReplacesItsSource() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("Q:  Hello?\n".utf8, to: "a.xml")
    let outcome = try ConversionStage(output: folder.url.path)
      .run(Input(named: file.path))
    #expect(outcome.diagnostics.map(\.kind.code) == ["output-is-input"])
    #expect(try String(contentsOf: file, encoding: .utf8) == "Q:  Hello?\n")
  }
}
