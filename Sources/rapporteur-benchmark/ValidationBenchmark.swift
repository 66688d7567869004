import Corpus
import Diagnostics
import SystemPackage
import XMLCore

/// Parses one file without and with a matcher behind the parser, beside xmllint.
struct ValidationBenchmark {
  let file: String
  let schema: String?
  let runs: Int

  /// Prints what was measured, and returns the time for parsing and matching.
  @discardableResult
  func run() throws -> Measurement {
    let bytes = try size(of: file)
    var loading = Measurement("load the schema", over: 0)
    let stage = try loading.measure { try ValidationStage(schema: schema) }
    var parsing = Measurement("parse", over: bytes)
    var matching = Measurement("parse and match", over: bytes)
    var lint = Measurement("xmllint --sax --noout", over: bytes)
    let input = Input(named: file)
    for _ in 0..<runs {
      try lint.measure { try XMLLint.parse(file) }
      try parsing.measure {
        try XMLReader(file: file).parse(FileAccess.bytes(of: input), into: Nobody())
      }
      let outcome = matching.measure { stage.run(input) }
      guard outcome.status == .clean else {
        throw outcome.diagnostics.first { $0.kind.severity == .error }.map(DiagnosticError.init)
          ?? Errno.badAddress
      }
    }
    say("validation of \(bytes) bytes against \(schema ?? "the built-in schema")")
    say("schema loaded in \(Int(loading.median * 1000)) ms")
    for measurement in [lint, parsing, matching] { say(measurement.line(comparedWith: lint)) }
    return matching
  }
}

/// Receives events and does nothing.
private final class Nobody: XMLEventSink {
  var needsEndPositions: Bool { false }

  func startElement(_ tag: XMLStartTag) throws {}
  func text(_ bytes: Span<UInt8>) throws {}
  func endElement(at position: XMLPosition) throws {}
}
