import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ElevationGrid,
  heightAt,
  parseViewshedCase,
  type Viewpoint,
  viewshed,
  visibleCells,
} from '../index.ts';

const FOLDER = '../shared/bench/orbit/viewshed';

const gridOf = (
  side: number,
  at: (col: number, row: number) => number,
  cellM = 30,
): ElevationGrid => ({
  width: side,
  height: side,
  cellM,
  z: Float32Array.from({ length: side * side }, (_, i) => at(i % side, Math.floor(i / side))),
});

const eye = (changes: Partial<Viewpoint> = {}): Viewpoint => ({
  col: 20,
  row: 20,
  heightM: 10,
  targetHeightM: 0,
  maxDistM: 3_000,
  ...changes,
});

function seen(grid: ElevationGrid, from: Viewpoint) {
  const shed = viewshed(grid, from);
  if (!shed.ok) throw new Error(shed.error.text);
  return visibleCells(grid, shed.value);
}

/** By the rule itself: samples of every eighth of a cell along the straight line to one cell. */
function sees(grid: ElevationGrid, from: Viewpoint, col: number, row: number): boolean {
  const [dc, dr] = [col - from.col, row - from.row];
  const cells = Math.hypot(dc, dr);
  const drop = (metres: number) => (metres * metres) / (2 * (4 / 3) * 6_378_137);
  const zo = heightAt(grid, from.col, from.row) + from.heightM;
  const slopeAt = (share: number, above: number) => {
    const metres = share * cells * grid.cellM;
    const ground = heightAt(grid, from.col + share * dc, from.row + share * dr);
    return (ground + above - drop(metres) - zo) / metres;
  };
  const target = slopeAt(1, from.targetHeightM);
  for (let k = 1; k < cells * 8; k++) if (slopeAt(k / (cells * 8), 0) > target) return false;
  return true;
}

describe('a viewshed', () => {
  it.skipIf(!existsSync(FOLDER))(
    'equals the exact reference in 99.9 % of cells, and its counts',
    () => {
      const json = JSON.parse(readFileSync(`${FOLDER}/case.json`, 'utf8'));
      const parsed = parseViewshedCase(json);
      if (!parsed.ok) throw new Error(parsed.error.text);
      const { width, height, cellM, observers } = parsed.value;
      const bytes = readFileSync(`${FOLDER}/dem.f32`);
      const z = Float32Array.from({ length: width * height }, (_, i) => bytes.readFloatLE(i * 4));
      const { results } = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8'));
      for (const [i, observer] of observers.entries()) {
        const found = seen({ width, height, cellM, z }, observer);
        const mask = readFileSync(`${FOLDER}/${results[i].mask}`);
        const alike = found.mask.reduce((sum, cell, k) => sum + (cell === mask[k] ? 1 : 0), 0);
        expect(alike / mask.length).toBeGreaterThan(0.999);
        expect(found.cellsInRange).toBe(results[i].cellsInRange);
        expect(found.visible).toBeGreaterThanOrEqual(results[i].visibleIfClearanceMinus0_1m);
        expect(found.visible).toBeLessThanOrEqual(results[i].visibleIfClearancePlus0_1m);
      }
    },
  );

  it('over flat ground ends where the Earth curves away', () => {
    // 10 m up, seeing the ground: sqrt(2 k Re h) = 13.04 km.
    const flat = gridOf(601, () => 100, 100);
    const found = viewshed(flat, eye({ col: 300, row: 300, maxDistM: 29_000 }));
    if (!found.ok) throw new Error(found.error.text);
    const { clearance, width } = found.value;
    const east = Array.from(
      { length: 280 },
      (_, k) => clearance[290 * width + 290 + k + 1] ?? Number.NaN,
    );
    const last = east.findLastIndex((metres) => metres >= 0) + 1;
    expect(last * 100).toBeGreaterThan(12_900);
    expect(last * 100).toBeLessThan(13_100);
  });

  it('ends behind a wall, and goes on over it', () => {
    const walled = gridOf(101, (col) => (col === 60 ? 30 : 0));
    const low = seen(walled, eye({ col: 50, row: 50 }));
    expect([low.mask[50 * 101 + 60], low.mask[50 * 101 + 61], low.mask[50 * 101 + 90]]).toEqual([
      1, 0, 0,
    ]);
    const high = seen(walled, eye({ col: 50, row: 50, heightM: 100 }));
    expect([high.mask[50 * 101 + 61], high.mask[50 * 101 + 90]]).toEqual([0, 1]);
  });

  it('looks alike to all four sides', () => {
    const ground = (c: number, r: number) =>
      40 * Math.sin(c / 5) * Math.cos(r / 7) + 7 * Math.sin(c * r);
    const side = 81;
    const from = eye({ col: 33, row: 47.5, targetHeightM: 2 });
    const straight = seen(gridOf(side, ground), from);
    const turned = seen(
      gridOf(side, (c, r) => ground(r, c)),
      { ...from, col: from.row, row: from.col },
    );
    const mirrored = seen(
      gridOf(side, (c, r) => ground(side - 1 - c, r)),
      { ...from, col: side - 1 - from.col },
    );
    expect(turned.visible).toBe(straight.visible);
    expect(mirrored.visible).toBe(straight.visible);
  });

  it('agrees with straight lines over ground rougher than any, wherever the eye is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 40, noNaN: true }),
        fc.double({ min: 0, max: 40, noNaN: true }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (seed, col, row, heightM, targetHeightM) => {
          let state = seed;
          const grid = gridOf(41, () => {
            state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
            return (state / 2_147_483_648) * 60;
          });
          const from = eye({ col, row, heightM, targetHeightM });
          const { mask } = seen(grid, from);
          const alike = mask.reduce((sum, cell, i) => {
            const same = sees(grid, from, i % 41, Math.floor(i / 41)) === (cell === 1);
            return sum + (same ? 1 : 0);
          }, 0);
          expect(alike / mask.length).toBeGreaterThan(0.97);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is refused from outside the terrain, and over unknown ground within reach', () => {
    const grid = gridOf(41, (col, row) => (col === 35 && row === 20 ? Number.NaN : 0));
    expect(viewshed(grid, eye({ col: 41 }))).toMatchObject({
      ok: false,
      error: { kind: 'outside' },
    });
    expect(viewshed(grid, eye({ col: Number.NaN }))).toMatchObject({
      ok: false,
      error: { kind: 'outside' },
    });
    expect(viewshed(grid, eye())).toMatchObject({
      ok: false,
      error: { kind: 'unknown-ground', text: expect.stringContaining('column 35, row 20') },
    });
    expect(viewshed(grid, eye({ maxDistM: 300 }))).toMatchObject({ ok: true });
  });
});

describe('a case of viewsheds', () => {
  const sound = {
    width: 2,
    height: 2,
    cellM: 30,
    file: 'dem.f32',
    observers: [{ id: 'a', col: 0, row: 0, heightM: 2, targetHeightM: 2, maxDistM: 100 }],
  };

  it.each([
    ['width', { width: 1e9 }],
    ['cellM', { cellM: 0 }],
    ['k', { k: '7/6' }],
    ['observers', { observers: [] }],
    ['observers[0].id', { observers: [{ ...sound.observers[0], id: '../../etc' }] }],
    ['observers[1].id', { observers: [sound.observers[0], sound.observers[0]] }],
    ['observers[0].maxDistM', { observers: [{ ...sound.observers[0], maxDistM: -1 }] }],
  ])('is refused for its %s', (field, changes) => {
    expect(parseViewshedCase(sound)).toMatchObject({ ok: true });
    expect(parseViewshedCase({ ...sound, ...changes })).toMatchObject({
      ok: false,
      error: { field },
    });
  });
});

it('refuses a viewer a million kilometres under the ground', () => {
  const observer = { id: 'a', col: 1, row: 1, heightM: 2, targetHeightM: 2, maxDistM: 100 };
  const read = (changes: object) =>
    parseViewshedCase({
      ...{ width: 3, height: 3, cellM: 30, file: 'dem.f32' },
      observers: [{ ...observer, ...changes }],
    });
  expect(read({}).ok).toBe(true);
  for (const changes of [{ heightM: -1e9 }, { heightM: 1e300 }, { targetHeightM: -2 }])
    expect(read(changes)).toMatchObject({
      ok: false,
      error: { text: expect.stringContaining('over the ground') },
    });
});
