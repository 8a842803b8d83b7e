const HEAD = `
agreement: rich
version: "1"
title: One of everything
timezone: Europe/Kyiv
inForce: { from: "2026-01-01", to: "2026-09-01 00:00" }
reportCutOff: "19:30"
sources:
  - { id: text, title: The text, url: https://example.org/text, confidence: confirmed }
  - { id: press, title: The press, confidence: secondary }
parties:
  A: { name: Party A, role: party }
  B: { name: Party B, role: party }
  lead: { name: Lead nation, role: lead }
  aster: { name: Aster, role: contributor }
`;

/** An agreement that draws one of everything. */
export const RICH_PLACES = `${HEAD}
lines:
  line:
    name: the line
    coordinates: [[30, 48], [30.1, 48]]
    sides: { left: A, right: B }
    validity: { from: "2026-01-01" }
    source: text
    confidence: secondary
zones:
  area: { name: the area, band: { line: line, perSide: 2 km, ends: flat }, source: text, validity: { to: "2026-07-01" }, site: true }
  deep: { band: { line: line, total: 6 km, from: 1 km, only: A }, site: true }
  own: { band: { line: line, depths: { A: 2 km, B: 3 km } } }
  box: { polygon: { rings: [[[30, 48.1], [30.1, 48.1], [30.1, 48.15], [30, 48.1]]] } }
  road: { corridor: { path: [[30.05, 47.98], [30.05, 48.02]], width: 300 m } }
  half: { sector: { of: area, east: 30.05 }, site: true }
  start: { sector: { of: area, along: { line: line, from: 1 km, to: 3 km } }, site: true }
  wedge: { sector: { of: site, bearing: { centre: [30.05, 48], from: 10, to: 90 } }, site: true }
  site: { disc: { centre: [30.05, 48], radius: 500 m }, site: true }
  both: { union: [box, site, own], site: true }
  meet: { intersection: [own, area, deep], site: true }
  rest: { minus: { from: area, take: [site, road] }, site: true }
clauses:
  - { cite: "1", kind: movement }
`;

/** An agreement that says one of everything, over two small places. */
export const RICH_TERMS = `${HEAD.replace('from: "2026-01-01"', 'from: EIF')}
guard: { grid: 2 km, delay: 12 h }
milestones:
  EIF: { name: entry into force, at: "2026-01-01 00:00", source: text, confidence: secondary }
  quiet: { silence: 48 h, of: [shot], zone: area, since: EIF, source: text }
  ready: { declared: true }
phases:
  first: { name: the first phase, from: EIF+9d, to: EIF+40d, source: text }
  last: { after: first, to: "2026-08-01" }
lines:
  line: { coordinates: [[30, 48], [30.01, 48]], sides: { left: A, right: B } }
zones:
  area: { disc: { centre: [30.05, 48], radius: 600 m } }
  site: { disc: { centre: [30.05, 48], radius: 300 m }, site: true }
classes:
  guns: { title: heavy guns, kinds: [howitzer, gun], models: [D-30], calibre: { atLeast: 100 mm }, range: { over: 10 km }, without: [light], source: text, confidence: secondary }
  light: { kinds: [mortar, gun], calibre: { under: 90 mm } }
models:
  D-30: { kind: howitzer, calibre: 122 mm, range: 15 km }
clauses:
  - { cite: "1", kind: no-fire, start: EIF+1d, what: [shot, burst], zone: area, direction: outgoing, text: Fire ceases., source: text }
  - cite: "2"
    kind: no-presence
    zone: area
    what: [tank, guns]
    confidence: secondary
    parties: [A, B]
    phase: last
    strict: true
    dwell: 10 min
    hysteresis: 100 m
    standardOfProof: { breach: 0.9, compliant: 0.1 }
    when: fact.attributes.crewed
    exceptions:
      - { cite: 2(a), kind: class, what: [howitzer, mortar] }
      - { cite: 2(b), kind: party, parties: [lead, aster] }
      - { cite: 2(c), kind: zone, zone: site, hours: 07:00-09:00 }
      - { cite: 2(d), kind: window, from: "2026-05-01", to: ready+2d }
      - { cite: 2(e), kind: permit, permits: [movement, recovery] }
      - { cite: 2(f), kind: notified, notices: [rescue, flight], what: [ambulance, tank], lead: 30 min }
      - { cite: 2(g), kind: self-defence }
      - { cite: 2(h), kind: condition, when: fact.attributes.old }
  - { cite: "3", kind: withdrawal, line: { A: line, B: line }, what: [guns], distance: { A: 3 km, B: 4 km }, list: [{ what: [tank], distance: 1 km, strict: true }, { what: [mlrs], distance: own range }] }
  - { cite: "4", kind: no-fly, zone: site, what: [balloon, aircraft], floor: 900 m }
  - { cite: "5", kind: cap, zone: area, what: [tank], atMost: 200, per: party }
  - { cite: "6", kind: corridor, corridor: site, what: [tank], hours: 07:00-09:00, within: area }
  - { cite: "7", kind: notice, activity: exercise, lead: 48 h, what: [tank], zone: area, from: quiet+1d, to: "2026-08-10" }
  - { cite: "8", kind: movement, zone: area, tolerance: 15 min }
  - { cite: "9", kind: composition, zone: area, bar: [x, y], barAlliances: [pact, league], ceilings: { aster: 500 } }
  - { cite: "10", kind: composition, zone: site, only: [aster, lead] }
  - { cite: "11", kind: inspection, site: depot, every: 15 d, since: "2026-02-01" }
  - { cite: "12", kind: reach, what: [guns], line: line, margin: 100 m, zone: area }
  - { cite: "13", kind: no-presence, zone: area, what: [trench], readings: { north: { zone: site }, south: { what: [mine], dwell: 5 min } }, chosenReading: north }
`;
