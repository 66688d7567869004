import Diagnostics

/// Reads XML bytes and sends what is in them to a sink, event by event.
///
/// Nothing is kept of what has been read, so memory does not grow with the document. Nothing but the
/// bytes given is ever read: no network, no external entity, no external DTD. Internal entities and
/// attribute defaults of an internal subset are honoured, within ``Limits``.
///
/// What is plain in a document is read by a scanner, and what is not by libxml2, from there on.
///
/// The bytes may be UTF-8, UTF-16 with a byte order mark, or any encoding that the XML declaration
/// names and the C library can convert; a sink always receives UTF-8.
public struct XMLReader {
  /// What may be set.
  public struct Options: Hashable, Sendable {
    /// How much a document may demand.
    public var limits = Limits()
    /// Whether a reference in an attribute value to an entity outside the document is kept, as
    /// ``XMLReference`` writes it; otherwise it ends the parse.
    public var keepsReferencesInValues = false
    /// Whether what is plain is read without libxml2.
    package var isScanned = true

    /// The defaults.
    public init() {}
  }

  /// The file as the user named it, for diagnostics.
  public let file: String
  /// The numbers of the names; sinks may look names up before the parse begins.
  public let names: XMLNameTable
  /// Where the parse stands: for a sink that needs the place of a text or a comment.
  public let locator = XMLLocator()
  private let options: Options

  /// Creates a reader for the file that diagnostics call `file`.
  public init(file: String, names: XMLNameTable = XMLNameTable(), options: Options = Options()) {
    self.file = file
    self.names = names
    self.options = options
  }

  /// Parses a whole document.
  ///
  /// - Throws: ``DiagnosticError`` with a kind of ``xmlCoreDiagnosticKinds`` where the document is
  ///   not well-formed or demands too much; whatever `sink` throws, as it is.
  public func parse(_ bytes: [UInt8], into sink: any XMLEventSink) throws {
    var rest: [UInt8]? = bytes
    try parse(reading: { rest.take() }, into: sink)
  }

  /// Parses a document that arrives in chunks of any size; `next` returns `nil` at the end.
  ///
  /// - Throws: as ``parse(_:into:)``, and whatever `next` throws.
  public func parse(reading next: () throws -> [UInt8]?, into sink: any XMLEventSink) throws {
    try withoutActuallyEscaping(next) { next in
      let input = XMLInput(file: file, limits: options.limits, next: next)
      defer { input.close() }
      let tag = XMLStartTag(names: names, locator: locator)
      var place = Handover(mostNames: names.count + options.limits.names)
      if options.isScanned {
        var scanner = XMLScanner(input: input, sink: sink, tag: tag, limits: options.limits)
        guard let next = try scanner.run() else { return }
        place = next
      }
      try LibXMLSession(input: input, sink: sink, tag: tag, options: options, from: place).run()
    }
  }
}
