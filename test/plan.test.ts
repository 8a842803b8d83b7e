import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { atRest, quickly } from './support/quickly.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenline-plan-'));
const at = (name: string) => join(folder, name);
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

/** Two sorties of one drone, of which only one can be flown, and a pointing beside them. */
const INSTANCE = {
  columns: 3,
  weightTotal: 10,
  fixedSensorsOnly: 1,
  capacities: [[1, [0, 1]]],
  cells: [
    [4, 1, [[0, 0.5]]],
    [
      4,
      0.5,
      [
        [1, 0.45],
        [2, 0.1],
      ],
    ],
  ],
};

async function plan(content: string | Uint8Array, seconds = '0') {
  writeFileSync(at('instance.json'), content);
  const args = ['--instance', at('instance.json'), '--seconds', seconds, '--out', at('plan.json')];
  const done = await quickly('plan', ...args);
  const text = existsSync(at('plan.json')) ? readFileSync(at('plan.json'), 'utf8') : undefined;
  rmSync(at('plan.json'), { force: true });
  return { ...done, plan: text === undefined ? undefined : JSON.parse(text) };
}

describe('greenline plan', () => {
  it.each([
    ['plain', (text: string) => text],
    ['gzipped', (text: string) => gzipSync(text)],
  ])('chooses what detects most from a %s instance, and bounds it', async (_, written) => {
    const { plan: made } = await plan(written(JSON.stringify(INSTANCE)), '4');
    expect(made.columns).toEqual([0, 2]);
    expect(made.score).toBeCloseTo((1 + 4 * 0.5 + 4 * 0.1) / 10, 9);
    expect(made.upperBound).toBeGreaterThanOrEqual(made.score);
    expect(made.upperBound).toBeLessThan(0.36);
    expect(made.firstScoreMs).toBeGreaterThanOrEqual(0);
  });

  it('has a plan and a bound even where there is no time', async () => {
    const { plan: made } = await plan(JSON.stringify(INSTANCE));
    expect(made.columns.length).toBe(2);
    expect(made.upperBound).toBeGreaterThanOrEqual(made.score);
  });

  it.each([
    ['what is no JSON', 'columns: 3', /instance\.json: is no JSON/],
    [
      'a column that there is not',
      JSON.stringify({ ...INSTANCE, capacities: [[1, [7]]] }),
      /capacities\[0\]: 7 is no column: write 0 to 2/,
    ],
  ])('refuses %s and writes nothing', async (_, content, words) => {
    const { code, errors, plan: made } = await plan(content);
    expect(code).toBe(2);
    expect(errors).toMatch(words);
    expect(made).toBeUndefined();
  });

  it('refuses a time that is none', async () => {
    const { code, errors } = await plan(JSON.stringify(INSTANCE), 'soon');
    expect(code).toBe(2);
    expect(errors).toMatch(/--seconds soon: is no time/);
  });
});
