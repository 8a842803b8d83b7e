import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstance, planSearch, scoreOf, upperBound } from './index.ts';
import { collectionDay } from './instance.fixture.ts';
import { type Instance, packed } from './instance.ts';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Time that is over after so many looks at the clock. */
const looks = (many: number) => {
  let seen = 0;
  return () => Math.min(1, seen++ / many);
};

/** A few columns, so that every plan can be tried. */
const small = fc
  .record({
    columns: fc.integer({ min: 1, max: 9 }),
    cells: fc.array(
      fc.record({
        weight: fc.integer({ min: 1, max: 9 }),
        undetected: fc.constantFrom(1, 0.7, 0.2),
        looks: fc.uniqueArray(fc.tuple(fc.nat(8), fc.constantFrom(0.1, 0.5, 0.8, 1)), {
          selector: ([k]) => k,
          maxLength: 6,
        }),
      }),
      { maxLength: 8 },
    ),
    capacities: fc.array(
      fc.record({ most: fc.nat(2), columns: fc.uniqueArray(fc.nat(8), { minLength: 1 }) }),
      { maxLength: 5 },
    ),
  })
  .map(({ columns, cells, capacities }): Instance => {
    const weight = cells.reduce((sum, one) => sum + one.weight, 1);
    return packed(
      columns,
      weight,
      0.5,
      capacities.map(({ most, columns: of }) => ({
        most,
        columns: Int32Array.from(of.filter((k) => k < columns)),
      })),
      cells.map(({ weight, undetected, looks }) => ({
        weight,
        undetected,
        looks: looks
          .filter(([k]) => k < columns)
          .map(([k, share]) => [k, share * undetected] as const),
      })),
    );
  });

const keeps = ({ capacities }: Instance, chosen: Uint8Array) =>
  capacities.every(
    ({ most, columns }) => columns.reduce((sum, k) => sum + (chosen[k] ?? 0), 0) <= most,
  );

function bestOfAll(instance: Instance): number {
  let best = 0;
  for (let set = 0; set < 1 << instance.columns; set++) {
    const chosen = Uint8Array.from({ length: instance.columns }, (_, k) => (set >> k) & 1);
    if (keeps(instance, chosen)) best = Math.max(best, scoreOf(instance, chosen));
  }
  return best;
}

const flags = (instance: Instance, columns: readonly number[]) =>
  Uint8Array.from({ length: instance.columns }, (_, k) => (columns.includes(k) ? 1 : 0));

describe('a plan', () => {
  it('keeps every capacity and is never better than the bound, nor than the best of all plans', () => {
    fc.assert(
      fc.property(small, fc.nat(), (instance, seed) => {
        const search = planSearch(instance, chances(seed));
        const first = search.best;
        search.run(looks(3));
        const { columns, score } = search.best;
        const best = bestOfAll(instance);
        expect(keeps(instance, flags(instance, first.columns))).toBe(true);
        expect(keeps(instance, flags(instance, columns))).toBe(true);
        expect(score).toBe(scoreOf(instance, flags(instance, columns)));
        expect(score).toBeGreaterThanOrEqual(first.score);
        expect(score).toBeLessThanOrEqual(best + 1e-12);
        for (const rounds of [0, 5, 60])
          expect(upperBound(instance, looksLeft(rounds))).toBeGreaterThanOrEqual(best);
      }),
      { numRuns: 300 },
    );
  });

  it('is the best of all where few columns can be tried', () => {
    let found = 0;
    fc.assert(
      fc.property(small, (instance) => {
        const search = planSearch(instance, chances(1));
        search.run(looks(20));
        if (search.best.score >= bestOfAll(instance) - 1e-12) found += 1;
      }),
      { numRuns: 100 },
    );
    expect(found).toBeGreaterThanOrEqual(98);
  });

  it('of a day over 200 cells comes within 5 % of its bound', () => {
    const instance = dayOver(200);
    const search = planSearch(instance, chances(1));
    search.run(looks(200));
    const bound = upperBound(instance, looksLeft(300));
    expect(search.best.score).toBeLessThanOrEqual(bound);
    expect(1 - search.best.score / bound).toBeLessThan(0.05);
  });

  it('holds where one capacity links teams that are each of their own', () => {
    const day = collectionDay(200, chances(3));
    const all = Int32Array.from({ length: day.columns }, (_, k) => k);
    const free = packed(day.columns, day.weightTotal, 0, day.capacities, day.cells);
    const linked = packed(
      day.columns,
      day.weightTotal,
      0,
      [...day.capacities, { most: 5, columns: all }],
      day.cells,
    );
    const search = planSearch(linked, chances(1));
    search.run(looks(100));
    expect(search.best.columns.length).toBe(5);
    const bound = upperBound(linked, looksLeft(200));
    expect(bound).toBeLessThan(upperBound(free, looksLeft(200)));
    expect(1 - search.best.score / bound).toBeLessThan(0.1);
  });

  it('of nothing scores what fixed sensors detect', () => {
    const nothing = packed(0, 10, 4, [], []);
    expect(planSearch(nothing, chances(1)).best).toEqual({ columns: [], score: 0.4 });
    expect(upperBound(nothing, () => false)).toBeCloseTo(0.4, 8);
  });

  it.skipIf(!existsSync('../shared/bench/plan'))(
    'of the instance of 200 cells beats the best that its README knows, and its bound is lower',
    () => {
      const file = gunzipSync(readFileSync('../shared/bench/plan/instance-S.json.gz'));
      const parsed = parseInstance(JSON.parse(file.toString()));
      if (!parsed.ok) throw new Error(parsed.error.text);
      const search = planSearch(parsed.value, chances(1));
      search.run(looks(1_000));
      expect(search.best.score).toBeGreaterThanOrEqual(0.43);
      expect(upperBound(parsed.value, looksLeft(400))).toBeLessThan(0.4531);
    },
  );
});

describe('an instance', () => {
  const sound = {
    columns: 2,
    weightTotal: 10,
    fixedSensorsOnly: 1,
    capacities: [[1, [0, 1]]],
    cells: [[2, 0.5, [[0, 0.25]]]],
  };

  it('is read as it is written', () => {
    const read = parseInstance(sound);
    expect(read.ok && scoreOf(read.value, Uint8Array.of(1, 0))).toBe((1 + 2 * 0.25) / 10);
  });

  it.each([
    ['columns', { columns: 1.5 }],
    ['columns', { columns: -1 }],
    ['weightTotal', { weightTotal: 0 }],
    ['fixedSensorsOnly', { fixedSensorsOnly: 11 }],
    ['capacities', { capacities: {} }],
    ['capacities[0]', { capacities: [[1, [2]]] }],
    ['capacities[0]', { capacities: [[1, [0, 0]]] }],
    ['cells', { cells: 'none' }],
    ['cells[0]', { cells: [[2, 1.5, []]] }],
    ['cells[0]', { cells: [[2, 0.5, [[0, 0.6]]]] }],
    ['cells[0]', { cells: [[2, 0.5, [[2, 0.1]]]] }],
    [
      'cells[0]',
      {
        cells: [
          [
            2,
            0.5,
            [
              [0, 0.1],
              [0, 0.2],
            ],
          ],
        ],
      },
    ],
    ['cells[0]', { cells: [[Number.NaN, 0.5, []]] }],
  ])('with a flaw in %s is refused, and the field named', (field, flaw) => {
    const read = parseInstance({ ...sound, ...flaw });
    expect(read).toMatchObject({ ok: false, error: { field } });
  });
});

function looksLeft(rounds: number): () => boolean {
  let left = rounds;
  return () => left-- > 0;
}

function dayOver(cells: number): Instance {
  const day = collectionDay(cells, chances(7));
  return packed(day.columns, day.weightTotal, day.fixedSensorsOnly, day.capacities, day.cells);
}
