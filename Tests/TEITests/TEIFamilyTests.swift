import Testing
import Transcripts

@testable import TEI

/// Every element of the vocabulary has a type in the model, and every form of a family an element.
@Suite struct TEIFamilyTests {
  @Test func everyElementHasAType() {
    for element in TEIElement.allCases {
      let tag = "<\(element.name)/>"
      let node = try? TEIReader.read(
        Array("<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>\(tag)</text></TEI>".utf8), file: "f"
      ).transcript.content.first
      #expect(node?.element != nil, "\(tag)")
    }
  }

  @Test func everyFormHasAnElement() {
    #expect(
      names(Token.Form.self) + names(Sentence.Form.self) + names(Name.Form.self)
        + names(Datum.Form.self) + names(Link.Form.self) + names(AnnotationGroup.Form.self)
        + names(Phrase.Form.self) + names(Milestone.Form.self) + names(Speech.Form.self)
        + names(StageDirection.Form.self) + names(Verse.Form.self) + names(Block.Form.self)
        == TEIFamily.elements.all.map(\.name))
  }

  private func names<Form: ElementForm>(_ forms: Form.Type) -> [String] {
    forms.allCases.map(\.name)
  }
}
