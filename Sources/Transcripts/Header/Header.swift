/// What a document is about, and what it was made from.
///
/// Written as TEI `teiHeader`. Counts and digests of the written text are no part of it: they are
/// made when it is written.
public struct Header: Hashable, Sendable {
  /// The title, white space folded.
  public var title: String
  /// When it took place or appeared: an ISO 8601 date, and the words that say so.
  public var date: Dated?
  /// The time as printed: `2:12 P.M. EDT`.
  public var time: String?
  /// Where it took place, as printed.
  public var place: String?
  /// Who may do what with the text.
  public var licence: Licence?
  /// What it was made from.
  public var source: SourceDescription?
  /// The participants file that identities were taken from.
  public var participantList: ListedFile?
  /// The conventions the source was read by.
  public var conventions: [Convention]
  /// The roles that ``Utterance/categories`` point to, and how words are delivered.
  public var categories: [Category]
  /// The languages used, the document's own first.
  public var languages: [Language]
  /// The version of the program that wrote it, where it is not the one that reads it.
  public var writerVersion: String?
  /// The whole header as it was read, where it is not one that the converter writes.
  public var verbatim: Opaque?

  /// Creates a header.
  public init(
    title: String, date: Dated? = nil, time: String? = nil, place: String? = nil,
    licence: Licence? = nil, source: SourceDescription? = nil,
    participantList: ListedFile? = nil, conventions: [Convention] = [],
    categories: [Category] = [], languages: [Language] = [],
    writerVersion: String? = nil, verbatim: Opaque? = nil
  ) {
    self.title = title
    self.date = date
    self.time = time
    self.place = place
    self.licence = licence
    self.source = source
    self.participantList = participantList
    self.conventions = conventions
    self.categories = categories
    self.languages = languages
    self.writerVersion = writerVersion
    self.verbatim = verbatim
  }
}

/// A date as printed, with its normal form.
public struct Dated: Hashable, Sendable {
  /// The date as ISO 8601 writes it: `2020-01-31`.
  public var when: String
  /// The words that say so; empty where it is only computed.
  public var printed: String

  /// Creates a date.
  public init(when: String, printed: String) {
    self.when = when
    self.printed = printed
  }
}

/// Who may do what with the text.
public struct Licence: Hashable, Sendable {
  /// The URI of the licence.
  public var target: String?
  /// Its name, or a sentence about it.
  public var name: String

  /// Creates a licence.
  public init(target: String? = nil, name: String) {
    self.target = target
    self.name = name
  }
}

/// A set of conventions that a source was read by.
public struct Convention: Hashable, Sendable {
  /// Its short name in the conventions file, an XML NCName.
  public var ident: String
  /// What it stands for.
  public var description: String
  /// The file that it was read from; `nil` for conventions that are part of the program.
  public var file: ListedFile?

  /// Creates a convention.
  public init(ident: String, description: String, file: ListedFile? = nil) {
    self.ident = ident
    self.description = description
    self.file = file
  }
}

/// A file of the user's that had a part in the conversion: enough to tell whether another one is it.
public struct ListedFile: Hashable, Sendable {
  /// Its name, without folders.
  public var name: String
  /// The SHA-256 of its bytes, in lower-case hexadecimal.
  public var digest: String

  /// Creates a description.
  public init(name: String, digest: String) {
    self.name = name
    self.digest = digest
  }
}

/// A role in the conversation, or a way of delivering words.
public struct Category: Hashable, Sendable {
  /// The list it belongs to.
  public enum Taxonomy: String, Hashable, Sendable, CaseIterable {
    /// Roles: host, guest, moderator, questioner.
    case role
    /// Delivery: interpreted.
    case delivery
  }

  /// The list it belongs to.
  public var taxonomy: Taxonomy
  /// Its identifier in the document.
  public var id: ElementID
  /// What it means.
  public var description: String

  /// Creates a category.
  public init(taxonomy: Taxonomy, id: ElementID, description: String) {
    self.taxonomy = taxonomy
    self.id = id
    self.description = description
  }
}

/// A language that is used in the document.
public struct Language: Hashable, Sendable {
  /// The BCP 47 tag.
  public var tag: String
  /// Its English name.
  public var name: String

  /// Creates a language.
  public init(tag: String, name: String) {
    self.tag = tag
    self.name = name
  }
}
