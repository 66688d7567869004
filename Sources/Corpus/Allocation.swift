import CFileSystem

/// How the memory of the process is managed.
enum Allocation {
  /// Prepares for many short documents, of which hardly anything is kept.
  ///
  /// glibc puts what is small and let go of on lists, and at every large request merges all that is
  /// on them. Documents make many small requests between a few large ones, so it is cheaper to merge
  /// at once. Memory that cannot be managed so is managed as usual.
  static func prepareForShortDocuments() {
    rapporteur_merge_free_memory_at_once()
  }
}
