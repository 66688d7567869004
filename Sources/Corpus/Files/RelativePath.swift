import Glibc
import SystemPackage

/// Paths seen from other paths, by their names alone.
enum RelativePath {
  /// The path from the root of the file system, without `.` and `..`.
  static func absolute(_ path: FilePath) -> FilePath {
    if path.isAbsolute { return path.lexicallyNormalized() }
    guard let buffer = getcwd(nil, 0) else { return path.lexicallyNormalized() }
    defer { free(buffer) }
    return FilePath(platformString: buffer).pushing(path).lexicallyNormalized()
  }

  /// How `path` is reached from the folder `base`, which is absolute: `../sources/a.txt`.
  static func from(_ base: FilePath, to path: FilePath?) -> String {
    guard let path else { return "-" }
    let target = absolute(path)
    let (from, to) = (Array(base.components), Array(target.components))
    let shared = zip(from, to).prefix { $0 == $1 }.count
    var result = FilePath("")
    for _ in shared..<from.count { result.append("..") }
    for component in to[shared...] { result.append(component) }
    return result.string
  }
}
