package import XMLCore

/// The text of a TEI document, and where its parts stand: made only when a difference has to be shown.
///
/// The text is XPath's `string(/*/*[local-name()="text"])`.
package final class TEITextPlaces: XMLEventSink {
  /// A place: where in the file, and in which element.
  package struct Place: Hashable, Sendable {
    /// The line, counted from 1.
    package var line: Int
    /// The innermost element around it that has an identifier, as `u 'a.u7'`; empty for none.
    package var element: String
  }

  /// The text, as UTF-8.
  package private(set) var text: [UInt8] = []

  private struct Mark {
    var offset: Int
    var line: Int
    var element: Int
  }

  private var marks: [Mark] = []
  private var elements = [""]
  private var open: [Int] = []
  private var textDepth = 0
  private var hasText = false
  private let identifier = XMLName("id", in: XMLName.xmlNamespace)

  /// Creates a sink for one document.
  package init() {}

  /// The place of the byte at `offset` of ``text``.
  package func place(ofOffset offset: Int) -> Place {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return Place(line: 0, element: "") }
    let mark = marks[low - 1]
    let lineFeeds = text[mark.offset..<min(offset, text.count)].count { $0 == UInt8(ascii: "\n") }
    return Place(line: mark.line + lineFeeds, element: elements[mark.element])
  }

  package func startElement(_ tag: XMLStartTag) throws {
    var element = open.last ?? 0
    if textDepth == 0 {
      guard open.count == 1, !hasText, tag.names[tag.name].name.local == "text" else {
        open.append(0)
        return
      }
      hasText = true
      textDepth = open.count + 1
    }
    if let id = tag.value(of: identifier) {
      element = elements.count
      elements.append("\(tag.names[tag.name].name.local) '\(id)'")
    }
    open.append(element)
    marks.append(Mark(offset: text.count, line: tag.position.line, element: element))
  }

  package func text(_ bytes: Span<UInt8>) throws {
    guard textDepth > 0 else { return }
    for index in bytes.indices { text.append(bytes[index]) }
  }

  package func endElement(at position: XMLPosition) throws {
    if textDepth == open.count { textDepth = 0 }
    open.removeLast()
    guard textDepth > 0 else { return }
    marks.append(Mark(offset: text.count, line: position.line, element: open.last ?? 0))
  }
}
