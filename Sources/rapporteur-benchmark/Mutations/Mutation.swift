import Foundation

/// A change of the conventions that a document keeps, which leaves what it says as it is.
struct Mutation: Sendable {
  var name: String
  /// Changes a document; what is random about it comes from the generator.
  var apply: @Sendable (inout GoldDocument, inout SplitMix) -> Void
  /// Turns the text into bytes, where that is what changes.
  var encode: @Sendable (String) -> Data = { Data($0.utf8) }

  static let all: [Mutation] =
    labels + spacing + marks + layout

  // MARK: Labels

  private static let labels = [
    Mutation(name: "labels in mixed case") { document, _ in
      document.rewriteLabels { $0.name = mixedCase($0.name) }
    },
    Mutation(name: "labels in capitals") { document, _ in
      document.rewriteLabels { $0.name = $0.name.uppercased() }
    },
    Mutation(name: "labels in bold (**X:**)") { document, _ in
      document.rewriteLabels {
        $0.name = "**" + $0.name
        $0.delimiter += "**"
      }
    },
    Mutation(name: "labels on their own line") { document, _ in
      document.rewrite(rows: { row, lines in
        guard row.kind == "turn", let first = lines.first, var line = TurnLine(first),
          line.name != "Q", !line.words.isEmpty
        else { return lines }
        let words = line.words
        (line.space, line.words) = ("", "")
        return [line.text, words] + lines.dropFirst()
      })
    },
    Mutation(name: "Q: for Q") { document, _ in
      document.rewriteLabels { if $0.name == "Q" { ($0.delimiter, $0.space) = (":", "  ") } }
    },
    Mutation(name: "QUESTION: for Q") { document, _ in
      document.rewriteLabels {
        if $0.name == "Q" { ($0.name, $0.delimiter, $0.space) = ("QUESTION", ":", "  ") }
      }
    },
  ]

  /// `PRIME MINISTER TRUDEAU` as `Prime Minister Trudeau`.
  private static func mixedCase(_ name: String) -> String {
    guard name.contains(where: \.isLetter), name.count > 1 else { return name }
    let small: Set<String> = ["of", "for", "the", "and", "to"]
    let words = name.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.hasPrefix("Mc") ? "Mc" + word.dropFirst(2).capitalized : word.capitalized
    }
    return words.enumerated()
      .map { $0 > 0 && small.contains($1.lowercased()) ? $1.lowercased() : $1 }
      .joined(separator: " ")
  }

  // MARK: Spacing

  private static let spacing = [
    Mutation(name: "one space after the label") { document, _ in
      document.rewriteLabels { if !$0.delimiter.isEmpty, !$0.words.isEmpty { $0.space = " " } }
    },
    Mutation(name: "three spaces after the label") { document, _ in
      document.rewriteLabels { if !$0.delimiter.isEmpty, !$0.words.isEmpty { $0.space = "   " } }
    },
    Mutation(name: "a tab after the label") { document, _ in
      document.rewriteLabels { if !$0.words.isEmpty { $0.space = "\t" } }
    },
    Mutation(name: "no-break spaces after the label") { document, _ in
      document.rewriteLabels { if !$0.words.isEmpty { $0.space = "\u{A0} " } }
    },
    Mutation(name: "no-break spaces anywhere") { document, random in
      document.rewrite(rows: { _, lines in
        lines.map { line in
          String(line.map { $0 == " " && random.next() % 8 == 0 ? "\u{A0}" : $0 })
        }
      })
    },
    Mutation(name: "paragraphs set in") { document, _ in
      document.rewrite(rows: { row, lines in
        guard ["turn", "cont"].contains(row.kind), let first = lines.first else { return lines }
        return ["    " + first.drop { $0 == " " || $0 == "\t" }] + lines.dropFirst()
      })
    },
  ]

  // MARK: Marks

  private static let marks = [
    Mutation(name: "[brackets] for (parentheses)") { document, _ in
      rewriteMarks(&document) { "[\($0)]" }
    },
    Mutation(name: "marks in capitals") { document, _ in
      rewriteMarks(&document) { "(\($0.uppercased()))" }
    },
    Mutation(name: "marks in small letters") { document, _ in
      rewriteMarks(&document) { mark in
        "(" + mark.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: ".")) + ")"
      }
    },
    Mutation(name: "marks before the colon") { document, _ in
      document.rewriteLabels { line in
        guard line.brackets.isEmpty,
          let mark = line.words.prefixMatch(
            of: #/\((?i:as |through |via )?(?i:interpret|translat)[^)]*\)\s*/#)
        else { return }
        line.brackets =
          " "
          + mark.output.trimmingCharacters(in: .whitespaces).replacing(".)", with: ")")
          .uppercased()
        line.words = String(line.words[mark.range.upperBound...])
      }
    },
    Mutation(name: "marks after the colon") { document, _ in
      document.rewriteLabels { line in
        guard !line.brackets.isEmpty else { return }
        line.words = line.brackets.drop { $0 == " " } + "  " + line.words
        line.brackets = ""
      }
    },
  ]

  /// Changes what stands in parentheses, in the rows where each pair holds a mark.
  private static func rewriteMarks(_ document: inout GoldDocument, _ change: (String) -> String) {
    document.rewrite(rows: { row, lines in
      let parentheses = #/\(([^()]*)\)/#
      let count = lines.reduce(0) { $0 + $1.matches(of: parentheses).count }
      guard count == row.marks.count, count > 0 else { return lines }
      return lines.map { $0.replacing(parentheses) { change(String($0.output.1)) } }
    })
  }

  // MARK: Layout

  private static let layout =
    [60, 70, 80].map { width in
      Mutation(name: "wrapped at \(width) columns") { document, _ in
        document.rewrite(rows: { row, lines in
          ["turn", "cont", "prose"].contains(row.kind) ? wrapped(lines, at: width) : lines
        })
      }
    } + [
      Mutation(name: "wrapped lines joined") { document, _ in
        document.rewrite(rows: { row, lines in
          ["turn", "cont", "prose"].contains(row.kind) ? wrapped(lines, at: .max) : lines
        })
      },
      Mutation(name: "no blank lines") { document, _ in
        document.rewrite(rows: { $1 }, between: { _ in [] })
      },
      Mutation(name: "half of the blank lines missing") { document, random in
        document.rewrite(rows: { $1 }, between: { random.next() % 2 == 0 ? [] : $0 })
      },
      Mutation(name: "two blank lines for one") { document, _ in
        document.rewrite(rows: { $1 }, between: { $0.isEmpty ? [] : $0 + [""] })
      },
      Mutation(
        name: "CRLF", apply: { _, _ in },
        encode: { Data($0.replacing("\n", with: "\r\n").utf8) }),
      Mutation(name: "curly quotes made straight") { document, _ in
        document.rewrite(rows: { _, lines in
          lines.map {
            $0.replacing("“", with: "\"").replacing("”", with: "\"").replacing("’", with: "'")
          }
        })
      },
      Mutation(name: "dashes of the other kind") { document, _ in
        document.rewrite(rows: { _, lines in
          lines.map {
            $0.contains("—") ? $0.replacing("—", with: "--") : $0.replacing("--", with: "—")
          }
        })
      },
    ]

  private static func wrapped(_ lines: [String], at width: Int) -> [String] {
    guard let first = lines.first else { return lines }
    var result: [String] = []
    // What stands before the first word stays: it may be an indent, or spaces after a label.
    var line = String(first.prefix { $0 == " " || $0 == "\t" })
    let text = lines.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \t")) }
      .joined(separator: " ")
    var isFirst = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if isFirst {
        line += word
      } else if line.count + 1 + word.count > width, !word.isEmpty {
        result.append(line.trimmingCharacters(in: .whitespaces))
        line = String(word)
      } else {
        line += " " + word
      }
      isFirst = false
    }
    result.append(line)
    return result.filter { $0.contains { !$0.isWhitespace } }
  }
}

/// SplitMix64.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
