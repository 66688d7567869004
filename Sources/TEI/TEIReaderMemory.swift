import XMLCore

/// What reading documents has taught that spares the next one work: the names, and what they mean.
///
/// It serves one document at a time.
package final class TEIReaderMemory {
  /// The names met so far.
  private(set) var table = XMLNameTable()
  /// What they mean.
  var names = TEINameCache()

  /// How many names are kept: TEI has fewer, and a document may have any.
  private static let mostNames = 4096

  /// Creates a memory of nothing.
  package init() {}

  /// Forgets what is too much to be kept.
  func begin() {
    if table.count <= Self.mostNames { return }
    table = XMLNameTable()
    names = TEINameCache()
  }
}
