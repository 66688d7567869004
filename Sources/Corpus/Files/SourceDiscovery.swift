package import Diagnostics
import SystemPackage
import TranscriptFormats

/// Finds the documents that the user means: files, everything below folders, standard input.
///
/// The order is that of the arguments, and inside a folder that of the bytes of the names, so it is
/// the same on every machine.
package struct SourceDiscovery: Sendable {
  /// What was found, and what stood in the way.
  package struct Result: Sendable {
    /// The documents, in order.
    package var inputs: [Input] = []
    /// What could not be used.
    package var diagnostics: [Diagnostic] = []
    /// What they mean for the exit code.
    package var status: RunStatus = .clean
  }

  /// The files that are taken from a folder: extensions in lower case, without the full stop.
  package var extensions: Set<String>
  /// What a document of that kind is called: `transcript`.
  package var wanted: String
  /// A folder that is passed over wherever it is met: that of the outputs.
  package var leftOut: FileAccess.Identity?

  /// Creates a search for documents with `extensions`.
  package init(extensions: Set<String>, wanted: String) {
    self.extensions = extensions
    self.wanted = wanted
  }

  /// Transcripts to be converted.
  package static let transcripts = SourceDiscovery(
    extensions: Set(SourceFormat.extensions.keys), wanted: "transcript")
  /// TEI documents.
  package static let tei = SourceDiscovery(extensions: ["xml", "tei"], wanted: "TEI file")
  /// Both.
  package static let documents = SourceDiscovery(
    extensions: transcripts.extensions.union(tei.extensions), wanted: "transcript or TEI file")

  /// Finds the documents that `arguments` name; `-` is standard input, which is given the name
  /// `standardInputName`.
  package func find(
    _ arguments: [String], standardInputName: String = "standard-input.txt"
  ) -> Result {
    var inputs: [Input] = []
    var result = find(arguments, standardInputName: standardInputName) { inputs.append($0) }
    result.inputs = inputs
    return result
  }

  /// Finds the documents and hands them over one by one; the result is all else.
  func find(
    _ arguments: [String], standardInputName: String = "standard-input.txt",
    _ body: (Input) -> Void
  ) -> Result {
    var result = Result()
    var walk = Walk()
    for argument in arguments {
      guard argument != "-" else {
        let input = Input(path: nil, shown: "-", name: standardInputName, isNamed: true)
        if !walk.hasStandardInput { body(input) }
        walk.hasStandardInput = true
        continue
      }
      visit(FilePath(argument), &walk, into: &result, body)
    }
    return result
  }

  /// What a walk remembers.
  private struct Walk {
    /// The folders that were reached through a symbolic link.
    ///
    /// Links that cross each other make more paths than there are atoms, so each folder is walked
    /// through once for its own sake, and once more for the sake of links.
    var linked: Set<FileAccess.Identity> = []
    /// How many documents were found so far.
    var count = 0
    var hasStandardInput = false
  }

  /// A folder on the way down.
  private struct Folder {
    var path: FilePath
    /// Its path from what the user named.
    var relative: FilePath
    /// The folders that it lies in, itself included.
    var above: [FileAccess.Identity]
    /// Whether there is a symbolic link on the way.
    var isLinked: Bool
  }

  private func visit(
    _ path: FilePath, _ memory: inout Walk, into result: inout Result, _ body: (Input) -> Void
  ) {
    do throws(Errno) {
      let found = try FileAccess.look(at: path)
      switch found.kind {
      case .regular:
        memory.count += 1
        body(
          Input(
            path: path, shown: path.string, name: path.lastComponent?.string ?? path.string,
            isNamed: true, size: found.size))
      case .folder:
        let before = (memory.count, result.diagnostics.count)
        walk(
          Folder(path: path, relative: FilePath(""), above: [found.identity], isLinked: false),
          &memory, into: &result, body)
        if before == (memory.count, result.diagnostics.count) {
          report(
            .inputNoDocuments,
            "holds no \(wanted): no file ends in "
              + extensions.sorted().map { "'.\($0)'" }.joined(separator: ", "),
            at: path, .missingInput, in: &result)
        }
      case .special:
        report(
          .inputNotAFile, "is a device, pipe or socket; use - to read standard input", at: path,
          .missingInput, in: &result)
      }
    } catch {
      let error = FileAccess.error(error, at: path, shown: path.string)
      result.diagnostics.append(error.diagnostic)
      result.status.include(.missingInput)
    }
  }

  private func walk(
    _ folder: Folder, _ memory: inout Walk, into result: inout Result, _ body: (Input) -> Void
  ) {
    do throws(Errno) {
      for name in try FileAccess.names(in: folder.path) {
        visit(name, in: folder, &memory, into: &result, body)
      }
    } catch {
      result.diagnostics.append(
        FileAccess.error(error, at: folder.path, shown: folder.path.string).diagnostic)
      result.status.include(.findings)
    }
  }

  private func visit(
    _ name: FilePath.Component, in folder: Folder, _ memory: inout Walk, into result: inout Result,
    _ body: (Input) -> Void
  ) {
    let (path, relative) = (folder.path.appending(name), folder.relative.appending(name))
    // A README says something about the folder; it is no document of the corpus.
    let isWanted =
      extensions.contains(name.extension?.lowercased() ?? "")
      && name.stem.lowercased() != "readme"
    if name.string.hasPrefix(".") {
      if isWanted {
        report(
          .inputHidden, "hidden file left out; name it to have it read", at: path, .clean,
          in: &result)
      }
      return
    }
    do throws(Errno) {
      let found = try FileAccess.look(at: path)
      switch found.kind {
      case .regular:
        guard isWanted else { return }
        memory.count += 1
        body(
          Input(
            path: path, shown: path.string, name: relative.string, isNamed: false,
            size: found.size))
      case .folder:
        guard found.identity != leftOut else { return }
        guard !folder.above.contains(found.identity) else {
          report(
            .inputCycle, "leads back to a folder that it lies in, and is left out", at: path,
            .clean, in: &result)
          return
        }
        let isLinked = folder.isLinked || FileAccess.isSymbolicLink(path)
        guard !isLinked || memory.linked.insert(found.identity).inserted else {
          report(
            .inputAgain, "was already found through another symbolic link, and is left out",
            at: path, .clean, in: &result)
          return
        }
        walk(
          Folder(
            path: path, relative: relative, above: folder.above + [found.identity],
            isLinked: isLinked), &memory, into: &result, body)
      case .special:
        guard isWanted else { return }
        report(
          .inputNotAFile, "is a device, pipe or socket", at: path, .findings, in: &result)
      }
    } catch {
      // A link that leads nowhere matters only if it is called like a document.
      guard isWanted else { return }
      result.diagnostics.append(FileAccess.error(error, at: path, shown: path.string).diagnostic)
      result.status.include(.findings)
    }
  }

  private func report(
    _ kind: DiagnosticKind, _ message: String, at path: FilePath, _ status: RunStatus,
    in result: inout Result
  ) {
    result.diagnostics.append(
      Diagnostic(kind, message, at: SourceLocation(file: path.string)))
    result.status.include(status)
  }
}

extension DiagnosticKind {
  /// A folder with nothing to work on.
  package static let inputNoDocuments = DiagnosticKind(
    "input-no-documents", .error,
    meaning: "A folder was named, but neither it nor a folder in it holds a file of the kind that "
      + "the command reads. A file with another extension is read when it is named itself.")
  /// Something that is not a file.
  package static let inputNotAFile = DiagnosticKind(
    "input-not-a-file", .error,
    meaning:
      "A device, named pipe or socket was named. Reading it may wait for ever, so only files, "
      + "folders and `-` for standard input are read.")
  /// A hidden file.
  package static let inputHidden = DiagnosticKind(
    "input-hidden", .note,
    meaning: "Files whose name begins with a full stop are left out of a folder; editors and file "
      + "systems leave them there.")
  /// A symbolic link that goes in a circle.
  package static let inputCycle = DiagnosticKind(
    "input-cycle", .warning,
    meaning: "A symbolic link leads to a folder that it lies in itself. It is not followed; every "
      + "file is found once through its own folder.")
  /// A folder to which several symbolic links lead.
  package static let inputAgain = DiagnosticKind(
    "input-again", .warning,
    meaning: "Several symbolic links lead to the same folder. Its files are found once in their "
      + "own place, and once through the first of the links.")
}
