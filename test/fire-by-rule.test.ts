import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case } from '@greenline/cases';
import { afterAll, describe, expect, it } from 'vitest';
import { atRest } from './support/quickly.ts';
import { type Replayed, replay, writeLines } from './support/replay.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenline-rule-'));
const MISSION = join(import.meta.dirname, '../missions/forty-km');
let runs = 0;
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

const time = (minute: number) => new Date(Date.UTC(2026, 2, 10, 8, minute)).toISOString();

/** An explosion that so many sensors heard; each a minute apart and far from the one before. */
const explosion = (n: number, ...sensors: readonly string[]) =>
  sensors.map((sensor) => ({
    id: `heard-${n}-${sensor}`,
    sensor,
    kind: 'event',
    observedAt: time(n * 20),
    receivedAt: time(n * 20),
    position: { lon: 36 + n / 10, lat: 48 },
    class: { explosion: 1 },
  }));
/** Time goes on by what comes in. */
const later = (minute: number) => ({
  id: `note-${minute}`,
  sensor: 'lead-drone-1',
  kind: 'note',
  observedAt: time(minute),
  receivedAt: time(minute),
  text: 'nothing',
});

async function run(
  observations: readonly object[],
  commands: readonly object[] = [],
): Promise<Replayed> {
  const name = `${++runs}`;
  const inputs = [`observations:${writeLines(folder, `o-${name}.jsonl`, observations)}`];
  if (commands.length > 0)
    inputs.push(`commands:${writeLines(folder, `c-${name}.jsonl`, commands)}`);
  return replay(MISSION, inputs, join(folder, name));
}

const HEARD = [
  ...explosion(0, 'aster-mast-1', 'birch-radar-1'),
  ...explosion(1, 'aster-mast-1'),
  ...explosion(2, 'remote-id', 'cot-gateway'),
  later(90),
  later(120),
];
const casesOf = (of: Replayed) => of.lines('cases') as unknown as readonly Case[];

describe('explosions in a mission with a rule of acceptance', () => {
  it('wait for people until somebody signs the rule', async () => {
    const found = await run(HEARD);
    expect(casesOf(found).map(({ state }) => state)).toEqual(['open', 'open', 'open']);
    expect(found.lines('desk')).toContainEqual(
      expect.objectContaining({ note: 'rule', standing: 'proposed', rule: 'fire-by-two' }),
    );
    const levels = casesOf(found).map(({ confidence }) => confidence.level);
    expect(levels.sort()).toEqual(['single', 'two', 'unauthenticated']);
  });

  it('are accepted under it where two independent sources heard them, and nobody is accused', async () => {
    const proposed = (await run(HEARD)).lines('desk').find(({ note }) => note === 'rule');
    const sign = {
      id: 'sign-1',
      at: time(70),
      by: 'duty-officer',
      case: 'rule/fire-by-two',
      step: 'put-in-force',
      reason: 'agreed with the commission',
      with: { digest: proposed?.digest },
    };
    const signed = await run(HEARD, [sign]);
    expect(signed.summary.refused).toEqual({});
    const accepted = casesOf(signed).filter(({ state }) => state !== 'open');
    expect(accepted).toMatchObject([{ confidence: { level: 'two' }, party: 'unknown' }]);
    const [one] = accepted;
    expect((one?.acceptedBy ?? one?.sampledBy)?.inForceBy).toBe('duty-officer');
    const again = await run(HEARD, [sign]);
    expect(again.text('cases.jsonl')).toBe(signed.text('cases.jsonl'));
    expect(again.text('desk.jsonl')).toBe(signed.text('desk.jsonl'));
  });

  it('tell the desk once of every clock that ran out', async () => {
    const found = await run(HEARD);
    const overdue = found.lines('desk').filter(({ note }) => note === 'overdue');
    expect(overdue).toHaveLength(3);
    expect(new Set(overdue.map((note) => note.case)).size).toBe(3);
  });
});

describe('a nation that withdraws what only it saw', () => {
  it('leaves the case to the other’s word, with the whole history and none of the content', async () => {
    const seen = (sensor: string, lon: number, minute: number) => ({
      id: `seen-${sensor}`,
      sensor,
      kind: 'event',
      observedAt: time(minute),
      receivedAt: time(minute),
      position: { lon, lat: 48 },
      class: { explosion: 1 },
    });
    const observations = [
      seen('lead-satellite', 36.031234, 0),
      seen('birch-radar-1', 36.06, 10),
      later(50),
    ];
    const [found] = casesOf(await run(observations));
    expect(found?.sources.map(({ id }) => id)).toEqual(['birch-radar-1', 'lead-satellite']);
    const withdraw = {
      id: 'withdraw-1',
      at: time(40),
      by: 'duty-officer',
      case: found?.id,
      step: 'withdraw-source',
      reason: 'the lead nation takes its product back',
      with: { source: 'lead-satellite' },
    };
    const after = await run(observations, [withdraw]);
    const [one] = casesOf(after);
    expect(after.summary.refused).toEqual({});
    expect(one).toMatchObject({
      confidence: { level: 'single' },
      position: { lon: 36.06 },
      withdrawn: ['lead-satellite'],
    });
    expect(one?.sources.map(({ id }) => id)).toEqual(['birch-radar-1']);
    expect(JSON.stringify(one)).not.toContain('36.03');
    const before = found?.history.filter(({ entry }) => entry === 'finding');
    expect(one?.history.slice(0, before?.length)).toEqual(before);
  });
});
