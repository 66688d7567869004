import Diagnostics
import Glibc

/// The bytes of one document on their way into the parser: decoded, checked, guarded, counted.
///
/// Holds what the parser has been given and has not yet used up, to tell lines and columns: those
/// of the bytes before that are counted already.
final class XMLInput {
  let file: String
  /// The limit, failed encoding or thrown error that ended the input early.
  private(set) var failure: (any Error)?
  /// The bytes handed to the parser so far.
  private(set) var handed = 0

  private var next: (() throws -> [UInt8]?)?
  private var decoder: EncodingDecoder?
  private var chunks: [(start: Int, bytes: [UInt8])] = []
  private var reading = 0  // the chunk that is handed out next, and where in it
  private var offset = 0
  private var isAtEnd = false
  private var guardian: MarkupGuard
  private var check = UTF8Check()
  private let place = Held(PlaceCounter())
  private var counting = 0  // the chunk that `place` is in
  private var mayMeetReturns = false  // among the bytes handed out

  /// - Parameter next: called until ``close()``; the next chunk, `nil` at the end.
  init(file: String, limits: XMLReader.Limits, next: @escaping () throws -> [UInt8]?) {
    self.file = file
    self.next = next
    guardian = MarkupGuard(limits: limits)
  }

  /// The text between the brackets of the document type declaration.
  var internalSubset: [UInt8]? { guardian.subset }

  /// Lets go of the source.
  func close() { next = nil }

  /// Fills `buffer` as far as the document goes; after a failure, the document is over.
  ///
  /// Filling it completely makes what the parser sees independent of how the source is cut.
  ///
  /// - Parameter used: how many of the bytes handed out the parser has done with.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>, used: Int) -> Int {
    var filled = 0
    do {
      while filled < buffer.count, failure == nil, !isAtEnd {
        if reading == chunks.count || offset == chunks[reading].bytes.count {
          forget(upTo: used)
          guard let chunk = try nextChunk() else {
            isAtEnd = true
            break
          }
          chunks.append((handed + filled, chunk))
          reading = chunks.count - 1
          offset = 0
        }
        let count = min(buffer.count - filled, chunks[reading].bytes.count - offset)
        chunks[reading].bytes.withUnsafeBufferPointer { bytes in
          let target = UnsafeMutableBufferPointer(rebasing: buffer[filled..<(filled + count)])
          _ = target.update(fromContentsOf: bytes[offset..<(offset + count)])
        }
        offset += count
        filled += count
      }
    } catch {
      failure = error
    }
    let bytes = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<filled])
    filled = firstFault(in: bytes) ?? filled
    handed += filled
    if isAtEnd, failure == nil, !check.isAtBoundary {
      failure = DiagnosticError(
        .xmlEncoding, "the document ends inside a character of UTF-8", at: location(at: handed))
    }
    return filled
  }

  /// The bytes whose place is known.
  var counted: Int { place.value.offset }

  /// Where the parse stands behind `bytes`, which follow those counted.
  @inline(__always) func position(behind bytes: UnsafeBufferPointer<UInt8>) -> XMLPosition {
    if mayMeetReturns {
      place.value.advance(over: bytes)
    } else {
      place.value.advance(overLinesOf: bytes)
    }
    return place.value.position
  }

  /// Where the byte at `offset` of what was handed out stands; never before an earlier answer.
  func position(at offset: Int) -> XMLPosition {
    while counting < chunks.count {
      let chunk = chunks[counting]
      // Bytes may have been counted where the parser has them.
      if chunk.start + chunk.bytes.count <= place.value.offset {
        counting += 1
        continue
      }
      let from = place.value.offset - chunk.start
      let to = min(offset - chunk.start, chunk.bytes.count)
      if from < to {
        chunk.bytes.withUnsafeBufferPointer {
          place.value.advance(over: UnsafeBufferPointer(rebasing: $0[from..<to]))
        }
      }
      guard place.value.offset < offset else { break }
    }
    return place.value.position
  }

  /// The location of ``position(at:)``.
  func location(at offset: Int) -> SourceLocation {
    let position = position(at: offset)
    return SourceLocation(file: file, line: position.line, column: position.column)
  }

  private func forget(upTo used: Int) {
    _ = position(at: min(used, handed))
    guard counting > 0 else { return }
    let gone = min(counting, chunks.count)
    chunks.removeFirst(gone)
    counting -= gone
    reading -= gone
  }

  private func nextChunk() throws -> [UInt8]? {
    if decoder == nil {
      // 1 KB is enough for any XML declaration.
      var head: [UInt8] = []
      while head.count < 1_024, let chunk = try pull() {
        if head.isEmpty { head = chunk } else { head += chunk }
      }
      let decoder = try EncodingDecoder(for: head, file: file)
      self.decoder = decoder
      let decoded = try decode(head, from: decoder.markLength)
      if !decoded.isEmpty { return decoded }
    }
    while let chunk = try pull() {
      let decoded = try decode(chunk, from: 0)
      if !decoded.isEmpty { return decoded }
    }
    try decoder?.finish(at: { location(at: .max) })
    return nil
  }

  /// The next chunk of the source, which is not asked again once it has ended.
  private func pull() throws -> [UInt8]? {
    let chunk = try next?()
    if chunk == nil { close() }
    return chunk
  }

  private func decode(_ chunk: [UInt8], from start: Int) throws(DiagnosticError) -> [UInt8] {
    guard let decoder, !decoder.isIdentity || start > 0 else { return chunk }
    return try decoder.decode(chunk[start...])
  }

  /// Looks for what must not reach the parser; what stands before it still may.
  private func firstFault(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var count = bytes.count
    let earlier = failure
    if !mayMeetReturns, let start = bytes.baseAddress {
      mayMeetReturns = memchr(start, 0x0D, count) != nil
    }
    if let fault = check.firstError(in: bytes) {
      count = fault
      let byte = String(bytes[fault], radix: 16, uppercase: true)
      failure = DiagnosticError(
        .xmlEncoding,
        "byte 0x\(byte) is not UTF-8 here; save the file as UTF-8, or declare its encoding",
        at: location(at: handed + fault))
    }
    if let start = bytes.baseAddress, let fault = memchr(start, 0, count) {
      count = UnsafeRawPointer(fault) - UnsafeRawPointer(start)
      failure = DiagnosticError(
        .xmlNotWellFormed, "a NUL byte, which XML cannot hold; remove it",
        at: location(at: handed + count))
    }
    do {
      try guardian.check(UnsafeBufferPointer(rebasing: bytes[..<count]))
    } catch {
      failure = DiagnosticError(
        .xmlLimit, "\(error.kind) are more than the limit of \(error.limit)",
        at: location(at: handed + count))
    }
    if count == bytes.count, failure == nil || earlier != nil { return nil }
    return count
  }
}
