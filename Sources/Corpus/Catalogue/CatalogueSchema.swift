/// The tables of the catalogue, as SQL, with the comments that explain them.
///
/// SQLite keeps the text of a `CREATE` statement with its comments, so whoever opens the file finds
/// the documentation in it: `sqlite3 catalog.sqlite .schema`.
enum CatalogueSchema {
  /// The version of the tables (`PRAGMA user_version`); another one is not compatible.
  static let version = 2
  /// What kind of database it is (`PRAGMA application_id`): `RAPT` in ASCII.
  static let application = 0x5241_5054

  /// The statements, in order.
  static let statements = [
    """
    CREATE TABLE facts ( -- what holds for the whole corpus
      name TEXT NOT NULL PRIMARY KEY, -- title, program, state ('complete', or 'building' while or after a run that did not end)
      value TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE documents ( -- one row for each source
      id INTEGER NOT NULL PRIMARY KEY,
      name TEXT NOT NULL UNIQUE, -- path of the source below the folder that was named
      source TEXT NOT NULL, -- path of the source, seen from the folder of the corpus
      output TEXT NOT NULL, -- path of the TEI file below the folder of the corpus
      identifier TEXT NOT NULL, -- xml:id of the TEI document
      status TEXT NOT NULL, -- 'planned' not built yet; 'valid' in the corpus; 'failed' not in it; 'outdated' in it as it was before, since the source cannot be converted any more; 'deleted' in it, but the source is gone; 'removing' about to go
      recipe TEXT, -- SHA-256 of all but the source that the TEI depends on
      source_sha256 TEXT, -- of the source's bytes
      source_bytes INTEGER,
      tei_sha256 TEXT, -- of the TEI file; NULL where there is none
      tei_bytes INTEGER,
      text_sha256 TEXT, -- of the source's text, as rapporteur-text-1 normalises it
      text_proof TEXT, -- level text (source to TEI): 'holds', 'differs'
      model_proof TEXT, -- level model (TEI read back): 'holds', 'differs'
      title TEXT,
      date TEXT, -- ISO 8601
      place TEXT,
      language TEXT, -- BCP 47
      words INTEGER, -- of turns and paragraphs, between white space
      turns INTEGER,
      utterances INTEGER,
      interpreted INTEGER, -- utterances in an interpreter's words
      speech_words INTEGER, -- of utterances, or of quotations in a story
      interpreted_words INTEGER,
      paragraphs INTEGER,
      quotations INTEGER,
      figures INTEGER,
      gaps INTEGER,
      inaudible INTEGER, -- gaps with the reason 'inaudible'
      events INTEGER,
      speakers INTEGER,
      unknown_speakers INTEGER, -- of those, participants.is_unknown
      unknown_words INTEGER -- of utterances by these, or by nobody that is listed
    )
    """,
    """
    CREATE TABLE participants ( -- people and groups, in each document
      document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
      position INTEGER NOT NULL, -- order in the document, from 1
      identifier TEXT NOT NULL, -- xml:id without the document's: 'esper'
      shared TEXT, -- xml:id in participants.xml; NULL for those without a name
      is_group INTEGER NOT NULL,
      role TEXT,
      name TEXT, -- the fullest; NULL where it is not known
      is_unknown INTEGER NOT NULL, -- 1 for a person of whom neither name nor office is known, and who does not interpret
      utterances INTEGER NOT NULL, -- that are theirs; of the rows of that table
      words INTEGER NOT NULL, -- of these
      interpreted_words INTEGER NOT NULL, -- of these, in an interpreter's words
      PRIMARY KEY (document, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE aliases ( -- all that a participant is called
      document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
      participant TEXT NOT NULL, -- participants.identifier
      position INTEGER NOT NULL, -- order for the participant, from 1
      kind TEXT NOT NULL, -- 'name', 'office', 'affiliation', 'label' (as printed before turns), 'language' (that they speak), 'authority' (record in an authority file)
      text TEXT NOT NULL,
      certainty TEXT, -- 'high', 'medium', 'low' where it was inferred
      evidence TEXT, -- of a name, office or affiliation: 'internal', 'external', 'conjecture'; of a language its tag, of a record its authority file
      basis TEXT, -- pointers to the words it rests on
      count INTEGER, -- of a label: how often it is printed
      PRIMARY KEY (document, participant, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE utterances ( -- who said what: the turns of transcripts, the quotations of stories
      id INTEGER NOT NULL PRIMARY KEY, -- document * 16777216 + position
      document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
      position INTEGER NOT NULL, -- order in the document, from 1
      kind TEXT NOT NULL, -- 'utterance' or 'quotation'
      identifier TEXT, -- xml:id without the document's: 'u7'
      speaker TEXT, -- participants.identifier; NULL where it is not settled
      voice TEXT NOT NULL, -- 'own', or 'interpreted': the words are an interpreter's
      interpreter TEXT, -- participants.identifier
      certainty TEXT, -- how sure the speaker is, where that was inferred
      language TEXT, -- BCP 47
      first_line INTEGER, -- in the source, counted from 1
      last_line INTEGER,
      words INTEGER NOT NULL,
      text TEXT NOT NULL -- white space folded
    )
    """,
    """
    CREATE TABLE languages ( -- what is spoken in a document
      document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
      language TEXT NOT NULL, -- BCP 47; 'und' where nothing says it
      words INTEGER NOT NULL, -- of utterances
      PRIMARY KEY (document, language)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE gaps ( -- what was said and is not in the text
      document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      utterance INTEGER, -- utterances.position
      reason TEXT,
      wording TEXT, -- as printed
      language TEXT,
      quantity TEXT,
      unit TEXT,
      PRIMARY KEY (document, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE events ( -- laughter, applause, pauses, and what else happens
      document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      utterance INTEGER, -- utterances.position
      element TEXT NOT NULL, -- 'vocal', 'kinesic', 'incident', 'pause'
      kind TEXT,
      participant TEXT, -- whose it is, where that is said
      wording TEXT,
      PRIMARY KEY (document, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE categories ( -- what the documents say of roles and delivery
      document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
      taxonomy TEXT NOT NULL,
      identifier TEXT NOT NULL, -- xml:id without the document's: 'host'
      description TEXT NOT NULL,
      PRIMARY KEY (document, taxonomy, identifier)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE diagnostics ( -- what there is to say about a document
      document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      severity TEXT NOT NULL, -- 'error', 'warning', 'note'
      code TEXT NOT NULL, -- rapporteur explain CODE
      message TEXT NOT NULL,
      line INTEGER, -- in the source, from 1
      column INTEGER,
      PRIMARY KEY (document, position)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIRTUAL TABLE utterances_text USING fts5( -- full text of utterances, by rowid
      text, content='utterances', content_rowid='id', columnsize=0,
      tokenize='unicode61 remove_diacritics 2')
    """,
    "CREATE INDEX diagnostics_by_code ON diagnostics(code)",
    "CREATE INDEX participants_by_shared ON participants(shared)",
    """
    CREATE VIEW speech AS -- utterances with the names of document and speaker
      SELECT d.name AS source, d.output, d.title, d.date, u.identifier, u.kind,
        u.speaker, p.name AS speaker_name, p.shared AS speaker_shared, p.role, u.voice,
        u.interpreter, u.certainty, coalesce(u.language, d.language) AS language, u.first_line,
        u.last_line, u.words, u.text, u.document, u.position, u.id
      FROM utterances u JOIN documents d ON d.id = u.document
        LEFT JOIN participants p ON p.document = u.document AND p.identifier = u.speaker
    """,
    """
    CREATE VIEW people AS -- participants with a name, over all documents
      SELECT shared, min(name) AS name, count(*) AS documents FROM participants
      WHERE shared IS NOT NULL GROUP BY shared
    """,
  ]

  /// The names of the tables whose rows belong to a document.
  static let tablesOfDocuments = [
    "participants", "aliases", "utterances", "languages", "gaps", "events", "categories",
    "diagnostics",
  ]
}
