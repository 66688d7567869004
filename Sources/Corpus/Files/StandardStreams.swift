package import Diagnostics
import Glibc
import SystemPackage

/// Standard output and standard error.
package enum StandardStreams {
  /// Writes a result; what cannot be written, to a full disk for example, is an error like any other.
  package static func writeOutput(_ bytes: [UInt8]) throws(DiagnosticError) {
    do {
      try FileDescriptor.standardOutput.writeAll(bytes)
    } catch {
      let reason = (error as? Errno).map(FileAccess.reason) ?? "\(error)"
      throw DiagnosticError(
        .outputUnwritable, "could not be written: \(reason)",
        at: SourceLocation(file: "standard output"))
    }
  }

  /// Writes a message; there is nowhere to report a failure to.
  package static func writeError(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll(Array(text.utf8))
  }

  /// Whether somebody is looking at standard error.
  package static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether messages may be coloured: on a terminal that can, and not where `NO_COLOR` is set to
  /// anything (no-color.org).
  package static var errorTakesColour: Bool {
    errorIsTerminal && environment("TERM") != "dumb" && environment("NO_COLOR").isEmpty
  }

  /// How many processors there are.
  package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private static func environment(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }
}
