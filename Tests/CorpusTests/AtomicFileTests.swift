import Corpus
import Diagnostics
import Foundation
import Glibc
import SystemPackage
import TestSupport
import Testing

/// Files are written whole or not at all, and never outside their folder.
@Suite struct AtomicFileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private var root: FilePath { FilePath(folder.url.path) }

  private func contents(_ name: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: name).path
    ).sorted()
  }

  private func write(_ text: String, to relative: String) throws(DiagnosticError) {
    let path = try AtomicFile.prepare(relative, under: root, shown: relative)
    try AtomicFile.write([Array(text.utf8)], to: path, shown: relative)
  }

  private func code(_ body: () throws(DiagnosticError) -> Void) -> String? {
    do throws(DiagnosticError) {
      try body()
      return nil
    } catch {
      return error.diagnostic.kind.code
    }
  }

  @Test func foldersAreMadeAndNothingIsLeftOver() throws {
    try write("one", to: "a/b/c.xml")
    try write("two", to: "a/b/c.xml")
    #expect(try contents("a/b") == ["c.xml"])
    #expect(
      try String(contentsOf: folder.url.appending(path: "a/b/c.xml"), encoding: .utf8) == "two")
  }

  @Test(arguments: ["../x.xml", "/x.xml", "a/../../x.xml", "a/./x.xml"])
  func pathsThatLeaveTheFolderAreRefused(_ relative: String) {
    // `.` and `..` do no harm in some of them, but no name of ours has them.
    #expect(code { () throws(DiagnosticError) in try write("x", to: relative) } == "output-outside")
  }

  @Test func linksBelowTheFolderAreNotFollowed() throws {
    let elsewhere = try TemporaryFolder()
    #expect(symlink(elsewhere.url.path, folder.url.appending(path: "link").path) == 0)
    #expect(
      code { () throws(DiagnosticError) in try write("x", to: "link/x.xml") } == "output-outside")
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.url.path).isEmpty)
  }

  @Test func aLinkInPlaceOfTheFileIsReplaced() throws {
    let elsewhere = try TemporaryFolder()
    let target = try elsewhere.write("keep".utf8, to: "target")
    #expect(symlink(target.path, folder.url.appending(path: "x.xml").path) == 0)
    try write("new", to: "x.xml")
    #expect(try String(contentsOf: target, encoding: .utf8) == "keep")
  }

  @Test func aFolderInPlaceOfTheFileIsAnErrorThatLeavesNothing() throws {
    try write("x", to: "x.xml/y.xml")
    #expect(
      code { () throws(DiagnosticError) in try write("x", to: "x.xml") } == "output-unwritable")
    #expect(try contents() == ["x.xml"])
  }

  @Test func aFileInPlaceOfAFolderIsAnError() throws {
    try write("x", to: "a")
    #expect(
      code { () throws(DiagnosticError) in try write("x", to: "a/x.xml") } == "output-unwritable")
  }
}
