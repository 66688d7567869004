import CLibXML2

/// One parse of HTML: libxml2's SAX interface on one side, a sink on the other.
///
/// No tree is built, so depth costs nothing. libxml2 never gives up on HTML; its complaints, which
/// are many and say little to a reader, are not passed on.
final class LibXMLHTMLSession {
  private let text: [UInt8]
  private let sink: any HTMLEventSink
  private var context: htmlParserCtxtPtr?
  /// How far lines have been counted.
  private var counted = (offset: 0, line: 1)

  init(text: [UInt8], sink: any HTMLEventSink) {
    self.text = text
    self.sink = sink
  }

  /// Parses to the end.
  func run() {
    xmlInitParser()
    text.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        let context = htmlCreateMemoryParserCtxt(start, Int32(clamping: bytes.count))
      else { return }
      self.context = context
      defer {
        self.context = nil
        xmlFreeDoc(context.pointee.myDoc)
        context.pointee.myDoc = nil
        htmlFreeParserCtxt(context)
      }
      let options =
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue
        | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NODEFDTD.rawValue
      htmlCtxtUseOptions(context, Int32(bitPattern: UInt32(options)))
      // An attribute of any length is set aside like any other; without this its rest would be text.
      context.pointee.options |= Int32(bitPattern: UInt32(XML_PARSE_HUGE.rawValue))
      // The bytes are UTF-8; otherwise the first that is not ASCII would make them ISO-8859-1.
      context.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
      context.pointee.sax.pointee = Self.handler
      context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
      htmlParseDocument(context)
    }
  }

  /// The line where the parser stands.
  private var line: Int {
    guard let input = context?.pointee.input?.pointee, let base = input.base, let cur = input.cur
    else { return counted.line }
    let used = min(Int(input.consumed) + (cur - base), text.count)
    while counted.offset < used {
      if text[counted.offset] == UInt8(ascii: "\n") { counted.line += 1 }
      counted.offset += 1
    }
    return counted.line
  }

  fileprivate func start(
    _ name: UnsafePointer<UInt8>,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    var list: [HTMLAttribute] = []
    var index = 0
    while let attributes, let name = attributes[index] {
      let value = attributes[index + 1].map { String(cString: $0) } ?? ""
      list.append(HTMLAttribute(name: String(cString: name), value: value))
      index += 2
    }
    sink.start(String(cString: name), list, line: line)
  }

  fileprivate func end(_ name: UnsafePointer<UInt8>) {
    sink.end(String(cString: name))
  }

  fileprivate func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    // The parser stands behind the text, or before its last character.
    let feeds = bytes.count { $0 == UInt8(ascii: "\n") }
    sink.text(bytes.span, line: max(1, line - feeds))
  }
}

/// The session behind the context pointer of a callback.
private func session(_ context: UnsafeMutableRawPointer?) -> LibXMLHTMLSession? {
  context.map { Unmanaged<LibXMLHTMLSession>.fromOpaque($0).takeUnretainedValue() }
}

extension LibXMLHTMLSession {
  /// The callbacks; whatever is not named is not called.
  private static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElement = { context, name, attributes in
      guard let name else { return }
      session(context)?.start(name, attributes)
    }
    handler.endElement = { context, name in
      guard let name else { return }
      session(context)?.end(name)
    }
    let characters: charactersSAXFunc = { context, bytes, count in
      guard let bytes, count > 0 else { return }
      session(context)?.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    handler.characters = characters
    handler.ignorableWhitespace = characters
    // Scripts and styles come as these.
    handler.cdataBlock = characters
    handler.serror = { _, _ in }
    return handler
  }
}
