package import XMLCore

/// Gathers the identifiers and pointers of one document, as a sink beside others.
package final class PointerScan: XMLEventSink {
  /// Behind a pointer, since every element comes here.
  private let state: Held<GatheredPointers>

  /// Creates a sink for one document.
  ///
  /// - Parameter isBrief: Whether fewer pointers are kept, and no identifiers noticed that are easily
  ///   taken for one another.
  init(isBrief: Bool) {
    state = Held(
      GatheredPointers(mostKept: isBrief ? 20_000 : 200_000, noticesSimilar: !isBrief))
  }

  /// What has been gathered.
  var gathered: GatheredPointers { state.value }

  /// Nobody asks for them.
  package var needsEndPositions: Bool { false }

  /// Gathers what an element points at, and what it defines.
  package func startElement(_ tag: XMLStartTag) throws { state.value.enter(tag) }

  /// Looks at no text: pointers are attributes.
  package func text(_ bytes: Span<UInt8>) throws {}

  /// Leaves the element that was entered last.
  package func endElement(at position: XMLPosition) throws { state.value.leave() }

  /// Sums up what was gathered.
  package func endDocument() throws { state.value.finish() }
}
