import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@greenline/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedNode, moment } from './support/clocked-node.ts';
import { PATROL_DAY } from './support/patrol-day.ts';
import { atRest, quickly } from './support/quickly.ts';
import {
  FILES,
  type Line,
  linesIn,
  missionUnder,
  type Replayed,
  refusedIn,
  replay,
  writeLines,
} from './support/replay.ts';
import { sighting } from './support/walk-in-process.ts';

const root = join(import.meta.dirname, '..');
const MISSION = join(root, 'missions/forty-km');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenline-replay-'));
});
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

const cotEvent = (uid: string, minute: number, ce: string) => {
  const time = `2026-03-10T08:${String(minute).padStart(2, '0')}:00Z`;
  return `<event version="2.0" uid="${uid}" type="a-n-A-M-F-Q" how="m-g" time="${time}" start="${time}" stale="2026-03-10T12:00:00Z"><point lat="47.6" lon="36.${40 + minute}" hae="120" ce="${ce}" le="10"/></event>`;
};

/** One input of every kind, each with something in it that is refused. */
function everyKind(into: string): Record<string, string> {
  const write = (name: string, text: string) => {
    const path = join(into, name);
    writeFileSync(path, text);
    return path;
  };
  const at = (minute: number) => `2026-03-10T09:${String(minute).padStart(2, '0')}:00Z`;
  return {
    cot: write(
      'drone.xml',
      `${cotEvent('D1', 0, '20')}\n${cotEvent('D1', 1, '20')}\n<event version="2.0" uid="x" type="a-n-A" time="never"/>\n${cotEvent('D1', 2, '0')}\n`,
    ),
    geojson: writeLines(into, 'seen.geojsonl', [
      sighting({
        lon: 36.4,
        lat: 47.6,
        sensor: 'lead-drone-1',
        class: 'tank',
        party: 'A',
        observedAt: at(0),
      }),
      sighting({ lon: 36.4, lat: 97, sensor: 'lead-drone-1', class: 'tank', observedAt: at(1) }),
    ]),
    report: writeLines(into, 'day.jsonl', [
      ...PATROL_DAY,
      { id: 'r', patrol: 'patrol-aster-1', at: at(2), entries: 'none' },
    ]),
    facts: writeLines(into, 'known.jsonl', [
      {
        fact: 'event',
        id: 'E9',
        class: 'shot',
        at: at(3),
        uncertaintyS: 5,
        position: { lon: 36.4, lat: 47.6 },
        sigmaM: 50,
      },
      { fact: 'event', id: 'E10', class: 'shot', at: at(4), uncertaintyS: -5 },
      { fact: 'event', id: 'E11' },
    ]),
    observations: writeLines(into, 'others.jsonl', [
      {
        id: 'O1',
        sensor: 'aster-mast-1',
        nation: 'aster',
        kind: 'object',
        observedAt: at(5),
        receivedAt: at(6),
        position: { lon: 36.41, lat: 47.6 },
        class: { ifv: 1 },
        party: 'B',
      },
      {
        id: 'O2',
        sensor: 'aster-mast-1',
        kind: 'object',
        observedAt: at(5),
        sigmaM: -1,
        class: {},
      },
    ]),
    commands: writeLines(into, 'steps.jsonl', [
      { id: 'c1', at: at(7), by: 'duty-officer', case: 'none', step: 'verify' },
      { id: 'c2', at: at(8), by: 'duty-officer', case: 'none', step: 'dance' },
    ]),
  };
}

const texts = (from: Replayed) => Object.fromEntries(FILES.map((name) => [name, from.text(name)]));

describe('a replay of every kind of input at once', () => {
  let inputs: Record<string, string>;
  let first: Replayed;
  const args = () => Object.entries(inputs).map(([format, path]) => `${format}:${path}`);
  beforeAll(async () => {
    inputs = everyKind(folder);
    first = await replay(MISSION, args(), join(folder, 'first'));
  });

  it('accounts for every input: in is accepted and refused', () => {
    const { summary } = first;
    expect(summary.in).toBe(4 + 2 + 6 + 3 + 2 + 2);
    expect(summary.in).toBe(summary.accepted + refusedIn(summary));
    expect(summary.accepted).toBe(3 + 1 + 5 + 1 + 1 + 0);
    for (const [name, count] of Object.entries(summary.out)) {
      expect([name, linesIn(first.text(name)).length]).toEqual([name, count]);
    }
  });

  it('writes the same bytes of every file when it is run again', async () => {
    const again = await replay(MISSION, args(), join(folder, 'again'));
    expect(texts(again)).toEqual(texts(first));
    const { measured: _, ...one } = JSON.parse(first.text('summary.json'));
    const { measured: __, ...two } = JSON.parse(again.text('summary.json'));
    expect(two).toEqual(one);
    expect(readdirSync(again.folder).sort()).toEqual([...FILES, 'summary.json'].sort());
  });

  it('tells the formats by themselves, and arrives at the same', async () => {
    const told = await replay(MISSION, Object.values(inputs), join(folder, 'told'));
    expect(texts(told)).toEqual(texts(first));
  });

  it('merges by time: where no two times are equal, the order of arguments says nothing', async () => {
    const reversed = await replay(MISSION, args().reverse(), join(folder, 'reversed'));
    const unordered = (from: Replayed, kind: string) => from.text(kind).split('\n').sort();
    for (const name of ['observations.jsonl', 'findings.jsonl', 'events.jsonl', 'cases.jsonl'])
      expect(unordered(reversed, name)).toEqual(unordered(first, name));
  });

  it('merges equal times by the place of the argument, then by the place in the file', async () => {
    const seenBy = (sensor: string, ...marks: string[]) =>
      writeLines(
        folder,
        `${sensor}.geojsonl`,
        marks.map((text) =>
          sighting({
            lon: 36.4,
            lat: 47.6,
            sensor,
            kind: 'note',
            text,
            observedAt: '2026-03-10T08:00:00Z',
          }),
        ),
      );
    const one = seenBy('lead-drone-1', 'a', 'b');
    const two = seenBy('lead-drone-2', 'c', 'd');
    const order = async (...paths: string[]) =>
      (await replay(MISSION, paths, join(folder, 'ties'))).lines('observations').map((o) => o.text);
    expect(await order(one, two)).toEqual(['a', 'b', 'c', 'd']);
    expect(await order(two, one)).toEqual(['c', 'd', 'a', 'b']);
  });

  it('leaves out what was received at `--until` or later', async () => {
    const until = await replay(
      MISSION,
      [`report:${inputs.report}`],
      join(folder, 'until'),
      ...['--until', '2026-03-10T09:30:00Z'],
    );
    expect(until.lines('observations').map((one) => one.receivedAt)).not.toContain(
      '2026-03-10T09:30:00Z',
    );
    const [early, late] = ['2026-03-10T09:30:00.001Z', '2026-03-10T09:29:59.999Z'];
    const counts = await Promise.all(
      [early, late].map(async (time, i) => {
        const out = join(folder, `until-${i}`);
        return (await replay(MISSION, [`report:${inputs.report}`], out, '--until', time)).summary
          .in;
      }),
    );
    expect(until.summary.in).toBe(counts[1]);
    expect(until.summary.in).toBe((counts[0] ?? 0) - 1);
  });

  it('refuses a doubtful or unknown file in one line, and writes nothing', async () => {
    const blank = join(folder, 'blank');
    writeFileSync(blank, 'hello\n');
    const out = join(folder, 'refused');
    const run = await quickly('replay', '--mission', MISSION, '--input', blank, '--out', out);
    expect(run.code).toBe(2);
    expect(run.errors).toMatch(/^greenline: .*blank: .*FORMAT:.*\n$/);
    expect(readdirSync(folder)).not.toContain('refused');
  });

  it('gives the same tracks and events from the observations of another replay', async () => {
    const stated = first.lines('observations').filter((one) => 'sensor' in one);
    const lines = writeLines(folder, 'refed.jsonl', stated);
    const source = await replay(
      MISSION,
      ['cot', 'geojson', 'report', 'observations'].map((kind) => `${kind}:${inputs[kind]}`),
      join(folder, 'sensed'),
    );
    const again = await replay(MISSION, [`observations:${lines}`], join(folder, 'refed'));
    expect(again.text('tracks.jsonl')).toBe(source.text('tracks.jsonl'));
    expect(again.text('events.jsonl')).toBe(source.text('events.jsonl'));
    expect(again.lines('findings').map(({ id }) => id)).toEqual(
      source.lines('findings').map(({ id }) => id),
    );
    expect(again.text('observations.jsonl')).toBe(source.text('observations.jsonl'));
  });
});

/** A day after the last moment that a file names. */
function dayAfter(text: string): string {
  const moments = [...text.matchAll(/"(\d{4}-\d\d-\d\dT[^"]*Z)"/g)].map(([, at = '']) =>
    Date.parse(at),
  );
  return new Date(Math.max(...moments) + 86_400_000).toISOString();
}

/**
 * Clauses whose duties fall due between facts: `judge` notes them at the next fact or at `--as-of`,
 * a replay as time goes on, so that how late one is told to be differs.
 */
const OF_TIME = /overflights|inspections|mandate/;

describe('facts in a replay', () => {
  it.each([
    ['minsk-ii-2015', ['ukr', 'cadlr']],
    ['undof-1974', ['isr', 'syr']],
  ] as const)('give the findings of `judge`, ids too: %s', async (name, parties) => {
    const mission = missionUnder(folder, name, [...parties]);
    const fixtures = join(root, 'agreements', name, 'fixtures');
    for (const file of readdirSync(fixtures).filter((one) => /^[^.]+\.jsonl$/.test(one))) {
      const facts = join(fixtures, file);
      const out = join(folder, `${name}-${file}`);
      const until = dayAfter(readFileSync(facts, 'utf8'));
      const replayed = await replay(mission, [`facts:${facts}`], out, '--until', until);
      const agreement = join(mission, 'agreement.yaml');
      const judged = await quickly(
        'judge',
        ...['--agreement', agreement, '--facts', facts, '--as-of', until],
      );
      expect(judged.code).toBe(0);
      const bare = (lines: readonly Line[]) =>
        lines
          .filter(({ clause }) => !OF_TIME.test(clause))
          .map(({ label: _, exercise: __, supersedes: ___, ...finding }) => finding);
      expect(bare(replayed.lines('findings')), file).toEqual(bare(linesIn(judged.out)));
    }
  });
});

describe('the journal of a node in a replay', () => {
  let node: ClockedNode;
  beforeAll(async () => {
    node = await ClockedNode.start(moment('2026-03-10T06:00:00Z'));
  }, 240_000);
  afterAll(() => node?.stop());

  it('gives the findings, cases and events that the node served, from the hands they came by', async () => {
    for (const form of PATROL_DAY) {
      const body = JSON.stringify(form);
      await node.goOnTo(moment(form.at));
      await node.ask('/api/intake/report', form.patrol, { method: 'POST', body });
    }
    const tank = { kind: 'object', class: 'tank', party: 'B', lon: 36.4, lat: 47.6 };
    const observedAt = new Date(node.now).toISOString();
    const { lon, lat, ...said } = tank;
    const feature = sighting({ lon, lat, sensor: 'birch-radar-1', observedAt, ...said });
    const body = JSON.stringify(feature);
    // Aster’s patrol cannot speak for Birch’s radar: what it says of it stays unauthenticated.
    await node.ask('/api/intake/geojson', 'patrol-aster-1', { method: 'POST', body });
    const [first] = await node.items('cases', 'duty-officer');
    await node.ask(`/api/cases/${first?.id}/steps`, 'duty-officer', {
      method: 'POST',
      body: JSON.stringify({ step: 'verify', reason: 'asked the patrol' }),
    });
    await node.goOnTo(instant(node.now + 60_000));
    await node.node.settled();

    const served = async (kind: string) =>
      new Map((await node.items(kind, 'duty-officer')).map((one) => [one.id, one]));
    const journal = join(node.at.data, 'forty-km-exercise', 'journal');
    const replayed = await replay(node.at.mission, [`journal:${journal}`], join(folder, 'journal'));
    expect(replayed.summary.in).toBe(replayed.summary.accepted);
    const cases = await served('cases');
    for (const one of replayed.lines('cases'))
      expect(cases.get(one.id)).toMatchObject({ id: one.id, state: one.state });
    expect(replayed.lines('cases')).toHaveLength(cases.size);
    expect(replayed.lines('cases').some(({ state }) => state === 'being-verified')).toBe(true);
    const events = await served('events');
    expect(
      replayed
        .lines('events')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...events.keys()].sort());
    const findings = await served('findings');
    const radar = replayed.lines('findings').filter(({ reason }) => reason.includes('birch-radar'));
    expect(radar.length).toBeGreaterThan(0);
    for (const { verdict } of radar) expect(verdict).toBe('undetermined');
    for (const { id, verdict } of replayed.lines('findings'))
      expect(findings.get(id)).toMatchObject({ verdict });
  });
});

it('says in the summary what was read and written, and nothing that hangs on the machine but `measured`', async () => {
  const path = writeLines(folder, 'one.jsonl', PATROL_DAY);
  const { text } = await replay(MISSION, [`report:${path}`], join(folder, 'summary'));
  const summary = JSON.parse(readFileSync(join(folder, 'summary', 'summary.json'), 'utf8'));
  expect(text('summary.json')).toMatch(/^\{"in":/);
  expect(Object.keys(summary).sort()).toEqual(['accepted', 'in', 'measured', 'out', 'refused']);
  expect(summary.measured).toEqual({
    seconds: expect.any(Number),
    peakRssMiB: expect.any(Number),
  });
});
