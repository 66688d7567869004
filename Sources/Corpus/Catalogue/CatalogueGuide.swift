/// What `rapporteur explain catalogue` prints: the tables of a catalogue, and how to ask them.
package enum CatalogueGuide {
  /// What the explanation is called on the command line.
  package static let names: Set<String> = ["catalogue", "catalog", Catalogue.fileName]

  /// The explanation.
  package static var text: String {
    """
    catalog.sqlite, version \(CatalogueSchema.version)

    \(DiagnosticCatalogue.folded(introduction, at: 78))

    Which words does each person say most often through an interpreter?

      SELECT speaker_name, count(*), sum(words) FROM speech
      WHERE voice = 'interpreted' GROUP BY speaker_shared ORDER BY 3 DESC;

    Who speaks of pilots, and where in the source?

      SELECT source, first_line, speaker_name, text
      FROM utterances_text JOIN speech ON speech.id = utterances_text.rowid
      WHERE utterances_text MATCH 'pilot*';

    The tables:


    """
      + CatalogueSchema.statements.map { $0 + ";\n" }.joined(separator: "\n")
  }

  private static let introduction =
    "The catalogue of a corpus is an SQLite database (3.9 or later, with FTS5). The same sources "
    + "give the same content, whatever the number of jobs; there are no times in it. PRAGMA "
    + "user_version is the version of the tables: it is raised when a query that worked may not "
    + "work any more, and a catalogue of another version is never changed, only refused. It holds "
    + "nothing that a build cannot make again. White space in text is folded, and no-break spaces "
    + "count as white space; the TEI has it as it was."
}
