/// A place in a file, as an editor shows it.
public struct SourceLocation: Hashable, Sendable {
  /// The file as the user named it, or `-` for standard input.
  public var file: String
  /// The line, counted from 1; 0 where the whole file is meant.
  public var line: Int
  /// The column, counted in Unicode scalars from 1; 0 where the whole line is meant.
  public var column: Int

  /// Creates the location of a scalar, of a line (`column` 0) or of a whole file (`line` 0).
  public init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `file:line:column`, as compilers write it, without the parts that are not known.
  public var description: String {
    if line == 0 { return file }
    return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}
