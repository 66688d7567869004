import Corpus
import Foundation
import TestSupport
import Testing
import TranscriptFormats

/// What anyone can check with standard tools, and with no code of ours.
@Suite struct IndependentProofTests {
  static let tools = ShellCommand.knows("xmllint", "tr", "sed", "sha256sum")

  /// The commands of the design: the digest of the normalised text of source and document, and the
  /// digest of the bytes from `<text ` to `</text>`, which are Canonical XML as they stand.
  static let script = #"""
    set -eu
    normal() { tr -s ' \t\n\r\f\v' ' ' | sed 's/^ //; s/ $//' | sha256sum | cut -d' ' -f1; }
    stated() { sed -n "s/.*<idno type=\"$1\">\([0-9a-f]*\)<.*/\1/p" document.xml; }
    source=$(normal < source)
    text=$(xmllint --huge --xpath 'string(/*/*[local-name()="text"])' document.xml | normal)
    seal=$(sed -n '/<text /,/<\/text>/p' document.xml | sed 's/.*<text /<text /; s/<\/text>.*/<\/text>/' \
      | head -c -1 | sha256sum | cut -d' ' -f1)
    xmllint --noout document.xml
    [ "$source" = "$(stated sha256-rapporteur-text-1)" ] || { echo "source: $source"; exit 1; }
    [ "$text" = "$source" ] || { echo "text: $text"; exit 2; }
    [ "$(sha256sum < source | cut -d' ' -f1)" = "$(stated sha256)" ] || { echo bytes; exit 3; }
    [ "$seal" = "$(stated sha256-canonical-text)" ] || { echo "seal: $seal"; exit 4; }
    """#

  @Test(
    .enabled(if: tools, "needs xmllint, tr, sed and sha256sum"),
    arguments: SampleDocument.samples.filter(\.isPlainText) + SampleDocument.seeds)
  func standardToolsAgreeWithTheHeader(_ document: SampleDocument) throws {
    let folder = try TemporaryFolder()
    let source = try document.source()
    try folder.write(source.bytes, to: "source")
    try folder.write(try builtInConversion().convert(source).tei, to: "document.xml")
    let result = try ShellCommand(Self.script, in: folder.url)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }

  /// The Canonical XML that xmllint makes of the text element is what stands in the file.
  @Test(
    .enabled(if: tools, "needs xmllint"), arguments: SampleDocument.samples + SampleDocument.seeds)
  func theTextElementIsWrittenAsCanonicalXML(_ document: SampleDocument) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      try builtInConversion().convert(try document.source()).tei, to: "document.xml")
    let result = try ShellCommand(
      #"""
      sed -n '/<text /,/<\/text>/p' document.xml | sed 's/.*<text /<text /; s/<\/text>.*/<\/text>/' \
        | head -c -1 > text.xml
      xmllint --c14n text.xml > canonical.xml && cmp text.xml canonical.xml
      """#, in: folder.url)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
  }
}
