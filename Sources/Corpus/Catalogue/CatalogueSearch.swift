package import Diagnostics
import GRDB

/// A search for words: who said them, in whose voice, with what stands around them.
package struct CatalogueSearch: Sendable {
  /// What is searched for: each a word or a phrase; all of them have to be there.
  ///
  /// A word that ends in `*` is the beginning of words.
  package var phrases: [String]
  /// An expression of SQLite's FTS5, in place of phrases.
  package var expression: String?
  /// A part of the speaker's name, or their identifier.
  package var speaker: String?
  /// In whose voice: `own` or `interpreted`.
  package var voice: String?
  /// The language, a BCP 47 tag; `en` finds `en-US`, too.
  package var language: String?
  /// A part of the path of the source.
  package var document: String?
  /// How many words around the first hit are shown.
  package var context = 12
  /// The most hits.
  package var limit: Int?

  /// Creates a search.
  package init(phrases: [String]) {
    self.phrases = phrases
  }

  /// A place where they were said.
  package struct Hit: Sendable {
    /// The row of the export.
    package var speech: SpeechRow
    /// The words, with `«` and `»` around what was searched for.
    package var excerpt: String
  }

  /// Finds hits in the order of documents, and in a document in the order of the text.
  package func run(
    in catalogue: Catalogue, _ body: (Hit) -> Void
  ) throws(DiagnosticError) {
    let filters = filters
    let sql = """
      SELECT \(SpeechRow.columns),
        snippet(utterances_text, 0, '«', '»', '…', \(min(64, max(1, context))))
      FROM utterances_text JOIN speech ON speech.id = utterances_text.rowid
      WHERE utterances_text MATCH ?\(filters.map { " AND \($0.condition)" }.joined())
      ORDER BY source, position
      """ + (limit.map { " LIMIT \($0)" } ?? "")
    let values = [match] + filters.map(\.value)
    do throws(DiagnosticError) {
      try catalogue.read { database in
        let rows = try Row.fetchCursor(
          database, sql: sql, arguments: StatementArguments(values))
        while let row = try rows.next() {
          body(Hit(speech: SpeechRow(row), excerpt: row[SpeechRow.names.count]))
        }
      }
    } catch {
      guard expression != nil, error.diagnostic.kind == .catalogueUnusable else { throw error }
      let reason = error.diagnostic.message.split(separator: "fts5: ").last ?? ""
      throw DiagnosticError(
        .searchInvalid, "'\(match)' is not an FTS5 expression: \(reason)",
        at: SourceLocation(file: catalogue.shown))
    }
  }

  /// The phrases as FTS5 writes them.
  private var match: String {
    expression
      ?? phrases.map { phrase in
        let isPrefix = phrase.hasSuffix("*")
        let words = isPrefix ? String(phrase.dropLast()) : phrase
        let quoted = words.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"")
        return "\"\(quoted)\"" + (isPrefix ? " *" : "")
      }.joined(separator: " AND ")
  }

  private var filters: [(condition: String, value: String)] {
    var filters: [(condition: String, value: String)] = []
    if let speaker {
      filters.append(
        (
          "instr(lower(coalesce(speaker_name, '') || ' ' || speaker || ' '"
            + " || coalesce(speaker_shared, '')), lower(?)) > 0", speaker
        ))
    }
    if let voice { filters.append(("voice = ?", voice)) }
    if let language {
      filters.append(("lower(language) || '-' GLOB lower(?) || '-*'", language))
    }
    if let document { filters.append(("instr(source, ?) > 0", document)) }
    return filters
  }
}

extension DiagnosticKind {
  /// A search that cannot be understood.
  package static let searchInvalid = DiagnosticKind(
    "search-invalid", .error,
    meaning: "An expression for --fts has to follow the syntax of SQLite's FTS5: phrases in double "
      + "quotation marks, AND, OR, NOT, NEAR, parentheses. Without --fts, words are taken as they "
      + "are.",
    example: "rapporteur corpus search corpus --fts 'harbour NEAR(pilot boat)'")
}
