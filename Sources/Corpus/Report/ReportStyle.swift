/// How the report looks: on paper, on a phone, in the dark.
enum ReportStyle {
  static let text = """
    :root { color-scheme: light dark; --page: #fbfaf8; --card: #fff; --ink: #1d2126; --soft: #5b6470; --line: #e1ddd6; --track: #efece6; --a: #2f6f9f; --b: #d98a2b; --bad: #b3392f; --link: #1f5f8f }
    @media (prefers-color-scheme: dark) { :root { --page: #14171b; --card: #1c2026; --ink: #e7e9ec; --soft: #a0a9b4; --line: #313842; --track: #2a3038; --a: #6cb0e0; --b: #eba94f; --bad: #f08a7f; --link: #8cc4ee } }
    * { box-sizing: border-box }
    body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif }
    main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
    h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem; overflow-wrap: anywhere }
    h2 { font-size: 1.1rem; margin: 0 0 .25rem }
    p { margin: 0 0 .75rem; color: var(--soft) }
    a { color: var(--link); overflow-wrap: anywhere }
    .grid { columns: 26rem 2; column-gap: 1rem }
    .card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 0 0 1rem; break-inside: avoid }
    .wide { column-span: all } .card + .wide { margin-top: 1rem }
    .totals { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 1rem 0 1.25rem; padding: 0; list-style: none }
    .totals b { display: block; font-size: 1.4rem; line-height: 1.2; font-variant-numeric: tabular-nums }
    .totals span { color: var(--soft); font-size: .9rem }
    svg { display: block; overflow: hidden; font: 14px system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif }
    svg text { fill: var(--ink) } svg .value { text-anchor: end; fill: var(--soft); font-variant-numeric: tabular-nums } svg .middle { text-anchor: middle; font-size: 12px } svg text.axis { fill: var(--soft) }
    svg.columns { overflow: visible } svg .track { fill: var(--track) } svg .a, .key.a { fill: var(--a); background: var(--a) } svg .b, .key.b { fill: var(--b); background: var(--b) } svg .bad { fill: var(--bad) } svg line { stroke: var(--line) }
    .key { display: inline-block; width: .7em; height: .7em; border-radius: 2px; margin-right: .35em }
    .keys { margin: 0 0 .5rem } .keys span { display: inline-block; margin-right: 1rem }
    table { width: 100%; border-collapse: collapse; font-size: .92rem } th, td { text-align: left; vertical-align: top; padding: .3rem .5rem .3rem 0; border-top: 1px solid var(--line) } th { color: var(--soft); font-weight: 600; border-top: 0 } td.number, th.number { text-align: right; font-variant-numeric: tabular-nums } td.number { white-space: nowrap } th:last-child, td:last-child { padding-right: 0 }
    details { border-top: 1px solid var(--line); padding: .5rem 0 } summary { cursor: pointer; overflow-wrap: anywhere } details ul { margin: .25rem 0 .5rem; padding-left: 1.2rem } details p { margin: .4rem 0 }
    code { font: .9em ui-monospace, Menlo, Consolas, monospace } .error { color: var(--bad) } .warning { color: var(--b) } .note { color: var(--soft) }
    .none { margin: 0 }
    @media print { :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --track: #eee; --a: #2f6f9f; --b: #d98a2b; --bad: #b3392f; --link: #000 } body { font-size: 10pt } main { max-width: none; padding: 0 } .card { border-color: #bbb } * { print-color-adjust: exact; -webkit-print-color-adjust: exact } .grid { columns: auto } details::details-content { content-visibility: visible; block-size: auto } }
    """
}
