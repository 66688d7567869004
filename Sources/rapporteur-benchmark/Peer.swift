import Foundation

/// Another validator, where it is installed.
struct Peer {
  let path: String

  /// The program `name` on the search path.
  init?(named name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let found = folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else { return nil }
    path = found
  }

  /// The seconds that a command takes; infinite beyond `limit`, where it is ended.
  static func seconds(_ words: [String], limit: Double) -> Double {
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let clock = ContinuousClock()
    let start = clock.now
    guard (try? process.run()) != nil else { return .infinity }
    while process.isRunning {
      if clock.now - start > .seconds(limit) {
        // Any weaker signal may be blocked in what is started here.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return .infinity
      }
      Thread.sleep(forTimeInterval: 0.001)
    }
    let passed = (clock.now - start).components
    return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
  }
}

/// jing in a Java machine that has warmed up.
struct WarmJing {
  private static let library = "/usr/share/java/jing.jar"
  private let java: Peer
  private let folder: String

  /// Compiles the driver; `nil` where Java or jing is not installed.
  init?(in workspace: Workspace) throws {
    guard let java = Peer(named: "java"), let compiler = Peer(named: "javac"),
      FileManager.default.fileExists(atPath: Self.library)
    else { return nil }
    self.java = java
    folder = workspace.path("driver")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let source = "\(folder)/Warm.java"
    try Data(Self.driver.utf8).write(to: URL(filePath: source))
    let words = [compiler.path, "-cp", Self.library, "-d", folder, source]
    guard Peer.seconds(words, limit: 60) != .infinity,
      FileManager.default.fileExists(atPath: "\(folder)/Warm.class")
    else { return nil }
  }

  /// The seconds of each run, after up to three that do not count.
  func seconds(schema: String, document: String, runs: Int) throws -> [Double] {
    let process = Process()
    process.executableURL = URL(filePath: java.path)
    let parser = "/usr/share/java/xercesImpl.jar"
    process.arguments = [
      "-cp", "\(Self.library):\(parser):\(folder)", "Warm", schema, document, String(runs),
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let seconds = text.split(separator: "\n").compactMap { Double($0) }
    guard !seconds.isEmpty else { throw CocoaError(.executableRuntimeMismatch) }
    return seconds
  }

  private static let driver = """
    import com.thaiopensource.util.PropertyMapBuilder;
    import com.thaiopensource.validate.ValidateProperty;
    import com.thaiopensource.validate.ValidationDriver;
    import com.thaiopensource.validate.prop.rng.RngProperty;
    import org.xml.sax.ErrorHandler;
    import org.xml.sax.SAXParseException;

    public class Warm {
      static class Silence implements ErrorHandler {
        public void warning(SAXParseException problem) {}
        public void error(SAXParseException problem) {}
        public void fatalError(SAXParseException problem) {}
      }

      public static void main(String[] words) throws Exception {
        PropertyMapBuilder properties = new PropertyMapBuilder();
        properties.put(ValidateProperty.ERROR_HANDLER, new Silence());
        RngProperty.CHECK_ID_IDREF.add(properties);
        ValidationDriver driver = new ValidationDriver(properties.toPropertyMap());
        if (!driver.loadSchema(ValidationDriver.fileInputSource(words[0]))) System.exit(2);
        int runs = Integer.parseInt(words[2]);
        double spent = 0;
        for (int run = -3; run < runs; run++) {
          long start = System.nanoTime();
          driver.validate(ValidationDriver.fileInputSource(words[1]));
          double seconds = (System.nanoTime() - start) / 1e9;
          if (run >= 0) System.out.println(seconds);
          // A run that takes so long has warmed the machine, and needs not be repeated.
          spent += seconds;
          if (run < -1 && spent > 10) run = -1;
          if (run >= 0 && spent > 30) break;
        }
      }
    }
    """
}
