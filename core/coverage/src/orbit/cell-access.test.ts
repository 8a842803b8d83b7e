import { instant } from '@greenline/base';
import { afterAll, describe, expect, it } from 'vitest';
import {
  accessWindows,
  accessZone,
  type CellAccess,
  cellAccess,
  decodeTwoLine,
  Propagator,
  revisit,
  type Satellite,
  type SatelliteSensor,
} from '../index.ts';

const propagator = await Propagator.open();
afterAll(() => propagator.close());

const SPAN = { start: instant(Date.UTC(2024, 9, 5, 18)), durationS: 86_400 };

function satellite(sensor: SatelliteSensor): Satellite {
  const elements = decodeTwoLine(
    '1 40697U 15028A   24279.17255390  .00001112  00000+0  44064-3 0  9993',
    '2 40697  98.5691 351.8518 0001010  99.3360 260.7937 14.30828931485076',
  );
  if (!elements.ok) throw new Error(elements.error.text);
  return { name: 'S', elements: elements.value, sensor };
}

function accessesOf(satellites: readonly Satellite[], cells: Float64Array): readonly CellAccess[] {
  const found = cellAccess(propagator, satellites, cells, SPAN);
  if (!Array.isArray(found)) throw new Error('no orbit');
  return found;
}

const SENSORS: readonly SatelliteSensor[] = [
  { type: 'cone', maxOffNadirDeg: 40 },
  { type: 'pyramid', side: 'nadir', acrossHalfDeg: 30, alongHalfDeg: 1 },
  { type: 'pyramid', side: 'left', nearOffNadirDeg: 10, farOffNadirDeg: 50, alongHalfDeg: 1 },
];

describe('cells that satellites see', () => {
  it.each(SENSORS)('are seen when a small zone about each is: %o', (sensor) => {
    const one = satellite(sensor);
    const middles = [
      [25, 66],
      [33, 48],
      [-179.99, 60],
    ] as const;
    const seen = accessesOf([one], Float64Array.from(middles.flat()));
    for (const [cell, [lon, lat]] of middles.entries()) {
      // Some 10 m a side.
      const [w, e, s, n] = [lon - 1e-4, lon + 1e-4, lat - 1e-4, lat + 1e-4];
      const zone = accessZone([
        [
          [
            [w, s],
            [e, s],
            [e, n],
            [w, n],
            [w, s],
          ],
        ],
      ]);
      if (!zone.ok) throw new Error(zone.error.text);
      const windows = accessWindows(propagator, one, zone.value, SPAN);
      if (!Array.isArray(windows)) throw new Error('no orbit');
      const own = seen.filter((access) => access.cell === cell);
      expect(own.length).toBe(windows.length);
      for (const [i, { startStep, endStep }] of own.entries()) {
        expect(Math.abs(startStep - windows[i].startStep)).toBeLessThanOrEqual(1);
        expect(Math.abs(endStep - windows[i].endStep)).toBeLessThanOrEqual(1);
      }
    }
  });

  it('need the sun where the sensor does', () => {
    const cone = { type: 'cone', maxOffNadirDeg: 40, minSunElevationDeg: 10 } as const;
    const seen = accessesOf([satellite(cone)], Float64Array.of(33, 48));
    expect(new Set(seen.map(({ usable }) => usable))).toEqual(new Set([true, false]));
  });
});

describe('revisit', () => {
  const look = (
    startStep: number,
    endStep: number,
    changes: Partial<CellAccess> = {},
  ): CellAccess => ({
    cell: 0,
    satellite: 0,
    startStep,
    endStep,
    usable: true,
    ...changes,
  });
  const span = { ...SPAN, durationS: 1_000 };

  it('is by the gaps between looks; looks that overlap are one', () => {
    const looks = [
      look(100, 120),
      look(115, 130, { satellite: 1 }),
      look(330, 340),
      look(700, 710),
    ];
    expect(revisit(looks, 1, span)).toEqual([{ cell: 0, looks: 3, meanGapS: 280, maxGapS: 360 }]);
  });

  it('counts the beginning and the end of the span as unseen', () => {
    expect(revisit([look(400, 410)], 2, span)).toEqual([
      { cell: 0, looks: 1, meanGapS: undefined, maxGapS: 590 },
      { cell: 1, looks: 0, meanGapS: undefined, maxGapS: 1_000 },
    ]);
  });

  it('is of the satellites asked about, and of light enough', () => {
    const looks = [
      look(100, 110),
      look(500, 510, { satellite: 1 }),
      look(900, 910, { usable: false }),
    ];
    expect(revisit(looks, 1, span)[0]?.looks).toBe(2);
    expect(revisit(looks, 1, span, ({ satellite: of }) => of === 1)[0]?.looks).toBe(1);
  });
});
