import Diagnostics
import Glibc

/// The bytes of one document on their way into the parser: decoded, checked, guarded, counted.
///
/// What the parser has been given and has not yet used up is held, to tell what stands there and on
/// which line.
final class XMLInput {
  let file: String
  /// The limit, failed encoding or thrown error that ended the input early.
  private(set) var failure: (any Error)?

  private var next: (() throws -> [UInt8]?)?
  private var decoder: EncodingDecoder?
  private var chunk: [UInt8] = []
  private var offset = 0  // how much of the chunk was taken
  private var isAtEnd = false
  /// Markup that the parser is given before the document.
  private var introduction: ArraySlice<UInt8> = []
  private var guardian: MarkupGuard
  private var check = UTF8Check()
  private let state = Held(State())

  /// What is looked at for every event.
  private struct State {
    var window = InputWindow()
    /// The bytes handed to the parser so far; the window may hold a few more.
    var handed = 0
    /// Behind the last byte that the parser was not shown as it is.
    var maskedEnd = 0
    /// Whether text may be masked.
    var isMasking = true
  }

  /// - Parameter next: called until ``close()``; the next chunk, `nil` at the end.
  init(file: String, limits: XMLReader.Limits, next: @escaping () throws -> [UInt8]?) {
    self.file = file
    self.next = next
    guardian = MarkupGuard(limits: limits)
  }

  deinit { state.value.window.bytes.deallocate() }

  /// The bytes handed to the parser so far.
  var handed: Int { state.value.handed }

  /// The text between the brackets of the document type declaration.
  var internalSubset: [UInt8]? { guardian.subset }

  /// Lets go of the source.
  func close() { next = nil }

  // MARK: - For a scanner

  /// The bytes that are held.
  var windowBytes: UnsafePointer<UInt8> { UnsafePointer(state.value.window.bytes) }

  /// Forgets the bytes before `offset`.
  func drop(upTo offset: Int) { state.value.window.drop(upTo: offset) }

  /// Holds the bytes of the document up to `end`, unless it ends before; `false` when it has ended.
  func fill(to end: Int) throws -> Bool {
    while state.value.window.end < end, !isAtEnd {
      if offset == chunk.count {
        offset = 0
        chunk = []
        guard let next = try nextChunk() else {
          isAtEnd = true
          break
        }
        chunk = next
      }
      let count = min(end - state.value.window.end, chunk.count - offset)
      chunk.withUnsafeBufferPointer {
        state.value.window.append(UnsafeBufferPointer(rebasing: $0[offset..<(offset + count)]))
      }
      offset += count
    }
    return !isAtEnd
  }

  // MARK: - For libxml2

  /// Hands `markup` to the parser, and then the document from `offset` on.
  func resume(at offset: Int, behind markup: [UInt8]) {
    state.value.handed = offset
    introduction = markup[...]
  }

  /// Fills `buffer` as far as the document goes; after a failure, the document is over.
  ///
  /// Filling it completely makes what the parser sees independent of how the source is cut. No
  /// character and no CR LF is cut in two, for the parser hands on text as far as it was given.
  ///
  /// - Parameter used: how many of the bytes handed out the parser has done with.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>, used: Int) -> Int {
    guard failure == nil, let target = buffer.baseAddress else { return 0 }
    if !introduction.isEmpty {
      let count = min(buffer.count, introduction.count)
      _ = buffer.update(fromContentsOf: introduction.prefix(count))
      introduction = introduction.dropFirst(count)
      return count
    }
    drop(upTo: used)
    do { _ = try fill(to: handed + buffer.count) } catch { failure = error }
    var bytes = state.value.window.bytes(from: handed)
    let isCut = bytes.count > buffer.count
    if isCut { bytes = UnsafeBufferPointer(rebasing: bytes[..<buffer.count]) }
    if isCut || !isAtEnd, failure == nil {
      bytes = UnsafeBufferPointer(rebasing: bytes[..<Self.cut(of: bytes)])
    }
    if let source = bytes.baseAddress { target.update(from: source, count: bytes.count) }
    let filled = firstFault(in: bytes, masking: target) ?? bytes.count
    state.value.handed += filled
    if isAtEnd, !isCut, failure == nil, !check.isAtBoundary {
      failure = DiagnosticError(
        .xmlEncoding, "the document ends inside a character of UTF-8", at: location(at: handed))
    }
    return filled
  }

  /// How many of the bytes are complete characters and ends of lines.
  static func cut(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard bytes.count >= 4, let last = bytes.last else { return bytes.count }
    if last == UInt8(ascii: "\r") { return bytes.count - 1 }
    if last < 0x80 { return bytes.count }
    for length in 1...4 {
      let byte = bytes[bytes.count - length]
      if byte & 0xC0 == 0x80 { continue }
      let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length < needed ? bytes.count - length : bytes.count
    }
    return bytes.count
  }

  // MARK: - What stands where

  /// The bytes of the document from `start` on, if the parser was shown others in their place.
  @inline(__always) func original(from start: Int, count: Int) -> UnsafeBufferPointer<UInt8>? {
    guard start < state.value.maskedEnd, start >= state.value.window.start else { return nil }
    return UnsafeBufferPointer(rebasing: state.value.window.bytes(from: start)[..<count])
  }

  /// What the parser has not yet done with.
  func bytes(from start: Int) -> UnsafeBufferPointer<UInt8> {
    state.value.window.bytes(from: max(start, state.value.window.start))
  }

  /// Where the byte at `offset` of what was handed out stands; never before an earlier answer.
  func position(at offset: Int) -> XMLPosition { state.value.window.place(at: offset) }

  /// The line of ``position(at:)``; never before an earlier answer.
  func line(at offset: Int) -> Int { state.value.window.line(at: offset) }

  /// Whether lines may end otherwise than with LF.
  var hasReturns: Bool { state.value.window.hasReturns }

  /// The location of ``position(at:)``.
  func location(at offset: Int) -> SourceLocation {
    let position = position(at: offset)
    return SourceLocation(file: file, line: position.line, column: position.column)
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
  ///
  /// - Parameter target: a copy of `bytes`, in which text is masked.
  private func firstFault(
    in bytes: UnsafeBufferPointer<UInt8>, masking target: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    guard let start = bytes.baseAddress else { return nil }
    var count = bytes.count
    let earlier = failure
    if memchr(start, 0x0D, count) != nil {
      state.value.window.noteReturns()
      // The parser copies text behind a CR that is alone, so that text must be what it is.
      if Self.hasLoneReturn(bytes) { state.value.isMasking = false }
    }
    let high = check.isAtBoundary ? UTF8Check.firstHigh(in: bytes, from: 0) : 0
    if high < count, let fault = check.firstError(in: bytes) {
      count = fault
      let byte = String(bytes[fault], radix: 16, uppercase: true)
      failure = DiagnosticError(
        .xmlEncoding,
        "byte 0x\(byte) is not UTF-8 here; save the file as UTF-8, or declare its encoding",
        at: location(at: handed + fault))
    }
    if let fault = memchr(start, 0, count) {
      count = UnsafeRawPointer(fault) - UnsafeRawPointer(start)
      failure = DiagnosticError(
        .xmlNotWellFormed, "a NUL byte, which XML cannot hold; remove it",
        at: location(at: handed + count))
    }
    do {
      let isMasking = state.value.isMasking && high < count
      let end = try guardian.check(
        UnsafeBufferPointer(rebasing: bytes[..<count]), firstHigh: min(high, count),
        masking: isMasking ? target : nil)
      if end > 0 { state.value.maskedEnd = handed + end }
    } catch {
      failure = DiagnosticError(
        .xmlLimit, "\(error.kind) are more than the limit of \(error.limit)",
        at: location(at: handed + count))
    }
    if count == bytes.count, failure == nil || earlier != nil { return nil }
    return count
  }

  private static func hasLoneReturn(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.indices.contains { index in
      bytes[index] == UInt8(ascii: "\r")
        && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"))
    }
  }
}
