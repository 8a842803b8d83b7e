import { describe, expect, it } from 'vitest';
import { exampleOf, exampleOptions } from './example.ts';
import { inTimeOrder, judge, LiveJudge, parseFacts } from './index.ts';

/** One small agreement for a coast: a line, a gulf, the air above both and the networks of both sides. */
const agreement = exampleOf(
  `
- { cite: land 1, kind: no-presence, what: [armoured-vehicle], zone: strip }
- { cite: land 2, kind: withdrawal, what: [artillery], line: line, distance: 15 km }
- { cite: land 3, kind: return-fire, what: [shot], start: "2026-03-01 00:00", window: 10 min, mechanism: true }
- { cite: land 4, kind: conduct, what: [weapon-pointing], towards: monitors }
- { cite: sea 1, kind: no-presence, what: [naval-vessel], zone: gulf }
- { cite: sea 2, kind: identification, what: [vessel], zone: gulf, tolerance: 15 min }
- { cite: sea 3, kind: passage, what: [civilian-vessel], zone: gulf, minSpeed: 2 kn, maxSpeed: 15 kn }
- { cite: sea 4, kind: corridor, what: [civilian-vessel], corridor: lane, within: gulf, hours: 06:00-18:00 }
- { cite: air 1, kind: no-fly, what: [fixed-wing], zone: strip }
- { cite: air 2, kind: identification, what: [uncrewed-aircraft], zone: strip }
- { cite: air 3, kind: conduct, what: [radar], attributes: { active: true } }
- { cite: cyber 1, kind: cyber, against: { monitors: true, infrastructure: [Dam X] } }
- { cite: cyber 2, kind: conduct, what: [jamming, spoofing], towards: civilians }
- { cite: cyber 3, kind: condition, what: [outage], breach: "fact.attributes.minutes > 60.0 && fact.attributes.cause == 'act'" }`,
  `
lines:
  line: { coordinates: [[30, 47], [33, 47]], sides: { left: A, right: B } }
zones:
  strip: { band: { line: line, perSide: 5 km } }
  gulf: { polygon: { rings: [[[30.2, 45.2], [32.8, 45.2], [32.8, 46], [30.2, 46], [30.2, 45.2]]] } }
  lane: { corridor: { path: [[31, 46], [31, 45.2]], width: 2 nmi } }`,
);

const FACTS = `
{"fact":"object","id":"tank","class":"tank","party":"A","at":"2026-03-10T10:00:00Z","position":{"lon":31,"lat":47.02},"sigmaM":20,"sources":["mast 1"]}
{"fact":"object","id":"gun","class":"howitzer","party":"B","at":"2026-03-10T10:00:00Z","position":{"lon":31,"lat":46.8},"sigmaM":50,"sources":["sat 1"]}
{"fact":"event","id":"shot 1","class":"shot","party":"A","at":"2026-03-10T10:00:00Z","sources":["a","b"]}
{"fact":"mechanism-call","id":"C-1","party":"B","at":"2026-03-10T10:02:00Z","outcome":"failed","source":"mission"}
{"fact":"event","id":"shot 2","class":"shot","party":"B","at":"2026-03-10T10:05:00Z","sources":["a","b"]}
{"fact":"event","id":"aim","class":"weapon-pointing","party":"B","at":"2026-03-10T10:00:00Z","attributes":{"towards":"monitors"},"sources":["a","b"]}
{"fact":"object","id":"frigate","class":"naval-vessel","party":"B","at":"2026-03-10T10:00:00Z","position":{"lon":31.5,"lat":45.6},"sigmaM":100,"attributes":{"identified":true},"sources":["radar"]}
{"fact":"object","id":"dark ship","class":"civilian-vessel","at":"2026-03-10T10:00:00Z","position":{"lon":31,"lat":45.5},"sigmaM":100,"attributes":{"lastIdentifiedAt":"2026-03-10T09:30:00Z","speedMs":0.2},"sources":["radar"]}
{"fact":"object","id":"grain ship","class":"civilian-vessel","at":"2026-03-10T10:00:00Z","position":{"lon":31,"lat":45.6},"sigmaM":10,"attributes":{"lastIdentifiedAt":"2026-03-10T09:58:00Z","speedMs":6},"sources":["ais"]}
{"fact":"object","id":"stray ship","class":"civilian-vessel","at":"2026-03-10T10:00:00Z","position":{"lon":31.3,"lat":45.6},"sigmaM":10,"attributes":{"identified":true},"sources":["ais"]}
{"fact":"flight","id":"sortie","class":"fixed-wing","party":"A","path":[{"at":"2026-03-10T10:00:00Z","lon":31,"lat":47.2},{"at":"2026-03-10T10:05:00Z","lon":31,"lat":47.01}],"sources":["radar"]}
{"fact":"object","id":"drone","class":"uncrewed-aircraft","at":"2026-03-10T10:00:00Z","position":{"lon":31,"lat":47},"sigmaM":20,"attributes":{"identified":false},"sources":["mast 1"]}
{"fact":"object","id":"radar on","class":"radar","party":"A","at":"2026-03-10T10:00:00Z","position":{"lon":30,"lat":47.5},"sigmaM":900,"attributes":{"active":true},"sources":["esm"]}
{"fact":"object","id":"radar off","class":"radar","party":"A","at":"2026-03-10T10:00:00Z","position":{"lon":30,"lat":47.6},"sigmaM":900,"attributes":{"active":false},"sources":["esm"]}
{"fact":"event","id":"wiper","class":"data-destruction","at":"2026-03-10T10:00:00Z","attributes":{"targetKind":"monitors","confidence":96},"sources":["cert"]}
{"fact":"event","id":"dam outage","class":"outage","at":"2026-03-10T10:00:00Z","attributes":{"target":"Dam X","minutes":90,"cause":"act"},"sources":["cert"]}
{"fact":"event","id":"jammer","class":"jamming","at":"2026-03-10T10:00:00Z","attributes":{"towards":"civilians","target":"Port Z","targetKind":"infrastructure"},"sources":["cert"]}
{"fact":"event","id":"short outage","class":"outage","at":"2026-03-10T10:00:00Z","attributes":{"target":"Port Z","targetKind":"infrastructure","minutes":5,"cause":"act"},"sources":["cert"]}
`;

/** `clause subject: verdict`, one a finding. */
const EXPECTED = `
land 1 tank: breach
land 2 gun: compliant
land 3 shot 1: breach
land 3 shot 2: compliant
land 4 aim: breach
sea 1 frigate: breach
sea 2 dark ship: breach
sea 2 frigate: compliant
sea 2 grain ship: compliant
sea 2 stray ship: compliant
sea 3 dark ship: breach
sea 3 grain ship: compliant
sea 3 stray ship: undetermined
sea 4 dark ship: compliant
sea 4 grain ship: compliant
sea 4 stray ship: breach
air 1 sortie: compliant
air 1 sortie: breach
air 2 drone: breach
air 3 radar off: compliant
air 3 radar on: breach
cyber 1 dam outage: undetermined
cyber 1 wiper: breach
cyber 2 jammer: breach
cyber 3 dam outage: breach
cyber 3 short outage: compliant
`
  .trim()
  .split('\n');

const parsed = parseFacts(FACTS.split('\n'), exampleOptions.hasher);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
const { facts, notes } = parsed.value;

describe('land, sea, air and networks', () => {
  const findings = judge(agreement, facts, exampleOptions);
  const told = findings.map(({ clause, subject, verdict }) => `${clause} ${subject}: ${verdict}`);

  it.each(['land', 'sea', 'air', 'cyber'])(
    '%s: facts from a file give their findings',
    (domain) => {
      expect(notes).toEqual([]);
      const of = (rows: readonly string[]) => rows.filter((row) => row.startsWith(domain)).sort();
      expect(of(told), findings.map(({ reason }) => reason).join('\n')).toEqual(of(EXPECTED));
    },
  );

  it.each(['land', 'sea', 'air', 'cyber'])('%s: at least three kinds of clause find', (domain) => {
    const cites = new Set(findings.map(({ clause }) => clause));
    const kinds = agreement.clauses
      .filter(({ cite }) => cite.startsWith(domain) && cites.has(cite))
      .map(({ kind }) => kind);
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(3);
  });

  it.each(['A', 'B'])(
    'what is found about others than %s hangs on it by return fire alone',
    (party) => {
      const about = (rows: typeof findings) =>
        rows.filter((row) => row.party !== party && row.clause !== 'land 3');
      const without = facts.filter((fact) => !('party' in fact && fact.party === party));
      expect(without.length).toBeLessThan(facts.length);
      expect(about(judge(agreement, without, exampleOptions))).toEqual(about(findings));
      const fired = (rows: typeof findings) =>
        rows
          .filter((row) => row.clause === 'land 3' && row.party !== party)
          .map((row) => row.verdict);
      expect(fired(judge(agreement, without, exampleOptions))).toEqual(['breach']);
    },
  );

  it('give the same findings judged live, stored and taken up again after every fact', () => {
    let live = new LiveJudge(agreement, exampleOptions);
    const ends = new Map<string, string>();
    const record = (rows: ReturnType<LiveJudge['finish']>) => {
      for (const { supersedes, ...row } of rows) {
        if (supersedes !== undefined) ends.delete(supersedes);
        ends.set(row.id, JSON.stringify(row));
      }
    };
    for (const fact of inTimeOrder(facts)) {
      record(live.take(fact));
      live = new LiveJudge(agreement, exampleOptions, structuredClone(live.state));
    }
    record(live.finish());
    expect([...ends.values()].sort()).toEqual(findings.map((row) => JSON.stringify(row)).sort());
  });
});
