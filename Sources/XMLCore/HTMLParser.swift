/// Receives an HTML document, as far as it can be made out, as a sequence of events.
///
///     element ::= start (element | text)* end
///
/// Elements that the document leaves out or leaves open are begun and ended all the same. Comments,
/// instructions and the document type are not sent. Lines are those of the document, counted from 1.
package protocol HTMLEventSink: AnyObject {
  /// An element begins; names are in lower case.
  func start(_ name: String, _ attributes: [HTMLAttribute], line: Int)
  /// Text, with references resolved; it begins on `line`.
  func text(_ bytes: Span<UInt8>, line: Int)
  /// The innermost element ends.
  func end(_ name: String)
}

/// An attribute of an element of HTML.
package struct HTMLAttribute: Hashable, Sendable {
  /// The name, in lower case.
  package var name: String
  /// The value; empty where there is none.
  package var value: String
}

/// Reads HTML of any version and quality.
package enum HTMLParser {
  /// Sends a document to `sink`; `text` is UTF-8 with line feeds, whatever the document declares.
  ///
  /// No document is refused: what is no markup is text.
  package static func parse(_ text: [UInt8], into sink: any HTMLEventSink) {
    LibXMLHTMLSession(text: HTMLPreparation.prepared(text), sink: sink).run()
  }
}
