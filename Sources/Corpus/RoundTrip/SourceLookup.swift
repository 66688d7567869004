import Diagnostics
import SystemPackage

/// Finds the source that a TEI document states.
struct SourceLookup {
  /// The source itself, or the folder that holds the sources; `nil` to look beside the document.
  let place: FilePath?
  private let isFolder: Bool

  /// Creates a lookup in `place`, which must exist.
  init(in place: String?) throws(DiagnosticError) {
    self.place = place.map { FilePath($0) }
    guard let path = self.place, let place else {
      isFolder = true
      return
    }
    do {
      isFolder = try FileAccess.look(at: path).kind == .folder
    } catch {
      throw FileAccess.error(error, at: path, shown: place)
    }
  }

  /// Whether the user said where the sources are.
  var isAskedFor: Bool { place != nil }

  /// The source of `document`, which states that it was made from `name`.
  ///
  /// A name that leads out of the folder is not followed.
  func source(of document: Input, stated name: String?) -> Input? {
    if let place, !isFolder { return Input(named: place.string) }
    guard let folder = place ?? document.path?.removingLastComponent(), let name, !name.isEmpty
    else { return nil }
    let relative = FilePath(name)
    guard !relative.isAbsolute, relative.components.allSatisfy({ $0.kind == .regular }) else {
      return nil
    }
    var candidates = [relative]
    if let last = relative.lastComponent {
      candidates.append(FilePath(root: nil, components: last))
    }
    for candidate in candidates {
      let path = folder.pushing(candidate)
      if (try? FileAccess.look(at: path).kind) == .regular { return Input(named: path.string) }
    }
    return nil
  }
}
