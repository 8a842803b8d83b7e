import { describe, expect, it } from 'vitest';
import { type Camera, cameraFootprint, type ElevationGrid } from '../index.ts';

const gridOf = (at: (col: number, row: number) => number): ElevationGrid => ({
  width: 201,
  height: 201,
  cellM: 10,
  z: Float32Array.from({ length: 201 * 201 }, (_, i) => at(i % 201, Math.floor(i / 201))),
});

const camera = (changes: Partial<Camera> = {}): Camera => ({
  col: 100,
  row: 100,
  altitudeM: 200,
  headingDeg: 0,
  pitchDeg: -90,
  rollDeg: 0,
  widthDeg: 60,
  heightDeg: 40,
  maxRangeM: 5_000,
  ...changes,
});

function footprint(grid: ElevationGrid, from: Camera) {
  const found = cameraFootprint(grid, from);
  if (!found.ok) throw new Error(found.error.text);
  const cols = found.value.outline.map(([col]) => col);
  const rows = found.value.outline.map(([, row]) => row);
  return {
    cut: found.value.cut,
    west: Math.min(...cols),
    east: Math.max(...cols),
    north: Math.min(...rows),
    south: Math.max(...rows),
  };
}

describe('the footprint of a camera', () => {
  it('straight down over flat ground is as wide as its angles say', () => {
    const { west, east, north, south, cut } = footprint(
      gridOf(() => 100),
      camera(),
    );
    expect(cut).toBe(false);
    // 100 m up: tan 30° to each side, tan 20° ahead and behind; cells of 10 m.
    expect(east - west).toBeCloseTo(2 * 10 * Math.tan(Math.PI / 6), 1);
    expect(south - north).toBeCloseTo(2 * 10 * Math.tan(Math.PI / 9), 1);
  });

  it('turns with the heading, and ahead lies further than behind when it looks forward', () => {
    const east = footprint(
      gridOf(() => 100),
      camera({ headingDeg: 90, pitchDeg: -45 }),
    );
    // From 25° to 65° below level.
    expect(east.west - 100).toBeCloseTo(10 / Math.tan((65 * Math.PI) / 180), 1);
    expect(east.east - 100).toBeCloseTo(10 / Math.tan((25 * Math.PI) / 180), 1);
  });

  it('ends on a hillside that stands in its way', () => {
    const open = footprint(
      gridOf(() => 100),
      camera({ pitchDeg: -30 }),
    );
    const hill = footprint(
      gridOf((_, row) => (row < 90 ? 250 : 100)),
      camera({ pitchDeg: -30 }),
    );
    expect(open.north).toBeLessThan(60);
    expect(hill.north).toBeGreaterThan(88);
  });

  it('that reaches past the terrain or the range says that it was cut', () => {
    expect(
      footprint(
        gridOf(() => 100),
        camera({ pitchDeg: -15 }),
      ).cut,
    ).toBe(true);
    expect(
      footprint(
        gridOf(() => 100),
        camera({ pitchDeg: -30, maxRangeM: 150 }),
      ).cut,
    ).toBe(true);
  });

  it.each([
    ['under the ground', { altitudeM: 50 }, 'under-ground'],
    ['beside the terrain', { col: -5 }, 'outside'],
    ['looking up', { pitchDeg: 60 }, 'sky'],
    ['with no field of view', { widthDeg: 0 }, 'out-of-range'],
  ])('of one %s is refused', (_, changes, kind) => {
    const from = camera({ maxRangeM: 300, ...changes });
    expect(
      cameraFootprint(
        gridOf(() => 100),
        from,
      ),
    ).toMatchObject({ ok: false, error: { kind } });
  });
});
