import Corpus
import Foundation
import SystemPackage
import TestSupport
import Testing

/// The page that explains how a source was read.
@Suite struct ExplanationTests {
  private static let hostile = """
    Talk <b>& "more"</b>

    CHAIR ANNA WEIR:  Good morning.  (Laughter.)  We <i>welcome</i> [sic] him (as \u{1}"he" said) & all.

    Q:  Is (inaudible) safe?  <script>alert</script>

    MR. LUND: (As interpreted.)  Yes (In English.) and no.

    """

  private func pages() throws -> [(name: String, source: String, html: String)] {
    try Self.made.get()
  }

  /// The pages of the samples and of a source that looks like HTML, made once.
  private static let made = Result { () throws -> [(name: String, source: String, html: String)] in
    let folder = try TemporaryFolder()
    let rules = try SourceRules()
    var files = [try folder.write(hostile.utf8, to: "hostile.txt")]
    let samples = packageRoot.appending(path: "Samples")
    for name in [
      "briefings/marstrand-keresten.txt", "hearings/harbor-pilots.txt",
      "remarks/bilateral-meeting.txt", "stories/icebreaker-keel-laid.txt",
    ] {
      files.append(samples.appending(path: name))
    }
    return try files.map { file in
      let explanation = try Explanation(of: Input(named: file.path), rules: rules)
      return (
        file.lastPathComponent, try String(contentsOf: file, encoding: .utf8), explanation.page
      )
    }
  }

  @Test func linksLeadSomewhereAndIdentifiersAreUnique() throws {
    for (name, _, html) in try pages() {
      let ids = html.matches(of: #/\ id="([^"]+)"/#).map { String($0.1) }
      #expect(Set(ids).count == ids.count, "\(name)")
      let targets = html.matches(of: #/\ (?:href="\#|aria-labelledby=")([^"]+)"/#).map {
        String($0.1)
      }
      #expect(targets.count > 10, "\(name)")
      for target in targets { #expect(ids.contains(target), "\(name): \(target)") }
    }
  }

  @Test func everyMarkHasAReasonOnce() throws {
    let html = try #require(try pages().first).html
    let marks = html.matches(of: /<a class="m ([a-z]+)" id="m(\d+)" href="#w(\d+)">/)
    #expect(marks.map { String($0.1) } == ["event", "edit", "own", "gap", "voice", "voice"])
    for mark in marks { #expect(mark.2 == mark.3) }
    #expect(html.matches(of: /<li id="w\d+">/).count == marks.count)
  }

  @Test func nothingOfASourceBecomesMarkup() throws {
    let html = try #require(try pages().first).html
    #expect(!html.contains("<script"))
    #expect(!html.contains("<b>&"))
    #expect(!html.contains("\u{1}"))
    #expect(html.contains("&lt;script&gt;alert&lt;/script&gt;"))
    for (name, _, html) in try pages() {
      #expect(html.firstMatch(of: /<(link|script|img|iframe|object)/) == nil, "\(name)")
      #expect(html.firstMatch(of: /url\(|@import/) == nil, "\(name)")
    }
  }

  @Test func theSourceIsThereWhole() throws {
    for (name, source, html) in try pages() {
      var words = ""
      for part in html.components(separatedBy: "aria-label=\"Source\">").dropFirst() {
        let block = part.components(separatedBy: "</div>")[0]
          .replacing(/<span class="(ln|hidden)"[^>]*>[^<]*<\/span>/, with: "")
          .replacing(/<[^>]+>/, with: "")
        words += block + "\n"
      }
      for (escape, plain) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        words = words.replacing(escape, with: plain)
      }
      func folded(_ text: String) -> [Substring] { text.split { $0.isWhitespace } }
      #expect(folded(words) == folded(source.replacing("\u{1}", with: "\u{FFFD}")), "\(name)")
    }
  }

  @Test func elementsNestAsTheyShould() throws {
    for (name, _, html) in try pages() {
      var open: [Substring] = []
      for tag in html.matches(of: /<(\/?)([a-z][a-z0-9]*)[^>]*>/) {
        if ["meta", "br"].contains(tag.2) { continue }
        if tag.1.isEmpty { open.append(tag.2) } else { #expect(open.popLast() == tag.2, "\(name)") }
      }
      #expect(open.isEmpty, "\(name)")
      #expect(html.matches(of: /<h1>/).count == 1)
      #expect(html.matches(of: #/<main\ /#).count == 1)
    }
  }
}
