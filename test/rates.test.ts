import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@greenline/base';
import { afterAll, describe, expect, it } from 'vitest';
import { atRest, quickly } from './support/quickly.ts';
import { replay, writeLines } from './support/replay.ts';
import { exampleFiles, folded, message, missionOf, moment } from './support/walk-in-process.ts';

afterAll(atRest);

const START = moment('2026-03-01T00:00:00Z');
const HOUR = 3_600_000;
const RING = [
  [36.3, 47.5],
  [36.5, 47.5],
  [36.5, 47.7],
  [36.3, 47.7],
  [36.3, 47.5],
];
const at = (hour: number) => new Date(START + hour * HOUR).toISOString();

/** So many hours of some masts' looking, in each of which so much is fired. */
function facts(hours: number, fire: (hour: number) => number, looks: (hour: number) => number) {
  const lines: { readonly fact: object; readonly at: number }[] = [];
  for (let hour = 0; hour < hours; hour++) {
    for (let sensor = 0; sensor < looks(hour); sensor++)
      lines.push({
        at: hour + 1,
        fact: {
          fact: 'coverage',
          sensor: `mast-${sensor}`,
          area: { type: 'Polygon', coordinates: [RING] },
          ...{ from: at(hour), to: at(hour + 1), pd: 0.8 },
        },
      });
    for (let n = 0; n < fire(hour); n++)
      lines.push({
        at: hour + (n + 0.5) / 50,
        fact: {
          fact: 'event',
          ...{ id: `e${hour}-${n}`, class: 'explosion', at: at(hour + (n + 0.5) / 50) },
          ...{ uncertaintyS: 1, position: { lon: 36.4, lat: 47.6 }, sigmaM: 50 },
        },
      });
  }
  return lines.sort((a, b) => a.at - b.at);
}

function watched(...what: Parameters<typeof facts>) {
  const inputs = facts(...what).map(({ fact, at: hour }, i) =>
    message('facts', JSON.stringify(fact), instant(START + hour * HOUR), i),
  );
  const { rows } = folded(missionOf(exampleFiles()), inputs);
  return rows
    .filter(({ kind }) => kind === 'desk')
    .map(({ body }) => JSON.parse(body))
    .filter(({ note }) => note === 'rate-risen');
}

describe('the walk, over weeks', () => {
  it('calls the duty desk within a day of a threefold rise of fire in a sector', () => {
    const days = 10;
    const told = watched(
      (days + 1) * 24,
      (hour) => (hour < days * 24 ? 1 : 3),
      () => 2,
    );
    expect(told).toMatchObject([{ sector: 'east', before: 0.5, now: 1.5, sensorHours: 2 * 5 }]);
    expect(Date.parse(told[0].since)).toBe(START + days * 24 * HOUR);
    expect(Date.parse(told[0].at)).toBeLessThanOrEqual(START + (days + 1) * 24 * HOUR);
  });

  it('does not call it where three times as many look and find three times as much', () => {
    const days = 10;
    const told = watched(
      (days + 2) * 24,
      (hour) => (hour < days * 24 ? 1 : 3),
      (hour) => (hour < days * 24 ? 1 : 3),
    );
    expect(told).toEqual([]);
  });

  it('says so in the report of the day to staff, and to nobody else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'greenline-rates-'));
    const mission = join(import.meta.dirname, '../missions/forty-km');
    const lines = facts(
      11 * 24,
      (hour) => (hour < 240 ? 1 : 3),
      () => 2,
    ).map(({ fact }) => fact);
    const input = `facts:${writeLines(folder, 'facts.jsonl', lines)}`;
    await replay(mission, [input], join(folder, 'out'));
    const further = async (who: string): Promise<readonly { readonly title: string }[]> => {
      const out = join(folder, `${who}.json`);
      const what = ['--mission', mission, '--from', join(folder, 'out'), '--day', '2026-03-11'];
      const said = await quickly('report', ...what, '--format', 'json', '--for', who, '--out', out);
      expect(said.errors).toBe('');
      return JSON.parse(readFileSync(out, 'utf8')).further ?? [];
    };
    expect(await further('duty-officer')).toMatchObject([
      {
        title: 'Rates that have risen',
        rows: [['East', '2026-03-11T00:00:00Z', 15, 10, 1.5, 0.5]],
      },
    ]);
    expect(await further('liaison-a')).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  });
});
