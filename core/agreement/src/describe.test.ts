import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, examplePrintout, exampleText } from './example.ts';
import { describeAgreement } from './index.ts';

const changed = (from: string, to: string) => {
  expect(exampleText()).toContain(from);
  return exampleText().replace(from, to);
};
const printed = (text: string = exampleText()) => examplePrintout(exampleAgreement(text));
/** What is printed of one clause. */
const clause = (text: string, cite: string) =>
  describeAgreement(exampleAgreement(text))
    .split(/\n\n/)
    .find((part) => part.startsWith(`  ${cite} (`))
    ?.replace(/\n +/g, ' ');
const LAST = 'kind: movement }';
const WORKS = 'zone: own, what: [construction] }';

describe('the printout', () => {
  it('says for each clause whom it binds, when, where its limit lies and how sure one must be', () => {
    expect(clause(exampleText(), '3')).toBe(
      '  3 (withdrawal)' +
        ' Heavy must stay at least 25 km behind their own reference line (line).' +
        ' It binds both parties and everybody else but the mission.' +
        ' It holds as long as the agreement is in force.' +
        ' The limit itself is no breach.' +
        ' A breach is found where it is at least 95 % probable, compliance where a breach is at most 5 % probable; between the two it stays undetermined.' +
        ' Source: none is named.',
    );
  });

  it('says what a clause says otherwise: parties, window, limit, proof, dwell, hysteresis, condition', () => {
    const own = [
      'text: Works cease.',
      'parties: [B, private]',
      'from: "2026-03-10 06:00"',
      'to: "2026-07-01"',
      'strict: true',
      'standardOfProof: { breach: 0.99, compliant: 0.01 }',
      'dwell: 90 min',
      'hysteresis: 200 m',
      'when: fact.party != "A"',
      'source: drawn',
    ];
    expect(clause(changed(WORKS, WORKS.replace(' }', `, ${own.join(', ')} }`)), '6')).toBe(
      '  6 (no-presence) “Works cease.”' +
        ' No construction may be in “own”.' +
        ' It binds Party B and private persons.' +
        ' It holds from 10 March 2026, 06:00 local time (04:00 UTC), until 1 July 2026, 00:00 local time (30 June 2026, 21:00 UTC).' +
        ' It applies only where this is true: fact.party != "A"' +
        ' The limit itself is already a breach.' +
        ' A breach is found only once it was seen for 90 minutes.' +
        ' A breach begins only 200 m beyond the limit.' +
        ' A breach is found where it is at least 99 % probable, compliance where a breach is at most 1 % probable; between the two it stays undetermined.' +
        ' Source: drawn, confirmed.',
    );
  });

  it.each([
    ['class, what: [trench, tank]', 'it does not extend to trenches or tanks'],
    ['party, parties: [A]', 'it does not bind Party A'],
    [
      'zone, zone: site, hours: 07:00-09:00',
      'it is no breach in “site” from 07:00 to 09:00 local time',
    ],
    [
      'window, to: "2026-03-01"',
      'it is no breach until 1 March 2026, 00:00 local time (28 February 2026, 22:00 UTC)',
    ],
    ['permit, permits: [farming, repair]', 'it is no breach with a permit for farming or repair'],
    [
      'notified, notices: [rescue], what: [ambulance], lead: 30 min',
      'it is no breach for ambulances where announced as rescue at least 30 minutes ahead; to announce it late is a procedural breach',
    ],
    ['self-defence', 'self-defence may excuse it, which people decide'],
    [
      'condition, when: fact.attributes.old',
      'it is no breach where this is true: fact.attributes.old',
    ],
  ])('says what excuses, by its number: %s', (exception, words) => {
    const text = changed(
      WORKS,
      WORKS.replace(' }', `, exceptions: [{ cite: 6(a), kind: ${exception} }] }`),
    );
    expect(clause(text, '6')).toContain(` By 6(a), ${words}.`);
  });

  it('marks what is unconfirmed so that nobody takes it for treaty text', () => {
    const text = changed(
      '[{ id: drawn, confidence: confirmed }]',
      '[{ id: drawn, confidence: confirmed }, { id: memory, confidence: unconfirmed }]',
    ).replace(LAST, 'kind: movement, source: memory }');
    expect(clause(text, '10')).toContain('UNCONFIRMED, no treaty text: from memory.');
    const own = text.replace('source: memory', 'source: memory, confidence: secondary');
    expect(clause(own, '10')).toContain('Source: memory, secondary.');
    const line = text.replace(
      'sides: {',
      'source: drawn\n    confidence: unconfirmed\n    sides: {',
    );
    expect(printed(line)).toContain('Party B on the right [drawn, UNCONFIRMED]');
  });

  it('puts the readings of a clause beside one another, and says where they part', () => {
    const readings =
      'readings: { north: { zone: own }, south: { zone: buffer, what: [trench], strict: true } }';
    const text = changed(WORKS, WORKS.replace(' }', `, ${readings} }`));
    const both = clause(text, '6');
    for (const words of [
      '  6 (no-presence), read in 2 ways',
      'In the reading “north”: No construction may be in “own”.',
      'In the reading “south”: No trenches may be in “buffer”.',
      'They part on the zone: “north” says “own”; “south” says “buffer”.',
      'They part on the list of what it is about: “north” says construction; “south” says trenches.',
      'None is the default until the commission records its choice.',
      'In the reading “north”: The limit itself is no breach.',
      'In the reading “south”: The limit itself is already a breach.',
    ])
      expect(both).toContain(words);
    expect(both?.match(/It binds both parties/g)).toHaveLength(1);
    const chosen = clause(text.replace('readings:', 'chosenReading: south, readings:'), '6');
    expect(chosen).toContain('In the reading “north”: No construction may be in “own”.');
    expect(chosen).toContain('The commission chose “south”: it alone is judged.');
    expect(chosen).not.toContain('None is the default');
  });

  it('says times that are counted from a milestone in words, with the moment where it is known', () => {
    const times = [
      'milestones:',
      '  EIF: { name: entry into force, at: "2026-03-01 00:00" }',
      '  signed: { declared: true }',
      '  quiet: { silence: 48 h, zone: own, since: EIF }',
      'phases:',
      '  first: { name: the first phase, from: EIF+9d, to: EIF+11d }',
      '  last: { after: first, to: quiet+72h+45d }',
      'lines:',
    ].join('\n');
    const text = changed('lines:', times).replace(
      LAST,
      'kind: movement, phase: first }\n  - { cite: "11", kind: movement, zone: own, phase: last, from: signed-2d+12h }',
    );
    expect(clause(text, '10')).toContain('It holds in the phase “the first phase”.');
    expect(clause(text, '11')).toContain(
      'It holds in the phase “last”, from 12 hours after 2 days before signed.',
    );
    for (const words of [
      'EIF, entry into force: 1 March 2026, 00:00 local time (28 February 2026, 22:00 UTC)',
      'signed: when the mission declares that it has come',
      'quiet: after 48 hours without fire in “own”, counted from entry into force, that is 1 March 2026',
      'first, the first phase: from 9 days after entry into force, that is 10 March 2026, 00:00 local time (9 March 2026, 22:00 UTC), until 11 days after entry into force',
      'last: after the phase “the first phase”, until 72 hours and then 45 days after quiet',
    ])
      expect(printed(text)).toContain(words);
  });

  it('says how each zone is drawn', () => {
    const more = [
      'zones:',
      '  half: { sector: { of: buffer, east: 31 }, site: true }',
      '  first: { sector: { of: buffer, along: { line: line, to: 60 km } }, site: true }',
      '  wedge: { sector: { of: site, bearing: { centre: [31, 48.25], from: 10, to: 90 } }, site: true }',
      '  both: { union: [own, site], site: true }',
      '  meet: { intersection: [own, road], site: true }',
      '  rest: { minus: { from: buffer, take: [own, site] }, site: true }',
      '  deep: { name: a deep one, band: { line: line, perSide: 20 km, from: 10 km, only: A }, site: true }',
      '  box: { polygon: { rings: [[[31, 48], [32, 48], [32, 49], [31, 48]]] }, site: true }',
    ].join('\n');
    const text = printed(changed('zones:', more));
    for (const words of [
      'all places within 20 km on each side of line (40 km in all)',
      'all places within 5 km on the side of Party A and within 8 km on the side of Party B of line',
      'all places within 2 km of longitude 31, latitude 48.25',
      '1 km wide along a path drawn here',
      '“buffer” east of longitude 31',
      'of “buffer”, what lies nearest to line from its beginning to 60 km',
      '“site” from azimuth 10° clockwise to 90°, seen from longitude 31, latitude 48.25',
      '“own” and “site” together',
      'what “own” and “road” have in common',
      '“buffer” without “own” and “site”',
      'deep: a deep one, ',
      'all places from 10 km to 20 km on the side of Party A of line',
      'as drawn here with 3 corners',
    ])
      expect(text).toContain(words);
  });

  it('keeps to lines of a hundred characters, longer words apart', () => {
    const path = new URL('../../../agreements/minsk-ii-2015/agreement.yaml', import.meta.url);
    const lines = describeAgreement(exampleAgreement(readFileSync(path, 'utf8'))).split('\n');
    expect(lines.filter((line) => [...line].length > 100)).toEqual([]);
    expect(lines.some((line) => [...line].length > 90)).toBe(true);
  });
});
