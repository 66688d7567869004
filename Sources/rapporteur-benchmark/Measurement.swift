import Foundation

/// A folder for the files of one run, removed at its end.
final class Workspace {
  let url = FileManager.default.temporaryDirectory.appending(
    path: "rapporteur-benchmark-\(ProcessInfo.processInfo.processIdentifier)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Removes a file, if it is there.
  func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// Times of one job, measured in turns with those of others.
struct Measurement {
  let name: String
  let bytes: Int
  private var seconds: [Double] = []

  init(_ name: String, over bytes: Int) {
    self.name = name
    self.bytes = bytes
  }

  mutating func measure<Result>(_ body: () throws -> Result) rethrows -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body()
    let passed = (clock.now - start).components
    seconds.append(Double(passed.seconds) + Double(passed.attoseconds) / 1e18)
    return result
  }

  mutating func measureTask(_ body: () async throws -> Void) async rethrows {
    let clock = ContinuousClock()
    let start = clock.now
    try await body()
    let passed = (clock.now - start).components
    seconds.append(Double(passed.seconds) + Double(passed.attoseconds) / 1e18)
  }

  /// Adds a time that somebody else measured.
  mutating func add(_ time: Double) { seconds.append(time) }

  /// The time in the middle.
  var median: Double { seconds.sorted()[seconds.count / 2] }

  /// Name, time, speed, and the time as a multiple of `reference`.
  func line(comparedWith reference: Measurement) -> String {
    let speed = Double(bytes) / median / 1e6
    return name.padding(toLength: 34, withPad: " ", startingAt: 0)
      + String(
        format: "%8.2f s %8.0f MB/s %7.2f x", median, speed, median / reference.median)
  }
}

/// What the parser of libxml2 alone takes, as a program.
enum XMLLint {
  static func parse(_ file: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["xmllint", "--huge", "--sax", "--noout", file]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CocoaError(.fileReadCorruptFile, userInfo: [NSFilePathErrorKey: file])
    }
  }
}

/// The most memory that this process has held so far, in bytes (`VmHWM` of proc(5)).
func peakMemory() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
  return (Int(line.split(separator: " ").dropLast().last ?? "") ?? 0) * 1024
}

/// The size of a file.
func size(of file: String) throws -> Int {
  try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
}
