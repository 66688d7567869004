import Transcripts

/// Tells the document from the page around it: what is navigation, banner, footer.
///
/// What the page says of its parts comes first: `main`, `article`, `nav`, roles, words in classes.
/// Else the article is where most of the text is, and what lies outside is of the page only where it
/// is mostly links. In doubt, text belongs to the document.
struct HTMLArticle {
  /// A part of the page, and how that is known.
  struct Part {
    var kind: Furniture.Kind
    var reason: String
  }

  /// What each element belongs to; `nil` for the document.
  private(set) var parts: [Part?]
  /// The heading that is the title.
  private(set) var title: Int?
  private let elements: [HTMLDocument.Element]

  init(of document: HTMLDocument, words: PageWords) {
    elements = document.elements
    parts = Array(repeating: nil, count: elements.count)
    let total = elements.first?.textLength ?? 0
    let root = root(of: total)
    title = findTitle(in: document, root: root?.element)
    var isInside = Array(repeating: false, count: elements.count)
    var isAround = Array(repeating: false, count: elements.count)
    markAncestors(of: root?.element, in: &isAround)
    var wasMet = false
    for (index, element) in elements.enumerated() {
      if index == root?.element { wasMet = true }
      let parent = element.parent
      isInside[index] = index == root?.element || parent >= 0 && isInside[parent]
      if parent >= 0, let above = parts[parent] {
        parts[index] = part(of: element) ?? above
        continue
      }
      if isAround[index] { continue }
      parts[index] = part(of: element) ?? part(of: index, words: words, total: total)
      if parts[index] == nil, let root, !isInside[index] {
        parts[index] = outside(index, isMarked: root.isMarked, isBefore: !wasMet)
      }
    }
    keepTitle()
  }

  // MARK: The article

  /// The element that holds the document, and whether the markup says so.
  private func root(of total: Int) -> (element: Int, isMarked: Bool)? {
    var best: Int?
    for (index, element) in elements.enumerated()
    where
      (element.name == "main" || element.name == "article" || element.role == "main"
      || element.role == "article") && element.display != .hidden
    {
      if element.textLength > best.map({ elements[$0].textLength }) ?? 0 { best = index }
    }
    if let best, elements[best].textLength * 3 >= total { return (best, true) }
    // The smallest element that holds nearly all of the text that is not in links.
    var children: [[Int]] = Array(repeating: [], count: elements.count)
    for (index, element) in elements.enumerated() where element.parent >= 0 {
      children[element.parent].append(index)
    }
    guard var here = elements.indices.first else { return nil }
    let wanted = elements[here].textLength - elements[here].linkLength
    while let next = children[here].first(where: {
      (elements[$0].textLength - elements[$0].linkLength) * 20 >= wanted * 17
        && elements[$0].display != .inline
    }) {
      here = next
    }
    return (here, false)
  }

  private func markAncestors(of root: Int?, in isAround: inout [Bool]) {
    var index = root.map { elements[$0].parent } ?? -1
    while index >= 0 {
      isAround[index] = true
      index = elements[index].parent
    }
  }

  /// The title: a heading of the first level in the article, else the last one before it.
  private func findTitle(in document: HTMLDocument, root: Int?) -> Int? {
    let headings = elements.indices.filter {
      elements[$0].name == "h1" && elements[$0].textLength > 0 && elements[$0].display != .hidden
    }
    guard let root else { return headings.first }
    let inside = headings.first { index in
      var above = index
      while above >= 0, above != root { above = elements[above].parent }
      return above == root
    }
    return inside ?? headings.last { $0 < root } ?? headings.first
  }

  /// A title belongs to the document wherever it stands.
  private mutating func keepTitle() {
    guard let title else { return }
    parts[title] = nil
    for index in elements.indices.dropFirst(title + 1) {
      let parent = elements[index].parent
      guard parent >= title else { break }
      if parts[parent] == nil { parts[index] = nil }
    }
  }

  // MARK: The page

  /// What the name or the role of an element says, wherever it stands.
  private func part(of element: HTMLDocument.Element) -> Part? {
    switch element.role {
    case "navigation", "menubar", "menu", "search": return Part(kind: .navigation, reason: "role")
    case "banner": return Part(kind: .banner, reason: "role")
    case "contentinfo": return Part(kind: .notice, reason: "role")
    case "complementary": return Part(kind: .related, reason: "role")
    default: break
    }
    switch element.name {
    case "nav", "search": return Part(kind: .navigation, reason: "nav")
    case "aside": return Part(kind: .related, reason: "aside")
    case "button", "select": return Part(kind: .share, reason: element.name)
    case "figcaption": return Part(kind: SourceMarkup.caption, reason: "figcaption")
    default: return nil
    }
  }

  /// What an element says of itself besides.
  private func part(of index: Int, words: PageWords, total: Int) -> Part? {
    let element = elements[index]
    switch element.name {
    case "header" where !isInArticle(index): return Part(kind: .banner, reason: "header")
    case "footer" where element.textLength * 3 < total: return Part(kind: .notice, reason: "footer")
    case "html", "body", "main", "article", "a", "b", "strong", "i", "em", "h1": return nil
    default: break
    }
    // A class may say what is not there: `with-sidebar`. Then most of the text is inside.
    guard !element.words.isEmpty, element.textLength * 4 < total, !element.hasTitle else {
      return nil
    }
    return words.kind(of: element.words).map { Part(kind: $0, reason: "class") }
  }

  private func isInArticle(_ index: Int) -> Bool {
    var above = elements[index].parent
    while above >= 0 {
      switch elements[above].name {
      case "article", "main", "section": return true
      default: above = elements[above].parent
      }
    }
    return false
  }

  /// What an element is that lies outside the article.
  private func outside(_ index: Int, isMarked: Bool, isBefore: Bool) -> Part? {
    let element = elements[index]
    guard element.textLength > 0 else { return nil }
    if element.linkLength * 2 > element.textLength {
      return Part(kind: .navigation, reason: "links outside the article")
    }
    guard isMarked else { return nil }
    return Part(kind: isBefore ? .banner : .notice, reason: "outside the article")
  }
}

/// The words in classes that tell the parts of a page, as the conventions have them.
struct PageWords: Sendable {
  private let kinds: [String: Furniture.Kind]
  private let speakers: Set<String>

  init(_ file: ConventionsFile) {
    var kinds: [String: Furniture.Kind] = [:]
    for (kind, words) in file.pages?.furniture ?? [:] {
      for word in words { kinds[word] = Furniture.Kind(rawValue: kind) }
    }
    self.kinds = kinds
    speakers = Set(file.pages?.speaker ?? [])
  }

  /// What an element with these words is for.
  func kind(of words: Set<String>) -> Furniture.Kind? {
    words.sorted().lazy.compactMap { kinds[$0] }.first
  }

  /// Whether an element with these words holds who speaks.
  func isSpeaker(_ words: Set<String>) -> Bool { !words.isDisjoint(with: speakers) }
}
