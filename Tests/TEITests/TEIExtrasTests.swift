import TEI
import Testing
import Transcripts
import XMLCore

/// What the model does not know of an element is written behind what it knows.
@Suite struct TEIExtrasTests {
  private static func document(_ body: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\(body)</body></text></TEI>

    """
  }

  private static func rewritten(
    _ body: String, edit: (inout Node) -> Void = { _ in }
  ) throws -> String {
    var read = try TEIReader.read(Array(document(body).utf8), file: "f")
    guard case .body(var inside) = read.transcript.content.first else { return "" }
    for index in inside.content.indices { edit(&inside.content[index]) }
    read.transcript.content = [.body(inside)]
    return String(
      decoding: TEIWriter.bytes(of: read.transcript, origins: read.origins), as: UTF8.self)
  }

  @Test(arguments: [
    "<w lemma=\"a\" foo=\"&amp;&lt;\" xml:space=\"preserve\">b</w>",
    "<w xml:id=\"i\" source=\"x\">b</w>", "<foo n=\"1\"/>", "<foo xml:id=\"i\"><w>b</w></foo>",
    "<foo xmlns:p=\"u\" p:n=\"1\"/>",
    "<p:w xmlns:p=\"http://www.tei-c.org/ns/1.0\" foo=\"1\">b</p:w>",
    "<foo xmlns=\"u\"><w lemma=\"a\"/></foo>", "<w foo=\"\u{FFFD}\">b</w>",
    "<foo xmlns=\"u\" n=\"1\"><w xmlns=\"http://www.tei-c.org/ns/1.0\" foo=\"1\" lemma=\"a\"/></foo>",
  ])
  func comeBack(_ body: String) throws {
    let document = Self.document(body)
    let written = try Self.rewritten(body)
    #expect(
      try CanonicalXML.bytes(of: Array(written.utf8), file: "written")
        == CanonicalXML.bytes(of: Array(document.utf8), file: "read"))
  }

  @Test func whatTheModelKnowsIsWrittenOnce() throws {
    let written = try Self.rewritten("<w lemma=\"a\">b</w>") { node in
      guard case .token(var token) = node else { return }
      token.extras.each = [
        .attribute(prefix: "", namespace: "", name: "foo", value: "1"),
        .attribute(prefix: "", namespace: "", name: "lemma", value: "c"),
        .attribute(prefix: "", namespace: "", name: "pos", value: "N"),
      ]
      node = .token(token)
    }
    #expect(written.contains("<w lemma=\"a\" foo=\"1\" pos=\"N\">b</w>"))
  }
}
