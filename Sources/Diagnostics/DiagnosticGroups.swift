/// Diagnostics with the same cause, that is the same kind and message, as one.
public struct DiagnosticGroups: Sendable {
  private struct Cause: Hashable {
    let kind: DiagnosticKind
    let message: String
  }

  private struct Group {
    let first: Diagnostic
    var places = 1
    var files = 1
    /// The file of the latest, since files come one after another.
    var file: String
  }

  private var groups: [Group] = []
  private var indexes: [Cause: Int] = [:]

  /// Creates an empty collection.
  public init() {}

  /// Adds a diagnostic; those of one file are expected together.
  public mutating func add(_ diagnostic: Diagnostic) {
    let cause = Cause(kind: diagnostic.kind, message: diagnostic.message)
    let file = diagnostic.location.file
    guard let index = indexes[cause] else {
      indexes[cause] = groups.count
      groups.append(Group(first: diagnostic, file: file))
      return
    }
    groups[index].places += 1
    if groups[index].file != file {
      groups[index].files += 1
      groups[index].file = file
    }
  }

  /// The first of each cause, in the order in which they came, with a note of how many there are.
  public var diagnostics: [Diagnostic] {
    groups.map { group in
      var diagnostic = group.first
      guard group.places > 1 else { return diagnostic }
      let count =
        switch (group.files, group.places) {
        case (1, let places): "same cause in \(places) places of this file"
        case (let files, let places) where files == places: "same cause in \(files) files"
        case (let files, let places): "same cause in \(files) files, \(places) places"
        }
      diagnostic.notes.append(Diagnostic.Note(count, at: diagnostic.location))
      return diagnostic
    }
  }
}
