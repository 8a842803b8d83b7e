import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { metres } from '@greenline/base';
import { cellOf, destination } from '@greenline/geo';
import type { Report } from '@greenline/reports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atRest, quickly } from './support/quickly.ts';
import {
  type Line,
  linesIn,
  missionUnder,
  type Replayed,
  replay,
  writeLines,
} from './support/replay.ts';

const ROOT = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'greenline-scenarios-of-cases-'));
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

let runs = 0;
const out = () => join(folder, `run-${++runs}`);

async function report(mission: string, run: Replayed, day: string, reader: string) {
  const path = join(out(), 'report.json');
  const what = ['--mission', mission, '--from', run.folder, '--day', day, '--for', reader];
  const said = await quickly('report', ...what, '--format', 'json', '--out', path);
  expect(said.errors).toBe('');
  const text = readFileSync(path, 'utf8');
  return { text, read: JSON.parse(text) as Report };
}
const told = (run: Replayed, clause: string): readonly Line[] =>
  run.lines('findings').filter((one) => one.clause === clause);

describe('scenario 4: an exercise announced an hour and a half too late', () => {
  let mission: string;
  let run: Replayed;
  beforeAll(async () => {
    mission = missionUnder(folder, 'forty-km-total', ['ukr', 'rus']);
    const facts = join(ROOT, 'agreements/forty-km-total/fixtures/late-notice.jsonl');
    run = await replay(mission, [`facts:${facts}`], out());
  });

  it('is one procedural breach, and two of substance for what went beyond time and place', async () => {
    const breaches = run.lines('findings').filter(({ verdict }) => verdict === 'breach');
    expect(breaches.map(({ clause, nature, measured }) => [clause, nature, measured])).toEqual([
      ['7', 'procedural', 46.5],
      ['7, area', 'substantive', 300],
      ['7, window', 'substantive', 40],
    ]);
  });

  it('opens a case each, which the day’s report tells apart and calls no violation', async () => {
    const cases = run.lines('cases');
    expect(cases.map(({ clause, state }) => `${clause}: ${state}`).sort()).toEqual([
      '7, area: open',
      '7, window: open',
      '7: open',
    ]);
    const { text, read } = await report(mission, run, '2026-07-10', 'duty-officer');
    const { method: _, ...said } = JSON.parse(text);
    expect(JSON.stringify(said)).not.toMatch(/violation/i);
    const breaches = read.findings.filter(({ verdict }) => verdict === 'breach');
    expect(breaches.map(({ clause, now }) => [clause, now.value])).toEqual([
      ['7, area', 1],
      ['7, window', 1],
    ]);
    const before = await report(mission, run, '2026-07-08', 'duty-officer');
    expect(before.read.findings).toMatchObject([
      { clause: '7', verdict: 'breach', now: { value: 1 } },
    ]);
  });
});

describe('scenario 8: what one nation’s satellite saw and may not be told', () => {
  const mission = join(ROOT, 'missions/forty-km');
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 8, minute)).toISOString();
  const { centre } = cellOf({ lon: 36.4, lat: 47.6 });
  const place = (i: number) => destination(centre, i * 40, metres(400));
  const RING = [
    [36.3, 47.5],
    [36.5, 47.5],
    [36.5, 47.7],
    [36.3, 47.7],
    [36.3, 47.5],
  ];
  const seen = (sensor: string, i: number, minute: number) => ({
    id: `${sensor}-${i}-${minute}`,
    sensor,
    kind: 'object',
    observedAt: at(minute),
    receivedAt: at(minute),
    position: { lon: place(i).lon, lat: place(i).lat },
    class: { ifv: 1 },
    party: 'B',
  });
  const nine = Array.from({ length: 9 }, (_, i) => seen('lead-satellite', i, 0));
  const four = Array.from({ length: 4 }, (_, i) => seen('aster-mast-1', i, 1));

  it('is nine vehicles to staff, and at least four to either party, the same bytes to both', async () => {
    const observations = writeLines(out(), 'seen.jsonl', [...nine, ...four]);
    const looked = ['lead-satellite', 'aster-mast-1'].map((sensor) => ({
      fact: 'coverage',
      sensor,
      area: { type: 'Polygon', coordinates: [RING] },
      from: at(-10),
      to: at(10),
      pd: 0.9,
    }));
    const coverage = writeLines(out(), 'looked.jsonl', looked);
    const run = await replay(mission, [`observations:${observations}`, `facts:${coverage}`], out());
    expect(told(run, '2(a)').filter(({ verdict }) => verdict === 'breach')).toHaveLength(9);
    const staff = await report(mission, run, '2026-03-10', 'duty-officer');
    const a = await report(mission, run, '2026-03-10', 'liaison-a');
    const b = await report(mission, run, '2026-03-10', 'liaison-b');
    const total = staff.read.objects.find(({ region }) => region === 'total');
    expect(total).toMatchObject({ class: 'ifv', all: { now: { standing: 'counted', value: 9 } } });
    for (const { text, read } of [a, b]) {
      expect(read.findings).toMatchObject([{ clause: '2(a)', verdict: 'breach', party: 'B' }]);
      expect(text).toContain('at least 4 of ifv, party B');
      expect(text).not.toMatch(/satellite|violation of/);
      expect(text).not.toMatch(/at least [5-9] of ifv/);
    }
    const released = run.lines('releases').filter(({ audience }) => audience === 'parties');
    expect(new Set(released.map(({ recipients }) => String(recipients)))).toEqual(new Set(['A,B']));
    expect(a.text).toBe(b.text);
  });

  it('is nine to the commission, whom the satellite’s nation named, and four to the parties', async () => {
    const named = join(folder, 'named');
    cpSync(mission, named, { recursive: true });
    const path = join(named, 'mission.yaml');
    const text = readFileSync(path, 'utf8').replace(
      'originatorControlled: true, caveats: [IMAGERY]',
      'releasableTo: [commission]',
    );
    writeFileSync(path, text);
    const observations = writeLines(out(), 'seen.jsonl', [...nine, ...four]);
    const run = await replay(named, [`observations:${observations}`], out());
    const told = (audience: string) =>
      JSON.stringify(run.lines('releases').filter((one) => one.audience === audience));
    expect(told('commission')).toContain('at least 9 of ifv');
    expect(told('parties')).toContain('at least 4 of ifv');
    expect(told('parties')).not.toContain('at least 9');
  });

  it('is told the same to the parties whether or not the satellite looked', async () => {
    const [both, alone] = await Promise.all(
      [[...nine, ...four], four].map(async (lines) => {
        const observations = writeLines(out(), 'seen.jsonl', lines);
        const run = await replay(mission, [`observations:${observations}`], out());
        return run.lines('releases').filter(({ audience }) => audience === 'parties');
      }),
    );
    const told = (releases: readonly Line[] = []) => releases.flatMap(({ records }) => records);
    expect(told(both).length).toBeGreaterThan(0);
    expect(told(both)).toEqual(told(alone));
  });
});

describe('scenario 10: a night in which civilians, deminers and armed men were about', () => {
  let mission: string;
  let run: Replayed;
  /** The agreement's fixtures, seen by sensors that the mission knows. */
  const [night, shooter] = ['night', 'shooter'].map((name) => {
    const path = join(ROOT, `agreements/forty-km-total/fixtures/${name}.jsonl`);
    const text = readFileSync(path, 'utf8')
      .replaceAll('mast camera 4', 'aster-mast-1')
      .replaceAll('patrol 7', 'patrol-birch-1')
      .replaceAll('thermal drone 2', 'lead-drone-1');
    return linesIn(text);
  }) as [readonly Line[], readonly Line[]];
  const MINE = '2026-06-20T01:10:00Z';
  beforeAll(async () => {
    mission = missionUnder(folder, 'forty-km-total', ['ukr', 'rus']);
    const patrol = {
      id: 'night-patrol',
      patrol: 'patrol-aster-1',
      nation: 'aster',
      position: { lon: 36.52, lat: 47.67 },
      at: MINE,
      entries: [{ kind: 'hazard', what: 'mine', bearingDeg: 90, distanceM: 40 }],
    };
    run = await replay(
      mission,
      [
        `facts:${writeLines(out(), 'shooter.jsonl', shooter)}`,
        `facts:${writeLines(out(), 'night.jsonl', night)}`,
        `report:${writeLines(out(), 'patrol.jsonl', [patrol])}`,
      ],
      out(),
    );
  });
  const about = (subject: string) =>
    run.lines('findings').filter((one) => (one.subject as string[]).includes(subject));

  it('finds nothing on civilians or against a valid permit', () => {
    for (const subject of ['farmer-1', 'farmer-2', 'tractor', 'ambulance'])
      expect(about(subject)).toEqual([]);
    expect(about('demining').map(({ verdict }) => verdict)).toEqual(['compliant']);
    const subjects = run.lines('cases').flatMap(({ subject }) => subject as string[]);
    expect(subjects.filter((one) => /farmer|tractor|ambulance|demining/.test(one))).toEqual([]);
  });

  it('is possible of the men, sure of the vehicle that left the road twelve minutes late', () => {
    for (const man of ['man-1', 'man-2', 'man-3'])
      expect(about(man)).toMatchObject([
        { verdict: 'undetermined', probability: 0.8, party: 'unknown' },
      ]);
    const late = about('ifv').filter(({ clause }) => clause === '1 (road)');
    expect(late.at(-1)).toMatchObject({ verdict: 'breach', measured: 12, unit: 'min' });
  });

  it('leaves open who fired once from a village that a party holds', () => {
    const [shot] = about('shot-1');
    expect(shot).toMatchObject({ verdict: 'breach', party: 'unknown' });
    expect(shot?.reason).toContain('private persons are not excluded (Hague Regulations, art. 41)');
  });

  it('warns those who walk there of the mine at once, exactly, and of nothing else', () => {
    const warnings = run.lines('hazard-warnings');
    expect(warnings).toMatchObject([{ class: 'mine', at: MINE }]);
    expect(JSON.stringify(warnings)).not.toMatch(/patrol|aster/);
  });

  it('tells the parties cells of a kilometre and hours, when six have passed, and no monitor', async () => {
    const seen = [...night, ...shooter]
      .filter(({ fact }) => fact === 'object' || fact === 'event')
      .map(({ fact, source, sources, at, class: what, ...said }, i) => ({
        ...said,
        id: `seen-${i}`,
        kind: fact,
        sensor: source ?? (sources as string[])[0],
        observedAt: at,
        class: typeof what === 'string' ? { [what]: 1 } : what,
      }));
    const observations = writeLines(out(), 'seen.jsonl', seen);
    const sensed = await replay(mission, [`observations:${observations}`], out());
    const releases = sensed.lines('releases').filter(({ audience }) => audience === 'parties');
    for (const { upTo, releasedAt, records } of releases) {
      const delay = Date.parse(String(releasedAt)) - Date.parse(String(upTo));
      expect(delay).toBeGreaterThanOrEqual(6 * 3_600_000);
      expect(JSON.stringify(records)).not.toMatch(/patrol|mast|drone-1|"position"/);
    }
    const { text, read } = await report(mission, sensed, '2026-06-20', 'liaison-a');
    expect(read.findings.map(({ clause, verdict }) => `${clause} ${verdict}`)).toContain(
      '1 (zone) undetermined',
    );
    expect(text).not.toMatch(/drone-1|mast|47\.869/);
  });
});
