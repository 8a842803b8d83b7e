import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metres } from '@greenline/base';
import { destination } from '@greenline/geo';
import type { Report } from '@greenline/reports';
import { afterAll, describe, expect, it } from 'vitest';
import { atRest, quickly } from './support/quickly.ts';
import { type Line, missionUnder, replay, writeLines } from './support/replay.ts';

const MISSION = join(import.meta.dirname, '../missions/forty-km');
const folder = mkdtempSync(join(tmpdir(), 'greenline-scenarios-'));
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

let runs = 0;
const out = () => join(folder, `run-${++runs}`);
const factsOf = (lines: readonly object[]) => `facts:${writeLines(out(), 'facts.jsonl', lines)}`;
const judged = async (mission: string, lines: readonly object[]): Promise<readonly Line[]> =>
  (await replay(mission, [factsOf(lines)], out())).lines('findings');
const about = (findings: readonly Line[], subject: string, clause?: string): readonly Line[] =>
  findings.filter(
    (one) =>
      (one.subject as string[]).includes(subject) &&
      (clause === undefined || one.clause === clause),
  );

async function dayOf(from: string, day: string): Promise<Report> {
  const path = join(out(), 'report.json');
  const what = ['--mission', MISSION, '--from', from, '--day', day, '--for', 'duty-officer'];
  const said = await quickly('report', ...what, '--format', 'json', '--out', path);
  expect(said.errors).toBe('');
  return JSON.parse(readFileSync(path, 'utf8')) as Report;
}

const counted = (report: Report, type: string, region = 'total') => {
  const row = report.happenings.find((one) => one.type === type && one.region === region);
  return row?.all.now.standing === 'counted' ? row.all.now.value : row?.all.now.standing;
};

describe('scenario 1: a barrage that many heard and others sent on', () => {
  const BEGIN = Date.parse('2026-03-10T20:00:00Z');
  const target = { lon: 36.4, lat: 47.65 };
  const POSTS = [
    ['patrol-aster-1', 'aster', 0],
    ['patrol-birch-1', 'birch', 120],
    ['patrol-dahlia-1', 'dahlia', 240],
  ] as const;
  /** Twelve salvoes three minutes apart, twenty explosions each; who hears worst misses four. */
  const forms = Array.from({ length: 12 }, (_, salvo) =>
    POSTS.map(([patrol, nation, azimuth], i) => {
      const { lon, lat } = destination(target, azimuth, metres(4000));
      const direction = salvo < 6 ? 'outgoing' : salvo < 10 ? 'incoming' : 'undetermined';
      const heard = {
        kind: 'heard',
        what: 'explosion',
        count: i === 2 ? 16 : 20,
        direction: i === 1 ? 'undetermined' : direction,
        bearingDeg: (azimuth + 180) % 360,
        distanceM: 4000,
      };
      return {
        id: `${patrol}-${salvo}`,
        patrol,
        nation,
        position: { lon, lat },
        sigmaM: 10,
        at: new Date(BEGIN + salvo * 180_000 + i * 4_000).toISOString(),
        uncertaintyS: 20,
        entries: [heard],
      };
    }),
  ).flat();
  /** Two nations send forms on: one as they are, one written anew. */
  const copies = forms.filter((_, i) => i % 2 === 0).reverse();
  const rewritten = forms
    .filter((_, i) => i % 3 === 0)
    .map((form) => ({ signature: 'relay', ...form }));

  it('counts 240 explosions once each, and keeps every report', async () => {
    const paths = [forms, copies, rewritten].map(
      (lines) => `report:${writeLines(out(), 'forms.jsonl', lines)}`,
    );
    const run = await replay(MISSION, paths, out());
    const sent = forms.length + copies.length + rewritten.length;
    expect(run.summary).toMatchObject({ in: sent, accepted: sent });
    expect(run.lines('observations')).toHaveLength(sent);
    expect(run.lines('events')).toHaveLength(240);
    const retained = new Set(run.lines('events').flatMap((one) => one.reports as string[]));
    expect(retained.size).toBe(sent);
    const standing = run.lines('findings').filter(({ clause }) => clause === '4');
    expect(standing).toHaveLength(240);
    const report = await dayOf(run.folder, '2026-03-11');
    expect(counted(report, 'explosion')).toBe(240);
    const row = report.happenings.find((one) => one.type === 'explosion' && one.region === 'total');
    expect([row?.outgoing, row?.incoming, row?.undetermined]).toMatchObject([
      { value: 120 },
      { value: 80 },
      { value: 40 },
    ]);
  });
});

describe('scenario 2: a gun near the limit of its range', () => {
  const mission = missionUnder(folder, 'minsk-ii-2015', ['ukr', 'cadlr']);
  const contact = 48;
  const memorandum = 48.012588;
  const gun = (id: string, party: string, line: number, km: number, sigmaM: number, more = {}) => {
    const azimuth = party === 'ukr' ? 0 : 180;
    const { lon, lat } = destination({ lon: 38, lat: line }, azimuth, metres(km * 1000));
    const at = '2015-11-01T10:00:00Z';
    return {
      fact: 'object',
      id,
      class: 'D-30',
      party,
      at,
      position: { lon, lat },
      sigmaM,
      ...more,
    };
  };

  it('is possibly too near at 24.6 ± 0.9 km, and a second look at 23.1 ± 0.2 km settles it', async () => {
    const findings = await judged(mission, [
      gun('gun', 'ukr', contact, 24.6, 900, { source: 'lead-drone-1' }),
      gun('gun', 'ukr', contact, 23.1, 200, {
        at: '2015-11-01T12:00:00Z',
        source: 'lead-drone-1',
      }),
    ]);
    const [first, second] = about(findings, 'gun', '2');
    expect(first).toMatchObject({ verdict: 'undetermined', from: '2015-11-01T10:00:00Z' });
    expect(first?.probability).toBeCloseTo(0.672, 2);
    expect(second).toMatchObject({ verdict: 'breach', from: '2015-11-01T12:00:00Z' });
  });

  it('is measured from its own side’s line, never from the other', async () => {
    const findings = await judged(mission, [
      gun('own', 'cadlr', memorandum, 24.6, 200),
      gun('other', 'cadlr', contact, 24.6, 200),
      gun('wide', 'cadlr', contact, 24.6, 900),
    ]);
    expect(about(findings, 'own', '2')[0]).toMatchObject({ verdict: 'breach' });
    expect(about(findings, 'other', '2')[0]).toMatchObject({ verdict: 'compliant' });
    const [wide] = about(findings, 'wide', '2');
    expect(wide).toMatchObject({ verdict: 'undetermined' });
    expect(wide?.probability).toBeCloseTo(0.133, 2);
  });
});

describe('scenario 3: caps', () => {
  const mission = missionUnder(folder, 'undof-1974', ['isr', 'syr']);
  const count = (what: string, zone: string, n: number, minute: number, sigma?: number) => ({
    fact: 'count',
    class: what,
    party: 'syr',
    zone,
    at: `1974-07-01T06:${String(minute).padStart(2, '0')}:00Z`,
    count: n,
    ...(sigma !== undefined && { sigma }),
  });
  const sam = (id: string, km: number) => {
    const { lon, lat } = destination({ lon: 35.84, lat: 33 }, 90, metres(km * 1000));
    return {
      fact: 'object',
      id,
      class: 'sam',
      party: 'syr',
      at: '1974-07-01T08:00:00Z',
      position: { lon, lat },
    };
  };

  it('holds at the cap, and is broken by one more', async () => {
    const findings = await judged(mission, [
      count('tank', '0-10 km', 75, 0),
      count('tank', '0-10 km', 76, 10),
      count('artillery', '10-20 km', 163, 20),
      count('military-person', '0-10 km', 5940, 30, 80),
    ]);
    const of = (clause: string) =>
      findings.filter((one) => one.clause === clause).map((one) => [one.verdict, one.measured]);
    expect(of('1 (tanks)')).toEqual([
      ['compliant', 75],
      ['breach', 76],
    ]);
    expect(of('2 (guns)')).toEqual([['breach', 163]]);
    const [people] = findings.filter(({ clause }) => clause === '1 (people)');
    expect(people).toMatchObject({ verdict: 'undetermined', probability: 0.226627 });
  });

  it('lets a missile stand at 25 km, not at 24.9, and a gun reach 20 km, not 20.1', async () => {
    const gun = (id: string, rangeKm: number) => ({
      ...sam(id, 15),
      class: 'howitzer',
      attributes: { rangeKm, calibreMm: 130 },
    });
    const findings = await judged(mission, [
      sam('near', 24.9),
      sam('far', 25.001),
      gun('short', 20),
      gun('long', 20.1),
    ]);
    const verdict = (id: string, clause: string) => about(findings, id, clause)[0]?.verdict;
    expect(verdict('near', '2(c)')).toBe('breach');
    expect(verdict('far', '2(c)')).not.toBe('breach');
    expect(verdict('short', '2 (range)')).not.toBe('breach');
    expect(verdict('long', '2 (range)')).toBe('breach');
  });
});

describe('scenario 5: clocks', () => {
  const mission = missionUnder(folder, 'minsk-ii-2015', ['ukr', 'cadlr']);
  const shot = (id: string, at: string, uncertaintyS: number) => ({
    fact: 'event',
    id,
    class: 'shot',
    at,
    uncertaintyS,
    source: 'lead-drone-1',
  });

  it('does not know of a shot two seconds before the ceasefire by a clock that is five off', async () => {
    const findings = await judged(mission, [
      shot('before', '2015-02-14T21:59:58Z', 5),
      shot('after', '2015-02-14T22:00:06Z', 5),
      shot('long-before', '2015-02-14T21:00:00Z', 5),
    ]);
    expect(about(findings, 'before')[0]).toMatchObject({ verdict: 'undetermined' });
    expect(about(findings, 'after')[0]).toMatchObject({ verdict: 'breach' });
    expect(about(findings, 'long-before')).toEqual([]);
  });

  it.each([
    ['2026-10-25', 25, '2026-10-24T16:30:00Z', '2026-10-25T17:30:00Z'],
    ['2026-03-29', 23, '2026-03-28T17:30:00Z', '2026-03-29T16:30:00Z'],
    ['2026-03-10', 24, '2026-03-09T17:30:00Z', '2026-03-10T17:30:00Z'],
  ])('reports a day that ends on %s over %d hours', async (day, hours, from, to) => {
    const second = (text: string, add: number) =>
      new Date(Date.parse(text) + add * 1000).toISOString();
    const shots = [second(from, -1), from, second(to, -1), to].map((at, i) => ({
      ...shot(`s${i}`, at, 1),
      position: { lon: 36.4, lat: 47.65 },
      sigmaM: 50,
    }));
    const area = {
      type: 'Polygon',
      coordinates: [
        [
          [36.3, 47.6],
          [36.5, 47.6],
          [36.5, 47.7],
          [36.3, 47.7],
          [36.3, 47.6],
        ],
      ],
    };
    const looked = { fact: 'coverage', sensor: 'lead-drone-1', area, from, to, pd: 0.9 };
    const run = await replay(MISSION, [factsOf([...shots, looked])], out());
    const report = await dayOf(run.folder, day);
    expect([report.from, report.to, report.hours]).toEqual([from, to, hours]);
    expect(counted(report, 'shot')).toBe(2);
    expect(report.effort.at(-1)?.now?.sensorHours).toBeCloseTo(hours, 3);
  });
});

describe('scenario 6: fewer events, and still fewer eyes', () => {
  const at = (day: number, minute: number) =>
    new Date(Date.UTC(2026, 2, day, 0, minute)).toISOString();
  const area = (column: number) => {
    const [west, east] = [36.3 + column / 1000, 36.301 + column / 1000];
    const ring = [
      [west, 47.6],
      [east, 47.6],
      [east, 47.7],
      [west, 47.7],
      [west, 47.6],
    ];
    return { type: 'Polygon', coordinates: [ring] };
  };
  /** `hours` for each of fifty sensors, and so many happenings. */
  const day = (date: number, hours: number, happenings: number) => [
    ...Array.from({ length: 50 }, (_, i) => ({
      fact: 'coverage',
      sensor: `mast-${i}`,
      area: area(i),
      from: at(date, 0),
      to: at(date, hours * 60),
      pd: 0.8,
    })),
    ...Array.from({ length: happenings }, (_, i) => ({
      fact: 'event',
      id: `e${date}-${i}`,
      class: 'explosion',
      at: at(date, i),
      uncertaintyS: 1,
      position: { lon: 36.32, lat: 47.65 },
      sigmaM: 10,
    })),
  ];

  it('leads with 60 % more for each sensor-hour, and says that the count misleads', async () => {
    const jammed = Array.from({ length: 63 }, (_, i) => ({
      fact: 'coverage',
      sensor: 'lead-drone-1',
      area: area(60),
      from: at(11, 400 + i),
      to: at(11, 401 + i),
      pd: 0,
      state: 'jammed',
    }));
    const lines = [...day(10, 15, 150), ...day(11, 5, 80), ...jammed];
    const run = await replay(MISSION, [factsOf(lines)], out());
    const report = await dayOf(run.folder, '2026-03-11');
    const [lead] = report.headlines;
    expect(lead).toMatchObject({ leads: 'normalised', raw: { now: 80, before: 150 } });
    expect(lead?.effort).toMatchObject({ now: 250, before: 750 });
    expect(lead?.normalised).toMatchObject({ before: 0.2, now: 0.32, share: 0.6 });
    expect(lead?.text).toMatch(/^For each sensor-hour \+60 % .*the count alone misleads: −47 %/);
    const jamming = report.interference?.reduce((sum, one) => sum + one.now.value, 0);
    expect(jamming).toBe(63);
    expect(counted(report, 'explosion', 'north')).toBe('not-observed');
  });
});

describe('scenario 7: no-fly zones, east and west', () => {
  const mission = missionUnder(folder, 'cma-2018', ['dprk', 'rok']);
  const path = (lon: number, km: number) => {
    const { lat } = destination({ lon, lat: 38 }, 0, metres(km * 1000));
    return [0, 60].map((second) => ({
      at: new Date(Date.parse('2018-12-01T03:00:00Z') + second * 1000).toISOString(),
      lon: lon + second / 1e5,
      lat,
      sigmaM: 50,
    }));
  };
  const flight = (id: string, what: string, lon: number, km: number, party = 'dprk') => ({
    fact: 'flight',
    id,
    class: what,
    party,
    path: path(lon, km),
    source: 'lead-drone-1',
  });
  const notice = (receivedAt: string) => ({
    fact: 'notice',
    id: 'N-1',
    kind: 'medevac',
    party: 'dprk',
    receivedAt,
    from: '2018-12-01T02:55:00Z',
    to: '2018-12-01T04:00:00Z',
    area: {
      type: 'Polygon',
      coordinates: [
        [
          [126.8, 38],
          [127.2, 38],
          [127.2, 38.3],
          [126.8, 38.3],
          [126.8, 38],
        ],
      ],
    },
  });

  it('finds the drone at 12 km in the east only, and passes the airliner', async () => {
    const findings = await judged(mission, [
      flight('east', 'uncrewed-aircraft', 127.6, 12),
      flight('west', 'uncrewed-aircraft', 127, 12),
      flight('airliner', 'airliner', 127, 6),
    ]);
    expect(about(findings, 'east', '1(3)').map(({ verdict }) => verdict)).toEqual(['breach']);
    expect(about(findings, 'west').some(({ verdict }) => verdict === 'breach')).toBe(false);
    expect(about(findings, 'airliner').some(({ verdict }) => verdict === 'breach')).toBe(false);
  });

  it('permits the medical helicopter that was notified 40 minutes before, and asks of the other', async () => {
    const helicopter = flight('helicopter', 'medevac-helicopter', 127, 6);
    const told = await judged(mission, [notice('2018-12-01T02:15:00Z'), helicopter]);
    expect(about(told, 'helicopter').filter(({ verdict }) => verdict === 'breach')).toEqual([]);
    const untold = await judged(mission, [helicopter]);
    const natures = about(untold, 'helicopter').map(
      ({ nature, verdict }) => `${nature} ${verdict}`,
    );
    expect(natures).toContain('procedural breach');
  });
});
