import CLibXML2
import Diagnostics
import Glibc

/// What libxml2 may read while it loads a schema: what the gate that is open on this thread hands out.
///
/// libxml2 knows one loader for the whole process. Ours hands out nothing unless a gate is open, so no
/// document, schema or entity is ever fetched or read behind our back.
final class ResourceGate {
  /// Whether entities of a file may be read, too, as the modules of a DTD are.
  private let allowsEntities: Bool
  /// Whether every file has to be XML.
  private let needsXML: Bool
  private let resolve: (String) throws -> [UInt8]?
  /// Why a file could not be handed out.
  private(set) var failure: DiagnosticError?
  /// The addresses that lead to nothing here.
  private(set) var missing: [String] = []

  private init(
    allowsEntities: Bool, needsXML: Bool, resolve: @escaping (String) throws -> [UInt8]?
  ) {
    self.allowsEntities = allowsEntities
    self.needsXML = needsXML
    self.resolve = resolve
  }

  /// Does `work` with a gate open that hands out what `resolve` gives for an address.
  static func open<Result>(
    allowsEntities: Bool, needsXML: Bool, resolve: (String) throws -> [UInt8]?,
    _ work: (ResourceGate) -> Result
  ) -> Result {
    withoutActuallyEscaping(resolve) { resolve in
      let gate = ResourceGate(allowsEntities: allowsEntities, needsXML: needsXML, resolve: resolve)
      install()
      let outer = pthread_getspecific(key)
      pthread_setspecific(key, Unmanaged.passUnretained(gate).toOpaque())
      defer { pthread_setspecific(key, outer) }
      return work(gate)
    }
  }

  /// Sees to it that nothing is ever loaded without a gate.
  static func install() { _ = isInstalled }

  private static let isInstalled: Bool = {
    xmlInitParser()
    // The tables of the built-in types, which libxml2 does not guard against two threads.
    xmlSchemaInitTypes()
    xmlSetExternalEntityLoader { address, _, context in
      guard let address, let context, let gate = ResourceGate.current,
        gate.allowsEntities || context.pointee.inputNr == 0
      else { return nil }
      return gate.input(at: address, for: context)
    }
    return true
  }()

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  private static var current: ResourceGate? {
    pthread_getspecific(key).map { Unmanaged<ResourceGate>.fromOpaque($0).takeUnretainedValue() }
  }

  private func input(
    at address: UnsafePointer<CChar>, for context: xmlParserCtxtPtr
  ) -> xmlParserInputPtr? {
    let name = String(cString: address)
    let bytes: [UInt8]
    do {
      guard let found = try resolve(name) else {
        missing.append(name)
        return nil
      }
      bytes = found
      if needsXML { try XMLReader(file: name).parse(bytes, into: SchemaCheck(file: name)) }
    } catch {
      failure = failure ?? error as? DiagnosticError
      return nil
    }
    let buffer = bytes.withUnsafeBytes {
      xmlParserInputBufferCreateMem(
        $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: $0.count),
        XML_CHAR_ENCODING_NONE)
    }
    guard let buffer else { return nil }
    guard let input = xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) else {
      xmlFreeParserInputBuffer(buffer)
      return nil
    }
    let copy = address.withMemoryRebound(to: UInt8.self, capacity: name.utf8.count + 1) {
      xmlStrdup($0)
    }
    input.pointee.filename = copy.map {
      UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)
    }
    return input
  }
}

/// Sees whether a schema is well-formed and complete in itself: libxml2 would read what its entities
/// name, through a parser in which a gate cannot tell an entity from a schema.
private final class SchemaCheck: XMLEventSink {
  private let file: String

  init(file: String) {
    self.file = file
  }

  func startElement(_ tag: XMLStartTag) throws {}
  func text(_ bytes: Span<UInt8>) throws {}
  func endElement(at position: XMLPosition) throws {}

  func entityReference(_ name: String) throws {
    throw DiagnosticError(
      .xsdSchema, "'&\(name);' lies outside the schema and is not read",
      at: SourceLocation(file: file))
  }
}
