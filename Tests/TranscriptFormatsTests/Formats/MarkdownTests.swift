import TestSupport
import Testing
import TranscriptFormats
import Transcripts

@Suite struct MarkdownTests {
  /// Markdown, and what a reader of it sees.
  static let facts: [(markdown: String, seen: String)] = [
    (
      #"\*not emphasis\* and \[brackets\] and a \ backslash"#,
      "*not emphasis* and [brackets] and a \\ backslash"
    ),
    ("*one* _two_ **three** __four__ ***five***", "one two three four five"),
    ("2 * 3 * 4, snake_case_name, a*b*c", "2 * 3 * 4, snake_case_name, abc"),
    ("**bold *and* so** on*", "bold and so on*"),
    ("`code *x*` and ``a `tick` b``", "code *x* and a `tick` b"),
    ("[text](https://a.example/b_(c) \"title\") after", "text after"),
    ("![alternative](a.png) seen", "seen"),
    ("[text][ref], [ref], [ref][] and [none]\n\n[ref]: /a 'title'", "text, ref, ref and [none]"),
    ("[Ref]\n\n[ref]:\n  </a b>\n  \"title\"", "Ref"),
    ("<https://a.example> <a@b.example>", "https://a.example a@b.example"),
    ("a <b>bold</b> and <!-- not --> <span class='x'>in</span> <br> b < c", "a bold and in b < c"),
    ("&amp; &eacute; &#8217; &#x41; &nosuch; &amp", "& é ’ A &nosuch; &amp"),
    ("~~old~~ new and ~5 or ~6", "old new and ~5 or ~6"),
    ("a note[^1] and [^2]\n\n[^1]: Below *it*.", "a note1 and [^2] 1 Below it."),
    ("# One #\n\nTwo\n===\n\nThree\n---\n\n#four", "One Two Three #four"),
    ("> a\n> > b\nc", "a b c"),
    ("- a\n- b\n\n  c\n* * *\n+ d", "a b c d"),
    ("1. a\n2. b\n10) c", "1. a 2. b 10) c"),
    ("In\n1985. That was it", "In 1985. That was it"),
    ("    code *x*\n\n```swift\nlet a = \"*\"\n```", "code *x* let a = \"*\""),
    ("| a | b\\|c |\n|---|:-:|\n| *d* | `e` |\n\nf | g", "a b|c d e f | g"),
    ("<div>\n*raw* &amp;\n<script>no()</script>\n</div>\n\n*not raw*", "*raw* & not raw"),
    ("<script>\nvar a;\n\nvar b;\n</script>\nseen", "seen"),
    ("one  \ntwo\\\nthree", "one two three"),
    ("---\n***\n_ _ _\nrest", "rest"),
    ("[not [a](b) link](c)", "[not a link](c)"),
    ("**Name:** words", "Name: words"),
    ("Words.\n\n###\n\n-- (inaudible) --", "Words. -- (inaudible) --"),
  ]

  @Test(arguments: facts.indices)
  func showsWhatAReaderSees(_ index: Int) throws {
    let fact = Self.facts[index]
    #expect(try FormatSupport.words(fact.markdown, as: "a.md") == fact.seen)
  }

  @Test func keepsFrontMatterAsItIs() throws {
    let source = "---\ntitle: \"A *B* \\\n  C\"\ndate: 2024-05-06\n---\n\n**A B:** Hi.\n"
    let reading = try FormatSupport.read(source, as: "a.md")
    #expect(
      reading.transcript.text.hasPrefix("---\ntitle: \"A *B* \\\n  C\"\ndate: 2024-05-06\n---"))
    #expect(reading.transcript.header.title == "A *B* C")
    #expect(reading.transcript.header.date?.when == "2024-05-06")
  }

  @Test func readsDeepAndOddMarkupWithoutLosingOrder() throws {
    for (piece, count) in [
      ("[", 20_000), ("*a ", 20_000), ("> ", 5_000), ("a ` ``", 3_000), ("a <!--", 3_000),
      ("[a](", 5_000),
      ("- ", 3_000), ("_a_*", 9_000),
    ] {
      let text = String(repeating: piece, count: count) + " end."
      #expect(try FormatSupport.words(text, as: "a.md").hasSuffix("end."), "\(piece)")
    }
  }
}
