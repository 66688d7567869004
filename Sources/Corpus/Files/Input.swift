package import SystemPackage

/// One document to work on: a file that was found, or standard input.
package struct Input: Hashable, Sendable {
  /// Where its bytes are; `nil` for standard input.
  package var path: FilePath?
  /// What messages call it: the path as the user would type it, `-` for standard input.
  package var shown: String
  /// Its path relative to what the user named, with `/` between folders: it names the output, and the
  /// document.
  package var name: String
  /// Whether the user named it, and it was not found in a folder.
  package var isNamed: Bool
  /// How many bytes it had when it was found; 0 where that is not known.
  package var size = 0

  /// Creates an input.
  package init(
    path: FilePath?, shown: String, name: String, isNamed: Bool, size: Int = 0
  ) {
    self.path = path
    self.shown = shown
    self.name = name
    self.isNamed = isNamed
    self.size = size
  }

  /// The input that the user calls `argument`: a path, or `-` for standard input.
  package init(named argument: String) {
    let path = FilePath(argument)
    self.init(
      path: argument == "-" ? nil : path, shown: argument,
      name: argument == "-"
        ? "standard-input.txt" : path.lastComponent?.string ?? argument, isNamed: true)
  }

  /// Whether there is such a file; standard input is always there.
  package var exists: Bool {
    guard let path else { return true }
    return (try? FileAccess.look(at: path)) != nil
  }

  /// The path of its output below the output folder: its own, ending in `.xml`.
  package var outputName: String {
    var path = FilePath(name)
    path.extension = "xml"
    return path.string
  }
}
