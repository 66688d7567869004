import TEI
import Transcripts
import XMLCore

/// The first place where two documents do not agree, with what stands there on both sides.
package struct MarkupDifference: Hashable, Sendable {
  /// A side of the difference.
  package struct Side: Hashable, Sendable {
    /// What stands there, as markup in one line; `nil` where the document is over.
    package var markup: String?
    /// The line, counted from 1.
    package var line: Int

    /// Creates a side.
    package init(markup: String?, line: Int) {
      self.markup = markup
      self.line = line
    }
  }

  /// What the original has.
  package private(set) var original: Side
  /// What came back.
  package private(set) var other: Side
  /// The elements around it, from the outside in: `TEI/text/body/sp`.
  package private(set) var path: String

  /// Finds the first difference, or `nil` where there is none.
  ///
  /// - Parameter isExact: Whether white space in element content and CDATA sections count.
  package init?(
    between original: [UInt8], and other: [UInt8], file: String, isExact: Bool
  ) throws {
    let one = try MarkupItems(of: original, file: file, isExact: isExact)
    let another = try MarkupItems(of: other, file: file, isExact: isExact)
    let pairs = zip(one.items, another.items)
    let index =
      pairs.enumerated().first { !$0.element.0.isSame(as: $0.element.1) }?.offset
      ?? min(one.items.count, another.items.count)
    if index >= one.items.count, index >= another.items.count { return nil }
    path = one.path(to: min(index, one.items.count))
    let first = one.items.dropFirst(index).first
    let second = another.items.dropFirst(index).first
    let texts =
      first.flatMap { first in second.map { StringExcerpt.pair(first.markup, $0.markup) } }
    self.original = Side(
      markup: first.map { texts?.0 ?? StringExcerpt.start(of: $0.markup) },
      line: one.line(of: index, upTo: second?.markup))
    self.other = Side(
      markup: second.map { texts?.1 ?? StringExcerpt.start(of: $0.markup) },
      line: another.line(of: index, upTo: first?.markup))
  }
}

/// A document as a list of pieces of markup and runs of text, each with its line.
private struct MarkupItems {
  struct Item {
    enum Kind { case start, end, other }

    var kind: Kind
    var markup: String
    /// The line in which it begins, or for a tag that of its end.
    var line: Int

    func isSame(as other: Item) -> Bool {
      kind == other.kind && markup.utf8.elementsEqual(other.markup.utf8)
    }
  }

  var items: [Item] = []
  private var names: [String] = []

  init(of document: [UInt8], file: String, isExact: Bool) throws {
    let reader = XMLReader(file: file, options: .keepingAll)
    let recorder = Recorder(locator: reader.locator, isExact: isExact)
    try reader.parse(document, into: isExact ? recorder : ElementContentFilter(recorder))
    recorder.endText()
    items = recorder.items
    names = recorder.names
  }

  /// The elements that are open in front of an item.
  func path(to index: Int) -> String {
    var open: [String] = []
    var name = 0
    for item in items[..<index] {
      switch item.kind {
      case .start:
        open.append(names[name])
        name += 1
      case .end: open.removeLast()
      case .other: break
      }
    }
    return open.joined(separator: "/")
  }

  /// The line in which an item begins to differ from `other`.
  func line(of index: Int, upTo other: String?) -> Int {
    guard index < items.count else { return items.last?.line ?? 0 }
    let item = items[index]
    guard item.kind == .other, let other else { return item.line }
    return item.line
      + zip(item.markup.utf8, other.utf8).prefix { $0 == $1 }
      .count { $0.0 == UInt8(ascii: "\n") }
  }

  private final class Recorder: XMLEventSink {
    private(set) var items: [Item] = []
    private(set) var names: [String] = []
    private let locator: XMLLocator
    private let isExact: Bool
    private var text: [UInt8] = []
    private var line = 1

    init(locator: XMLLocator, isExact: Bool) {
      self.locator = locator
      self.isExact = isExact
    }

    func endText() {
      if text.isEmpty { return }
      add(.other, String(decoding: text, as: UTF8.self), at: line)
      text.removeAll(keepingCapacity: true)
    }

    private func add(_ kind: Item.Kind, _ markup: String, at line: Int? = nil) {
      items.append(Item(kind: kind, markup: markup, line: line ?? locator.position.line))
    }

    func startElement(_ tag: XMLStartTag) throws {
      endText()
      let name = tag.names[tag.name].qualified
      names.append(name)
      var parts = tag.namespaces.map { prefix, uri in
        prefix.isEmpty ? "xmlns=\"\(uri)\"" : "xmlns:\(prefix)=\"\(uri)\""
      }.sorted()
      parts += (0..<tag.attributeCount).map { index in
        "\(tag.names[tag.attributeName(at: index)].qualified)=\"\(tag.value(at: index))\""
      }.sorted()
      line = tag.position.line
      add(.start, "<\(([name] + parts).joined(separator: " "))>", at: line)
    }

    func text(_ bytes: Span<UInt8>) throws {
      bytes.withUnsafeBufferPointer { text.append(contentsOf: $0) }
    }

    func endElement(at position: XMLPosition) throws {
      endText()
      line = position.line
      add(.end, "</…>", at: line)
    }

    func comment(_ text: String) throws { mark("<!--\(text)-->") }

    func processingInstruction(target: String, data: String) throws {
      mark("<?\(target)\(data.isEmpty ? "" : " ")\(data)?>")
    }

    func doctype(
      name: String, publicID: String?, systemID: String?, internalSubset: String?
    ) throws {
      guard isExact else { return }
      mark("<!DOCTYPE \(name) \(publicID ?? "") \(systemID ?? "") [\(internalSubset ?? "")]>")
    }

    func entityReference(_ name: String) throws { mark("&\(name);") }
    func startCDATA() throws { if isExact { mark("<![CDATA[") } }
    func endCDATA() throws { if isExact { mark("]]>") } }

    private func mark(_ markup: String) {
      endText()
      line = locator.position.line
      add(.other, markup, at: line)
    }
  }
}
