import CLibXML2
import Diagnostics

/// Gathers what libxml2 says against a schema, or against a document because of one.
final class SchemaComplaints {
  /// One of them, copied, since libxml2's strings do not outlive the callback.
  struct Complaint {
    var code: Int
    var isError: Bool
    var message: String
    var file: String
    var line: Int
    /// The mark that was put on the node it is about; 0 for none.
    var mark: Int
  }

  private(set) var complaints: [Complaint] = []
  private let receive: ((Complaint) -> Void)?

  /// Keeps what comes, or hands it to `receive`.
  init(receive: ((Complaint) -> Void)? = nil) {
    self.receive = receive
  }

  /// The pointer for ``callback``.
  var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// Copies a complaint.
  static var callback: xmlStructuredErrorFunc {
    { pointer, error in
      guard let pointer, let error = error?.pointee else { return }
      Unmanaged<SchemaComplaints>.fromOpaque(pointer).takeUnretainedValue().add(error)
    }
  }

  /// Takes what libxml2 has to say on this thread, and would else print, while `work` goes on.
  func listen<Result>(_ work: () throws -> Result) rethrows -> Result {
    xmlSetStructuredErrorFunc(pointer, Self.callback)
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    return try work()
  }

  private func add(_ error: xmlError) {
    let node = error.node.map { $0.assumingMemoryBound(to: xmlNode.self) }
    let complaint = Complaint(
      code: Int(error.code), isError: error.level.rawValue >= XML_ERR_ERROR.rawValue,
      message: Self.plain(error.message.map { String(cString: $0) } ?? ""),
      file: error.file.map { String(cString: $0) } ?? "", line: Int(error.line),
      mark: node.map { Int(bitPattern: $0.pointee._private) } ?? 0)
    if let receive {
      receive(complaint)
    } else if complaints.count < 8 {
      complaints.append(complaint)
    }
  }

  /// libxml2's sentence as we write ours: names without their namespaces, lower case, no full stop,
  /// five alternatives at most.
  private static func plain(_ message: String) -> String {
    var text = ""
    var rest = message[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      rest = rest[open...]
      // `{namespace}local`; a brace in a value of the user's has no address behind it.
      if let close = rest.firstIndex(of: "}"), rest[..<close].contains(":"),
        !rest[..<close].contains(" ")
      {
        rest = rest[rest.index(after: close)...]
      } else {
        text += "{"
        rest = rest.dropFirst()
      }
    }
    text += rest
    text = shortened(text)
    while let last = text.last, last.isWhitespace || last == "." { text.removeLast() }
    text = text.split(separator: "\n").joined(separator: " ")
      .replacing(". Expected is", with: "; expected is")
    if let open = text.range(of: "[facet '"), let close = text[open.upperBound...].range(of: "] ") {
      text.removeSubrange(open.lowerBound..<close.upperBound)
    }
    for word in ["This", "The", "No", "Missing", "Duplicate", "Not", "Neither", "Character"] {
      text = text.replacing(": \(word) ", with: ": \(word.lowercased()) ")
    }
    // An abbreviation stays as it is.
    let second = text.dropFirst().first
    return second?.isLowercase == true ? text.prefix(1).lowercased() + text.dropFirst() : text
  }

  private static func shortened(_ text: String) -> String {
    if let model = text.range(of: "expecting ("), text.utf8.count > 300 {
      let got = text[model.upperBound...].range(of: "got (").map { text[$0.lowerBound...] } ?? ""
      return text[..<model.upperBound] + text[model.upperBound...].prefix(100) + " …), "
        + got.prefix(100) + (got.count > 100 ? " …)" : "")
    }
    guard let open = text.range(of: "( "), let close = text.range(of: " )"),
      open.upperBound < close.lowerBound
    else { return text }
    let names = text[open.upperBound..<close.lowerBound].split(separator: ", ")
    let kept = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    return text[..<open.lowerBound] + kept + (names.count > 5 ? ", …" : "")
      + text[close.upperBound...]
  }
}

extension StringProtocol {
  /// Where `text` stands first.
  fileprivate func range(of text: String) -> Range<Index>? {
    let wanted = Array(text.utf8)
    var start = startIndex
    while start < endIndex {
      if self[start...].utf8.starts(with: wanted) {
        return start..<(utf8.index(start, offsetBy: wanted.count))
      }
      start = index(after: start)
    }
    return nil
  }
}
