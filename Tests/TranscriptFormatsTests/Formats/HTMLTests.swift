import Diagnostics
import TestSupport
import Testing
import TranscriptFormats
import Transcripts

@Suite struct HTMLTests {
  /// HTML, and what a reader of it sees.
  static let facts: [(html: String, seen: String)] = [
    ("<p>a<p>b<div>c</div>d", "a b c d"),
    ("<p>one <b>two</b><i>three</i>\n four", "one twothree four"),
    (
      "a&nbsp;b &eacute; &#146; &colon; &lt;p&gt; &nosuch; &copy 2 &#0;",
      "a\u{A0}b é ’ : <p> &nosuch; © 2 \u{FFFD}"
    ),
    (
      "<head><title>t</title><style>s</style></head><body>a<script>s</script><noscript>n</noscript><template>m</template>",
      "a"
    ),
    ("<p title='not' data-a=\"nor\">a <img alt='this' src=x> b</p>", "a b"),
    ("<p>a <span hidden>no</span><span style='display: none'>no</span> b", "a b"),
    ("a <!-- <p>no</p> --> b <![if x]>c<![endif]> <!--> d", "a b c d"),
    ("<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl><table><tr><td>e<td>f</table>", "a b c d e f"),
    ("a < b and 3<4, a </ b> c", "a < b and 3<4, a c"),
    ("<pre>a\n  b\n</pre>", "a b"),
    ("<P>a<BR>b<BR/>c</P>", "a b c"),
    ("<main><nav>x</nav><p>y</p></main><footer>z</footer>", "x y z"),
    ("<p>unclosed <b>bold <i>and <a href='x'>so", "unclosed bold and so"),
    ("<select><option>a<option>b</select><button>c</button>", "a b c"),
  ]

  @Test(arguments: facts.indices)
  func showsWhatAReaderSees(_ index: Int) throws {
    let fact = Self.facts[index]
    #expect(try FormatSupport.words(fact.html, as: "a.html") == fact.seen)
  }

  private func furniture(_ html: String) throws -> [String] {
    func collect(_ nodes: [Node]) -> [String] {
      nodes.flatMap { node -> [String] in
        if case .furniture(let furniture) = node {
          return ["\(furniture.kind?.rawValue ?? ""): \(node.text)"]
        }
        return collect(node.content)
      }
    }
    return collect(try FormatSupport.read(html, as: "a.html").transcript.content)
  }

  @Test func tellsTheArticleFromThePage() throws {
    let talk =
      "<p><b>Anna Berg:</b> Good morning to all of you here.</p><p><b>Olaf Lund:</b> And to you, and to the harbour.</p><p><b>Anna Berg:</b> Yes.</p><p><b>Olaf Lund:</b> No.</p>"
    #expect(
      try furniture(
        "<header><nav><a href=a>Home</a></nav></header><main><h1>Talk</h1>\(talk)</main><footer>F</footer>"
      )
        == ["navigation: Home", "notice: F"])
    #expect(
      try furniture(
        "<div class=menu><a href=a>Home</a></div><div><div><h1>Talk</h1>\(talk)</div></div><div><a href=b>Other page</a></div>"
      )
        == ["navigation: Home", "navigation: Other page"])
    #expect(try furniture("<body class='with-menu'><h1>Talk</h1>\(talk)</body>") == [])
    #expect(
      try furniture("<article><h1>Talk</h1>\(talk)<aside>More</aside>\(talk)</article>")
        == ["related: More"])
  }

  @Test func takesTheTitleFromTheFirstHeading() throws {
    let reading = try FormatSupport.read(
      "<title>T | Site</title><p>Kicker</p><h1>The <i>talk</i></h1><p>Prose that goes on for long enough to be a paragraph of a story, and ends.</p>",
      as: "a.html")
    #expect(reading.transcript.header.title == "The talk")
  }

  @Test func countsTheLinesOfTheFile() throws {
    let reading = try FormatSupport.read(
      "<html>\n<body>\n<p><b>A BERG:</b> One\n two.</p>\n\n<p><b>O LUND:</b> Three.</p><p><b>A BERG:</b> Four\n.</p>",
      as: "a.html")
    #expect(reading.origins["a.u1"] == LineRange(3, 4))
    #expect(reading.origins["a.u2"] == LineRange(6, 6))
    #expect(reading.origins["a.u3"] == LineRange(6, 7))
  }

  @Test func survivesHostileMarkup() throws {
    let deep =
      String(repeating: "<div>", count: 100_000) + "end" + String(repeating: "</p>", count: 1000)
    #expect(try FormatSupport.words(deep, as: "a.html") == "end")
    let long = "<p title=\"" + String(repeating: "x", count: 11_000_000) + "\">end"
    #expect(try FormatSupport.words(long, as: "a.html") == "end")
    #expect(
      try FormatSupport.code(Array("<p><!-- nothing -->".utf8), as: "a.html") == "source-empty")
    #expect(
      try FormatSupport.code(Array("<script>only()</script>".utf8), as: "a.html") == "source-empty")
  }

  @Test func readsTheEncodingThatThePageDeclares() throws {
    let page =
      Array("<meta charset=\"windows-1251\"><p>".utf8) + [0xCF, 0xF0, 0xE8, 0xE2, 0xE5, 0xF2]
    let reading = try FormatSupport.read(page, as: "a.html")
    #expect(reading.transcript.text == "Привет\n")
    #expect(reading.transcript.header.source?.encoding == "WINDOWS-1251")
    let wrong = Array("<meta charset=iso-8859-1><p>Müller".utf8)
    let other = try FormatSupport.read(wrong, as: "a.html")
    #expect(other.transcript.text == "Müller\n")
    #expect(other.diagnostics.map(\.kind.code) == ["source-encoding-guessed"])
  }
}
