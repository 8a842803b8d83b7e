/** Vertices of the line that the benchmark measures from, west to east: about 530 km. */
export const BENCH_LINE: readonly (readonly [lon: number, lat: number])[] = Array.from(
  { length: 260 },
  (_, i) => [
    Number((31 + (7 * i) / 259).toFixed(5)),
    Number((48 + 0.25 * Math.sin(i / 23) + 0.02 * Math.sin(i * 1.3)).toFixed(5)),
  ],
);

const SECTORS = ['west', 'middle', 'east'] as const;
const SITES = [31.8, 33, 34.2, 35.4, 36.6].map((lon, i) => ({
  name: `site-${i + 1}`,
  centre: [lon, i % 2 === 0 ? 48.2 : 47.7],
}));
const ROADS = [32.4, 34.8, 37.2].map((lon, i) => ({
  name: `road-${i + 1}`,
  path: [
    [lon, 47.4],
    [lon, 48.7],
  ],
}));

/** Sixty clauses of nine kinds about one line: what parties, a lead nation and monitors may agree. */
export function sixtyClauses(): string {
  const clauses = [...weapons(), ...forces(), ...flights(), ...movements(), ...accounts()].map(
    (clause, i) => `  - ${JSON.stringify({ cite: `${i + 1}`, ...clause })}`,
  );
  if (clauses.length !== 60) throw new Error(`${clauses.length} clauses are not sixty`);
  return `
agreement: sixty
version: 1.0.0
title: Sixty clauses
timezone: Europe/Kyiv
inForce: { from: "2026-01-01 00:00" }
reportCutOff: "19:30"
sources: [{ id: drawn, confidence: confirmed }]
parties:
  A: { name: Party A, role: party }
  B: { name: Party B, role: party }
  lead: { name: Lead nation, role: lead }
lines:
  line: { coordinates: ${JSON.stringify(BENCH_LINE)}, sides: { left: A, right: B } }
zones:
  buffer: { band: { line: line, total: 40 km } }
  outer: { band: { line: line, perSide: 40 km } }
  air: { band: { line: line, perSide: 15 km } }
  own: { band: { line: line, depths: { A: 5 km, B: 8 km } } }
  west: { sector: { of: buffer, west: 33.3 } }
  east: { sector: { of: buffer, east: 35.7 } }
  middle: { minus: { from: buffer, take: [west, east] } }
${SITES.map(({ name, centre }) => `  ${name}: { disc: { centre: ${JSON.stringify(centre)}, radius: 3 km } }`).join('\n')}
${ROADS.map(({ name, path }) => `  ${name}: { corridor: { path: ${JSON.stringify(path)}, width: 2 km } }`).join('\n')}
classes:
  guns: { kinds: [artillery], calibre: { atLeast: 100 mm } }
  heavy-guns: { kinds: [artillery], calibre: { atLeast: 150 mm } }
  armour: { kinds: [armoured-vehicle] }
  military: { kinds: [military-vehicle, heavy-weapon, armed-person] }
clauses:
${clauses.join('\n')}
`;
}

function weapons() {
  const back = (what: string, distance: unknown, more = {}) => ({
    kind: 'withdrawal',
    line: 'line',
    what: [what],
    distance,
    ...more,
  });
  return [
    back('armour', '10 km'),
    back('tank', { A: '15 km', B: '12 km' }),
    back('guns', '25 km'),
    back('heavy-guns', '35 km'),
    back('mortar', '12 km'),
    back('mlrs', 'own range', { list: [{ what: ['heavy-guns'], distance: '50 km' }] }),
    back('tactical-missile', '120 km'),
    back('sam', { A: '40 km', B: '45 km' }, { strict: true }),
    back('anti-aircraft-gun', '15 km'),
    back('radar', '20 km', { hysteresis: '100 m' }),
  ];
}

function forces() {
  const none = (zone: string, what: readonly string[], more = {}) => ({
    kind: 'no-presence',
    zone,
    what,
    ...more,
  });
  return [
    none('buffer', ['military'], {
      exceptions: [
        { cite: 'a', kind: 'permit', permits: ['movement', 'recovery'] },
        { cite: 'b', kind: 'zone', zone: 'site-1' },
        { cite: 'c', kind: 'zone', zone: 'road-1', hours: '07:00-09:00' },
      ],
    }),
    none('own', ['construction']),
    none('own', ['armed-person'], { dwell: '1 min' }),
    none('air', ['radar']),
    ...SECTORS.map((sector) => none(sector, ['fighting-position', 'minefield'])),
    ...SITES.map(({ name }) => none(name, ['heavy-weapon', 'armour'])),
    none('buffer', ['police'], { exceptions: [{ cite: 'a', kind: 'party', parties: ['lead'] }] }),
    none('own', ['demining-vehicle'], { when: "fact.class == 'demining-vehicle'" }),
  ];
}

function flights() {
  const none = (more: object) => ({ kind: 'no-fly', ...more });
  return [
    none({ zone: 'air', what: ['uncrewed-aircraft'], dwell: '1 min' }),
    none({ zone: 'buffer', what: ['rotary-wing'], floor: '6000 m' }),
    none({ zone: 'outer', what: ['fixed-wing'], exceptions: [medevac()] }),
    none({
      line: 'line',
      depths: [
        { what: ['balloon'], within: '10 km' },
        { what: ['balloon'], within: '20 km', sector: 'site-2' },
      ],
    }),
    ...SITES.map(({ name }) => none({ zone: name, what: ['aircraft'] })),
  ];
}

const medevac = () => ({ cite: 'a', kind: 'notified', notices: ['medevac'], lead: '30 min' });

function movements() {
  return [
    ...ROADS.flatMap(({ name }) => [
      { kind: 'corridor', corridor: name, what: ['military-vehicle'], hours: '07:00-19:00' },
      { kind: 'corridor', corridor: name, what: ['civilian-vehicle'], within: 'own' },
    ]),
    { kind: 'no-fire', start: '2026-01-01 00:00' },
    ...SECTORS.map((zone) => ({ kind: 'no-fire', start: '2026-01-10 00:00', zone })),
    { kind: 'no-fire', start: '2026-02-01 00:00', what: ['launch'], direction: 'outgoing' },
    { kind: 'movement' },
    { kind: 'movement', zone: 'buffer', tolerance: '30 min' },
  ];
}

/** Clauses that keep account. */
function accounts() {
  const most = (what: string, zone: string, atMost: number) => ({
    kind: 'cap',
    what: [what],
    zone,
    atMost,
  });
  return [
    most('police', 'buffer', 300),
    most('armour', 'outer', 4000),
    most('guns', 'outer', 3000),
    most('air-defence', 'outer', 50),
    ...SITES.map(({ name }) => most('military-truck', name, 12)),
    { kind: 'notice', activity: 'exercise', lead: '48 h', what: ['apc'], zone: 'own' },
    { kind: 'notice', activity: 'rotation', lead: '24 h' },
    { kind: 'notice', activity: 'demining', lead: '12 h', what: ['demining-vehicle'], zone: 'own' },
    { kind: 'inspection', zone: 'buffer', every: '168 h', since: '2026-03-01 00:00' },
    { kind: 'composition', bar: ['birch'], ceilings: { aster: 400 } },
  ];
}
