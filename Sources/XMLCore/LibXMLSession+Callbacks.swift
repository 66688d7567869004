import CLibXML2

/// The session behind the context pointer of a callback.
private func session(_ context: UnsafeMutableRawPointer?) -> LibXMLSession? {
  context.map { Unmanaged<LibXMLSession>.fromOpaque($0).takeUnretainedValue() }
}

/// Lends the session behind the context pointer of a callback; it lives as long as ``LibXMLSession/run()``
/// runs, so the callbacks that come for every event need not count a reference.
@inline(__always)
private func withSession(
  _ context: UnsafeMutableRawPointer?, _ work: (LibXMLSession) throws -> Void
) {
  guard let context else { return }
  Unmanaged<LibXMLSession>.fromOpaque(context)._withUnsafeGuaranteedRef { session in
    session.attempt { try work(session) }
  }
}

extension LibXMLSession {
  static var readCallback: xmlInputReadCallback {
    { context, buffer, count in
      guard let session = session(context), let buffer else { return 0 }
      return Int32(session.read(buffer, Int(count)))
    }
  }

  /// The callbacks; whatever is not named is not called.
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = {
      context, local, prefix, uri, namespaceCount, namespaces, attributeCount, defaulted, attributes
      in
      guard let local else { return }
      withSession(context) { session in
        try session.startElement(
          local, prefix, uri, namespaces: namespaces, count: Int(namespaceCount),
          attributes: attributes, count: Int(attributeCount), defaulted: Int(defaulted))
      }
    }
    handler.endElementNs = { context, _, _, _ in
      withSession(context) { try $0.endElement() }
    }
    let characters: charactersSAXFunc = { context, bytes, count in
      guard let bytes, count > 0 else { return }
      withSession(context) {
        try $0.characters(UnsafeBufferPointer(start: bytes, count: Int(count)))
      }
    }
    handler.characters = characters
    // The same, so that libxml2 does not guess which white space matters.
    handler.ignorableWhitespace = characters
    handler.cdataBlock = { context, bytes, count in
      guard let session = session(context) else { return }
      session.attempt { try session.cdata(UnsafeBufferPointer(start: bytes, count: Int(count))) }
    }
    handler.comment = { context, text in
      guard let session = session(context) else { return }
      session.attempt { try session.comment(text) }
    }
    handler.processingInstruction = { context, target, data in
      guard let session = session(context) else { return }
      session.attempt { try session.instruction(target, data) }
    }
    addDeclarations(to: &handler)
    handler.serror = { context, error in
      guard let session = session(context), let error = error?.pointee else { return }
      session.report(XMLComplaint(error, isInEntity: session.isForeign(error.ctxt)))
    }
    return handler
  }

  private static func addDeclarations(to handler: inout xmlSAXHandler) {
    handler.internalSubset = { context, name, publicID, systemID in
      session(context)?.beginDoctype(name, publicID, systemID)
    }
    handler.entityDecl = { context, name, type, publicID, systemID, content in
      guard let session = session(context), let name else { return }
      session.declareEntity(name, type, publicID, systemID, content)
    }
    handler.unparsedEntityDecl = { context, name, publicID, systemID, notation in
      guard let session = session(context), let parser = session.context else { return }
      xmlSAX2UnparsedEntityDecl(parser, name, publicID, systemID, notation)
    }
    handler.attributeDecl = { context, _, _, _, _, value, enumeration in
      xmlFreeEnumeration(enumeration)
      guard let session = session(context) else { return }
      session.attempt { try session.declareAttribute(value) }
    }
    handler.getEntity = { context, name in
      guard let session = session(context), let name else { return nil }
      return session.entity(name)
    }
    handler.getParameterEntity = { context, name in
      guard let session = session(context), let name else { return nil }
      return session.parameterEntity(name)
    }
    handler.reference = { context, name in
      guard let session = session(context), let name else { return }
      session.attempt { try session.reference(name) }
    }
  }
}
