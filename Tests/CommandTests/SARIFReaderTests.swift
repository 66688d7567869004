import Foundation
import TestSupport
import Testing

/// The interpreter that has `sarif-tools`.
enum SARIFTools {
  static let python = ProcessInfo.processInfo.environment["RAPPORTEUR_PYTHON"]

  static var isThere: Bool {
    guard let python else { return false }
    let found = try? ShellCommand("'\(python)' -c 'import sarif'", in: packageRoot)
    return found?.code == 0
  }
}

/// The log as a reader of others' making takes it: `sarif-tools` of the Python registry.
@Suite(
  "SARIF reader",
  .enabled(
    if: SARIFTools.isThere,
    "needs sarif-tools in the interpreter that RAPPORTEUR_PYTHON names"))
struct SARIFReaderTests {
  @Test func findsWhatWasFound() throws {
    let folder = try TemporaryFolder()
    let python = try #require(SARIFTools.python)
    for (name, content) in [
      ("s.rnc", "start = element a { element b { attribute id { xsd:ID } }* }"),
      ("a {0}.xml", "<a>\n<b id='x'/><c/>\n<b id='x'/></a>"), ("b.xml", "<a><b></a>"),
    ] {
      try Data(content.utf8).write(to: folder.url.appending(path: name))
    }
    let run = try ShellCommand(
      "rapporteur validate --schema s.rnc --format sarif *.xml > log.sarif", in: folder.url)
    #expect(run.code == 1)
    let read = try ShellCommand(
      """
      '\(python)' - <<'END'
      from sarif import loader
      log = loader.load_sarif_file("log.sarif")
      for record in log.get_records():
          print(record["Location"], record["Line"], record["Severity"], record["Code"], sep="|")
      END
      """, in: folder.url)
    #expect(
      read.output.split(separator: "\n").sorted() == [
        "a%20%7B0%7D.xml|2|error|rng-element-unknown", "a%20%7B0%7D.xml|3|error|rng-id-duplicate",
        "b.xml|1|error|rng-attribute-missing", "b.xml|1|error|xml-not-well-formed",
      ], "\(read.output)\(read.errors)")
  }
}
