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
    var result = Result()
    for argument in arguments {
      guard argument != "-" else {
        let input = Input(path: nil, shown: "-", name: standardInputName, isNamed: true)
        if !result.inputs.contains(input) { result.inputs.append(input) }
        continue
      }
      visit(FilePath(argument), into: &result)
    }
    return result
  }

  private func visit(_ path: FilePath, into result: inout Result) {
    do throws(Errno) {
      let found = try FileAccess.look(at: path)
      switch found.kind {
      case .regular:
        result.inputs.append(
          Input(
            path: path, shown: path.string, name: path.lastComponent?.string ?? path.string,
            isNamed: true))
      case .folder:
        let before = (result.inputs.count, result.diagnostics.count)
        walk(path, FilePath(""), above: [found.identity], into: &result)
        if before == (result.inputs.count, result.diagnostics.count) {
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

  /// Walks through the folder `path`, which is `relative` to what the user named; `above` holds the
  /// folders that it lies in, itself included.
  private func walk(
    _ path: FilePath, _ relative: FilePath, above: [FileAccess.Identity], into result: inout Result
  ) {
    do throws(Errno) {
      for name in try FileAccess.names(in: path) {
        visit(
          path.appending(name), relative.appending(name), named: name, above: above, into: &result)
      }
    } catch {
      result.diagnostics.append(
        FileAccess.error(error, at: path, shown: path.string).diagnostic)
      result.status.include(.findings)
    }
  }

  private func visit(
    _ path: FilePath, _ relative: FilePath, named name: FilePath.Component,
    above: [FileAccess.Identity], into result: inout Result
  ) {
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
        result.inputs.append(
          Input(path: path, shown: path.string, name: relative.string, isNamed: false))
      case .folder:
        guard !above.contains(found.identity) else {
          report(
            .inputCycle, "leads back to a folder that it lies in, and is left out", at: path,
            .clean, in: &result)
          return
        }
        walk(path, relative, above: above + [found.identity], into: &result)
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
}
