/// Where a parse stands that another parser goes on with.
struct Handover {
  /// An element that is open.
  struct Element {
    var name: XMLNameTable.ID
    /// The line of its start tag.
    var line: Int
  }

  /// Markup that leads a parser to the same place: the XML declaration, the document type
  /// declaration, the start tags that are open, or an element in place of the root that has ended.
  var markup: [UInt8] = []
  /// Whether the document type declaration has been read.
  var hasDoctype = false
  /// How many bytes of the document were read.
  var offset = 0
  /// The elements that are open, outermost first.
  var open: [Element] = []
  /// Whether the root has ended.
  var isBehindRoot = false
  /// How many names there may be in the table.
  var mostNames: Int
}

/// Answers where a scanner stands.
final class ScannerPlaces: XMLPlaces {
  /// Where in the document the event being sent begins and ends.
  let event = Held((start: 0, end: 0))
  private let input: XMLInput

  init(input: XMLInput) {
    self.input = input
  }

  var position: XMLPosition { input.position(at: event.value.end) }
  var line: Int { input.line(at: event.value.end) }
  var textStart: XMLPosition { input.position(at: event.value.start) }
}
