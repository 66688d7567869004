import Foundation
import TEI
import TestSupport
import Testing
import XMLCore

/// The table of elements without character data is what the schema says.
@Suite struct ElementContentTests {
  /// Derives the table anew from `tei_all`: the elements from whose pattern no `text`, `data`, `value`
  /// or `list` is reached without passing into another element or an attribute.
  @Test(.enabled(if: TestData.isThere, "needs RAPPORTEUR_DATA"))
  func isDerivedFromTheSchema() throws {
    let file = try #require(TestData.folder).appending(path: "schemas/tei_all-4.7.0.rng")
    let schema = try SchemaPatterns(Array(Data(contentsOf: file)))
    #expect(schema.namesOfElementContent.subtracting(["choice"]) == ElementContent.names)
    #expect(schema.namesOfElementContent.contains("choice"))
  }

  /// A schema in the XML syntax of RELAX NG, as far as it is needed to tell which elements hold text.
  private final class SchemaPatterns: XMLEventSink {
    private struct Pattern {
      var name: String
      var attribute: String
      var children: [Int] = []
    }

    private var patterns: [Pattern] = []
    private var open: [Int] = []
    private var definitions: [String: [Int]] = [:]
    private var elements: [Int] = []

    init(_ bytes: [UInt8]) throws {
      try XMLReader(file: "schema").parse(bytes, into: self)
    }

    func startElement(_ tag: XMLStartTag) throws {
      let name = tag.names[tag.name].name
      let isPattern = name.namespace == "http://relaxng.org/ns/structure/1.0"
      let pattern = Pattern(
        name: isPattern ? name.local : "", attribute: tag.value(of: XMLName("name")) ?? "")
      patterns.append(pattern)
      let index = patterns.count - 1
      if let parent = open.last { patterns[parent].children.append(index) }
      if pattern.name == "define" { definitions[pattern.attribute, default: []].append(index) }
      if pattern.name == "element", !pattern.attribute.isEmpty { elements.append(index) }
      open.append(index)
    }

    func text(_ bytes: Span<UInt8>) throws {}
    func endElement(at position: XMLPosition) throws { open.removeLast() }

    var namesOfElementContent: Set<String> {
      var names: Set<String> = []
      for element in elements {
        var seen: Set<String> = []
        if !patterns[element].children.contains(where: { admitsText($0, &seen) }) {
          names.insert(patterns[element].attribute)
        }
      }
      return names
    }

    private func admitsText(_ index: Int, _ seen: inout Set<String>) -> Bool {
      let pattern = patterns[index]
      switch pattern.name {
      case "text", "data", "value", "list", "mixed": return true
      case "", "attribute", "element", "notAllowed", "name", "anyName", "nsName": return false
      case "ref":
        guard seen.insert(pattern.attribute).inserted else { return false }
        return (definitions[pattern.attribute] ?? []).contains { definition in
          patterns[definition].children.contains { admitsText($0, &seen) }
        }
      default: return pattern.children.contains { admitsText($0, &seen) }
      }
    }
  }
}
