public import Foundation

/// A command line run by the shell, and what came of it.
public struct ShellCommand: Sendable {
  /// What was printed to standard output.
  public var output: String
  /// What was printed to standard error.
  public var errors: String
  /// The exit code.
  public var code: Int32

  /// Runs `command` with `sh` in `folder`, and waits for it.
  ///
  /// The programs that this package builds are found first.
  public init(
    _ command: String, in folder: URL, environment: [String: String] = [:]
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    variables["PATH"] = "\(builtPrograms.path):\(variables["PATH"] ?? "/usr/bin:/bin")"
    variables["LC_ALL"] = "C.UTF-8"
    process.environment = variables.merging(environment) { $1 }
    // Files, since two pipes can each wait for the other to be read.
    let results = try TemporaryFolder()
    let (output, errors) = (results.url.appending(path: "1"), results.url.appending(path: "2"))
    for file in [output, errors] { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    self.output = String(decoding: try Data(contentsOf: output), as: UTF8.self)
    self.errors = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    code = process.terminationStatus
  }

  /// Whether the shell knows all of these commands.
  public static func knows(_ programs: String...) -> Bool {
    programs.allSatisfy { program in
      let found = try? ShellCommand(
        "command -v \(program)", in: FileManager.default.temporaryDirectory)
      return found?.code == 0
    }
  }
}

/// Where the programs of this package are built: beside the program that runs the tests.
public let builtPrograms: URL = {
  let this = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
  return this.deletingLastPathComponent()
}()

/// A folder that is there as long as this value is.
public final class TemporaryFolder: Sendable {
  /// The folder.
  public let url: URL

  /// Makes an empty folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(
      path: "rapporteur-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Writes a file in it, and the folders on the way.
  @discardableResult public func write(_ content: some Sequence<UInt8>, to name: String) throws
    -> URL
  {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content).write(to: file)
    return file
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }
}
