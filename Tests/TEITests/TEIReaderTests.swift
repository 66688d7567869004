import Diagnostics
import TEI
import TestSupport
import Testing
import Transcripts

@Suite struct TEIReaderTests {
  private static let tei = "xmlns='http://www.tei-c.org/ns/1.0'"

  @Test(arguments: [
    (
      "<html><body/></html>",
      "f:1:7: error: the root element is 'html' in no namespace, not 'TEI' in "
        + "'http://www.tei-c.org/ns/1.0'; all of it is kept as it is [tei-not-tei]\n"
    ),
    (
      "\n<TEI xmlns='urn:x'/>",
      "f:2:21: error: the root element is 'TEI' in the namespace 'urn:x', not 'TEI' in "
        + "'http://www.tei-c.org/ns/1.0'; all of it is kept as it is [tei-not-tei]\n"
    ),
    (
      "<TEI.2><text/></TEI.2>",
      "f:1:8: warning: the root element 'TEI.2' is in no namespace, as before TEI P5; all of it is "
        + "kept as it is [tei-no-namespace]\n"
    ),
    (
      "<TEI \(tei)><teiHeader/></TEI>",
      "f:1:42: note: the document has no 'text', which holds what was said [tei-no-text]\n"
    ),
    (
      "<!DOCTYPE TEI SYSTEM 'a.dtd'><TEI \(tei)><text>&a; &b; &a;</text></TEI>",
      "f: note: the declarations in 'a.dtd' were not read: nothing outside the document is "
        + "[tei-external-subset]\nf:1:80: note: the text of '&a;', '&b;' is not in the document; 3 "
        + "references are kept [tei-unknown-entity]\n"
    ),
    ("<teiCorpus \(tei)><TEI><text/></TEI></teiCorpus>", ""),
    ("<listPerson \(tei)/>", ""),
  ])
  func saysWhatIsNotRead(_ document: String, _ messages: String) throws {
    let diagnostics = try TEIReader.read(Array(document.utf8), file: "f").diagnostics
    #expect(diagnostics.map { TextReport().text(of: $0) }.joined() == messages)
  }

  @Test func keepsAttributesAsWritten() throws {
    let transcript = try read("<u who='#a  #b' n='1' xml:id='d.u1' trans='smooth'>Hi</u>")
    guard case .utterance(let utterance)? = transcript.content.first else {
      Issue.record("no utterance")
      return
    }
    #expect(utterance.id == "d.u1")
    #expect(utterance.speaker == "#a  #b")
    #expect(
      utterance.extras.each == [
        .attribute(prefix: "", namespace: "", name: "n", value: "1"),
        .attribute(prefix: "", namespace: "", name: "trans", value: "smooth"),
      ])
  }

  @Test func keepsCDATAAndMergesReferencesIntoText() throws {
    let transcript = try read("<p>a &amp; <![CDATA[<b>]]>&#x63;<![CDATA[]]></p>")
    #expect(
      transcript.content == [
        .paragraph(
          Paragraph(content: [.text("a & "), .cdata("<b>"), .text("c"), .cdata("")]))
      ])
    #expect(transcript.text == "a & <b>c")
  }

  @Test func keepsWhatItDoesNotKnowInItsPlace() throws {
    let transcript = try read("<p>a<!--b--><hom>c</hom><?d e?><m:f xmlns:m='urn:m'><u/></m:f></p>")
    let tei = "http://www.tei-c.org/ns/1.0"
    #expect(
      transcript.content == [
        .paragraph(
          Paragraph(content: [
            .text("a"), .comment("b"),
            .opaque(Opaque(namespace: tei, name: "hom", content: [.text("c")])),
            .processingInstruction(target: "d", data: "e"),
            .opaque(
              Opaque(
                namespace: "urn:m", name: "f",
                extras: Extras([.prefix("m"), .namespace(prefix: "m", uri: "urn:m")]),
                content: [.utterance(Utterance())])),
          ]))
      ])
  }

  @Test(arguments: ["src:0,2", "src:2,1", "src:01,2", "src:1", "#p1", "src:1,2 "])
  func readsPlacesOnlyAsTheyAreWritten(_ source: String) throws {
    let bytes = document("<u xml:id='d.u1' source='\(source)'/><u source='src:1,2'/>")
    let read = try TEIReader.read(bytes, file: "f")
    let isPlace = source == "src:0,2"
    #expect(read.origins["d.u1"] == (isPlace ? LineRange(1, 2) : nil))
    #expect(read.origins.count == (isPlace ? 1 : 0))
    #expect(read.transcript.content.map { $0.element?.extras.isEmpty } == [isPlace, false])
  }

  @Test func listsThePeopleOfAForeignHeader() throws {
    let header = """
      <teiHeader><fileDesc><titleStmt><title>A title</title></titleStmt></fileDesc><profileDesc>
      <particDesc><listPerson><head>MPs</head><person xml:id='a' sex='1'><persName>
      <forename>Ana</forename> <surname>Silva</surname></persName></person></listPerson></particDesc>
      </profileDesc></teiHeader>
      """
    let transcript = try TEIReader.read(document("<body/>", header: header), file: "f").transcript
    #expect(transcript.header.title == "A title")
    #expect(transcript.participants.map(\.names) == [[Ascription("Ana Silva")]])
    #expect(transcript.header.verbatim != nil)
  }

  @Test func takesAHeaderAsItsOwnOnlyIfItIs() throws {
    let (transcript, origins) = SampleTranscripts.briefing
    let bytes = TEIWriter.bytes(of: transcript, origins: origins)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(try TEIReader.read(bytes, file: "f").transcript.header.verbatim == nil)
    for (old, new) in [
      ("Anna Rossi", "<!-- who -->Anna Rossi"), ("occurs=\"1\"", "occurs=\"2\""),
      ("<publisher>", "<publisher n=\"\">"), ("(inaudible)", "(Inaudible)"),
    ] {
      let changed = text.replacing(old, with: new, maxReplacements: 1)
      let document = try TEIReader.read(Array(changed.utf8), file: "f")
      #expect(document.transcript.header.verbatim != nil, "\(new)")
      #expect(document.transcript.participants.count == 5)
    }
    let older = text.replacing(rapporteurVersion, with: "0.0.1")
    let header = try TEIReader.read(Array(older.utf8), file: "f").transcript.header
    #expect(header.verbatim == nil)
    #expect(header.writerVersion == "0.0.1")
  }

  /// Whatever is changed in a header, and whether or not it is the converter's own then, it is written
  /// as it was read.
  @Test func aChangedHeaderIsWrittenAsItWasRead() throws {
    let (transcript, origins) = SampleTranscripts.briefing
    let bytes = TEIWriter.bytes(of: transcript, origins: origins)
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("<teiHeader") })
    let end = try #require(lines.firstIndex { $0.hasPrefix("</teiHeader") })
    var changes = 0
    for index in (start + 1)..<end {
      let line = lines[index]
      var versions = [line + "<!-- seen -->", line + "seen"]
      if let close = line.firstIndex(of: ">"), !line.hasPrefix("</") {
        // In the order of Canonical XML, which is the one that is written.
        let end = line[..<close].hasSuffix("/") ? line.index(before: close) : close
        let place = line.firstRange(of: " xml:id")?.lowerBound ?? end
        versions.append(line[..<place] + " z=\"1\"" + line[place...])
      }
      // An element that is all on this line may as well not be there, or be there twice.
      if line.hasSuffix("/>") || line.contains("</"), !line.hasPrefix("</") {
        versions += ["", line.contains("xml:id") ? line : line + line]
      }
      for version in versions {
        var changed = lines
        changed[index] = version
        let document = changed.joined(separator: "\n")
        let read = try TEIReader.read(Array(document.utf8), file: "f")
        let written = TEIWriter.bytes(of: read.transcript, origins: read.origins)
        #expect(String(decoding: written, as: UTF8.self) == document, "\(version)")
        changes += 1
      }
    }
    #expect(changes > 200)
  }

  @Test func sealsTellWhatWasChanged() throws {
    let (transcript, origins) = SampleTranscripts.briefing
    let bytes = TEIWriter.bytes(of: transcript, origins: origins)
    let text = String(decoding: bytes, as: UTF8.self)
    let seals = try TEIReader.read(bytes, file: "f").seals
    let otherWho = text.replacing("who=\"#b.lind\"", with: "who=\"#b.rossi\"")
    let markup = try TEIReader.read(Array(otherWho.utf8), file: "f").seals
    #expect(markup.canonicalText != markup.statedCanonicalText)
    #expect(markup.text == seals.text)
    let words = try TEIReader.read(Array(text.replacing("(ph)", with: "").utf8), file: "f").seals
    #expect(words.canonicalText != words.statedCanonicalText)
    #expect(words.text != seals.text)
  }

  private func read(_ text: String) throws -> Transcript {
    try TEIReader.read(document(text), file: "f").transcript
  }

  private func document(_ text: String, header: String = "<teiHeader/>") -> [UInt8] {
    Array("<TEI \(Self.tei)>\(header)<text>\(text)</text></TEI>".utf8)
  }
}
