/**
 * How a report looks on paper: sheets of A4, the marks and textures of the screen. A table, exempt from
 * the size rule.
 */
export const SHEET_STYLE = `
#let ink = rgb("#16202b")
#let soft = rgb("#51606f")
#let rule = rgb("#c3ccd5")
#let panel = rgb("#f1f4f6")
#let calm = rgb("#7fa3a0")
#let texture = rgb("#8794a1")
#set text(size: 9pt, fill: ink)
#set par(leading: 0.55em)
#set heading(numbering: none, outlined: true)
#show heading.where(level: 1): set text(size: 19pt)
#show heading.where(level: 2): it => block(above: 20pt, below: 8pt, width: 100%, stroke: (top: 1.2pt + ink), inset: (top: 6pt), text(size: 12.5pt, it.body))
#show heading.where(level: 3): set text(size: 9.5pt)
#let hatch = tiling(size: (4pt, 4pt), place(line(start: (0pt, 4pt), end: (4pt, 0pt), stroke: 0.7pt + texture)))
#let dots = tiling(size: (4pt, 4pt), place(dx: 1pt, dy: 1pt, circle(radius: 1.1pt, fill: texture)))
#let grid-lines = tiling(size: (4pt, 4pt), { place(line(end: (4pt, 0pt), stroke: 1.4pt + texture)); place(line(end: (0pt, 4pt), stroke: 1.4pt + texture)) })
#let fills = (looked: calm, not-looked: hatch, jammed: dots, denied: grid-lines)
#let bar(..parts) = box(width: 24mm, height: 7pt, stroke: 0.5pt + soft, grid(columns: parts.pos().map(part => part.at(1) * 1fr), rows: 7pt, ..parts.pos().map(part => rect(width: 100%, height: 100%, stroke: none, fill: fills.at(part.at(0))))))
#let swatch(state) = box(width: 16pt, height: 7pt, stroke: 0.5pt + soft, fill: fills.at(state))
#let hues = (blue: rgb("#2469ad"), orange: rgb("#a85500"))
#let party(hue, name) = if hue == "" [#name] else [#box(width: 5.5pt, height: 5.5pt, fill: hues.at(hue)) #name]
#let verdict-fill = (breach: ink, undetermined: tiling(size: (2.4pt, 2.4pt), place(line(start: (0pt, 2.4pt), end: (2.4pt, 0pt), stroke: 0.7pt + ink))), compliant: none)
#let verdict(kind, name) = [#box(width: 6.5pt, height: 6.5pt, stroke: 0.8pt + ink, fill: verdict-fill.at(kind)) #name]
#let absent(body) = text(fill: soft, style: "italic", body)
#let mark(body) = box(stroke: 0.5pt + rule, inset: (x: 3pt), outset: (y: 2pt), text(size: 7pt, fill: soft, body))
#let figure-link(n, body) = link(label("f" + str(n)), body)
#let nothing(body) = text(fill: soft, body)
#let caption(body, note) = block(above: 10pt, below: 5pt, sticky: true)[#strong(body)#if note != "" [ #h(4pt) #text(size: 8pt, fill: soft, note)]]
#let fact(term, main, small) = [#text(size: 7.5pt, fill: soft, term) \\ #main #if small != "" [\\ #text(size: 7.5pt, fill: soft, small)]]
#let notice(body) = block(width: 100%, stroke: (thickness: 1pt, paint: soft, dash: "dashed"), inset: 6pt, strong(body))
#let whole(body) = strong(body)
#let change(share, first, about, kind, words) = block(width: 100%, stroke: (bottom: 0.5pt + rule), inset: (bottom: 5pt), below: 5pt, grid(columns: (26mm, 1fr), gutter: 8pt, align(right, text(size: if first { 18pt } else { 12pt }, weight: "bold", share)), [#strong(about) #if kind != "" { mark(kind) } \\ #words]))
#let sheet-table(columns, align, head, ..rows) = table(columns: columns, align: align, stroke: none, inset: (x: 3pt, y: 3pt), table.header(..head.map(one => table.cell(stroke: (bottom: 0.6pt + soft), text(size: 6.8pt, weight: "bold", fill: soft, hyphenate: true, one)))), table.hline(stroke: 0pt), ..rows)
`;
