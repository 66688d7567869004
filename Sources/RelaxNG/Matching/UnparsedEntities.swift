/// The unparsed entities of an internal subset: `<!ENTITY name SYSTEM "…" NDATA notation>`.
enum UnparsedEntities {
  static func names(in subset: String) -> Set<String> {
    var result: Set<String> = []
    for declaration in subset.split(separator: "<!ENTITY").dropFirst() {
      let words = declaration.prefix { $0 != ">" }
        .split(whereSeparator: {
          $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "\r\n"
        })
      if words.contains("NDATA"), let name = words.first { result.insert(String(name)) }
    }
    return result
  }
}
