import Diagnostics
import RelaxNG
import XMLCore

/// What libFuzzer calls: bytes that are a schema, in either syntax, or after a NUL a document.
///
/// The schema is read; what it takes for right must match the document without a crash, a hang or
/// unbounded memory, all of which libFuzzer sees by itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
  let document = parts.count == 2 ? Array(parts[1]) : Array("<a b='1'>x<c/></a>".utf8)
  guard let schema = try? RelaxNGSchema.read(Array(parts[0]), file: "schema") else { return 0 }
  let names = XMLNameTable()
  let matcher = RelaxNGMatcher(schema: schema, names: names, file: "document")
  try? XMLReader(file: "document", names: names).parse(document, into: matcher)
  return 0
}
