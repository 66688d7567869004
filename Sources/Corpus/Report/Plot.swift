import Glibc

/// Plots as SVG, drawn in per cent of the page's width: so text keeps its size on a phone.
enum Plot {
  /// A bar with a label, made of parts.
  struct Bar {
    var label: String
    /// The values of the parts, each with its colour.
    var parts: [(value: Double, colour: String)]
    /// What is written at its end.
    var value: String
    /// What is shown when it is pointed at.
    var hint: String

    var total: Double { parts.reduce(0) { $0 + $1.value } }
  }

  /// A column of a distribution.
  struct Column {
    var label: String
    var value: Int
    var hint: String
  }

  /// Bars below one another, the longest as wide as the plot.
  static func bars(_ bars: [Bar], named name: String, of total: Double? = nil) -> String {
    let row = 38
    let longest = max(total ?? bars.map(\.total).max() ?? 0, .leastNonzeroMagnitude)
    var plot = Markup()
    plot.element("svg", frame(name, height: row * bars.count)) { svg in
      for (index, bar) in bars.enumerated() {
        let top = index * row
        svg.element("g") { group in
          group.element("title", text: bar.hint)
          group.element("text", [("x", "0"), ("y", "\(top + 14)")], text: bar.label)
          group.element(
            "text", [("x", "100%"), ("y", "\(top + 14)"), ("class", "value")], text: bar.value)
          group.empty("rect", rectangle(0, top + 20, 100, 10, "track"))
          var left = 0.0
          for part in bar.parts where part.value > 0 {
            let width = 100 * part.value / longest
            group.empty("rect", rectangle(left, top + 20, width, 10, part.colour))
            left += width
          }
        }
      }
    }
    return plot.text
  }

  /// Columns beside one another, the tallest as tall as the plot.
  static func columns(_ columns: [Column], named name: String) -> String {
    let (height, base) = (180, 150)
    let tallest = max(columns.map(\.value).max() ?? 0, 1)
    let width = 100 / Double(max(columns.count, 1))
    // On a phone there is room for some seven labels.
    let step = (columns.count + 6) / 7
    var plot = Markup()
    plot.element("svg", frame(name, height: height) + [("class", "columns")]) { svg in
      for (index, column) in columns.enumerated() {
        let tall = Int((120 * Double(column.value) / Double(tallest)).rounded(.up))
        let middle = percent((Double(index) + 0.5) * width)
        svg.element("g") { group in
          group.element("title", text: column.hint)
          group.empty(
            "rect",
            rectangle(Double(index) * width + width * 0.08, base - tall, width * 0.84, tall, "a"))
          if column.value > 0 {
            group.element(
              "text", [("x", middle), ("y", "\(base - tall - 6)"), ("class", "middle")],
              text: "\(column.value)")
          }
          if index % step == 0 {
            group.element(
              "text", [("x", middle), ("y", "\(base + 18)"), ("class", "middle axis")],
              text: column.label)
          }
        }
      }
      svg.empty(
        "line",
        [("x1", "0"), ("x2", "100%"), ("y1", "\(base)"), ("y2", "\(base)"), ("class", "axis")])
    }
    return plot.text
  }

  private static func frame(_ name: String, height: Int) -> [(String, String?)] {
    [
      ("xmlns", "http://www.w3.org/2000/svg"), ("width", "100%"), ("height", "\(height)"),
      ("role", "img"), ("aria-label", name),
    ]
  }

  private static func rectangle(
    _ x: Double, _ y: Int, _ width: Double, _ height: Int, _ colour: String
  ) -> [(String, String?)] {
    [
      ("x", percent(x)), ("y", "\(y)"), ("width", percent(width)), ("height", "\(height)"),
      ("rx", "2"), ("class", colour),
    ]
  }

  /// `12.34%`.
  private static func percent(_ value: Double) -> String { "\(rounded(value, 2))%" }

  /// A number with at most so many digits behind the point.
  static func rounded(_ value: Double, _ digits: Int) -> String {
    let scale = pow(10, Double(digits))
    let number = (value * scale).rounded() / scale
    return number == number.rounded() && number.magnitude < 1e15
      ? String(Int(number)) : String(number)
  }
}
