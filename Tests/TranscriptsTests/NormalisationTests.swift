import Testing
import Transcripts

@Suite struct NormalisationTests {
  @Test func joinsRunsOfTextAndDropsEmptyOnes() {
    let nodes: [Node] = [
      .text(""), .text("a"), .text(""), .text("b"), .comment("c"), .text("d"),
      .paragraph(Paragraph(content: [.text("e"), .text("f")])), .text(""),
    ]
    #expect(
      nodes.normalised() == [
        .text("ab"), .comment("c"), .text("d"), .paragraph(Paragraph(content: [.text("ef")])),
      ])
  }

  @Test func sortsExtrasAsCanonicalXMLDoes() {
    let attributes: [Extra] = [
      .attribute(prefix: "b", namespace: "urn:1", name: "a", value: ""),
      .attribute(prefix: "", namespace: "", name: "z", value: ""),
      .attribute(prefix: "a", namespace: "urn:2", name: "a", value: ""),
      .attribute(prefix: "", namespace: "", name: "a", value: ""),
      .prefix("t"), .namespace(prefix: "b", uri: "urn:1"), .namespace(prefix: "a", uri: "urn:2"),
    ]
    #expect(
      Extras(attributes).inCanonicalOrder().each == [
        attributes[4], attributes[6], attributes[5], attributes[3], attributes[1], attributes[0],
        attributes[2],
      ])
  }

  @Test func putsCategoriesInTheOrderOfTheirTaxonomies() {
    let role = Category(taxonomy: .role, id: "d.host", description: "host")
    let delivery = Category(taxonomy: .delivery, id: "d.interpreted", description: "interpreted")
    let transcript = Transcript(id: "d", header: Header(title: "", categories: [delivery, role]))
    #expect(transcript.normalised().header.categories == [role, delivery])
  }
}
