import { describe, expect, it } from 'vitest';
import { parseScan } from './parse-scan.ts';
import type { Scan } from './scan.ts';
import { ScanDoor } from './scan-door.ts';
import { parseSector, type Sector } from './sector.ts';

const radar = {
  t: 1,
  ta: 1.5,
  sensor: 'R1',
  type: 'radar',
  origin: [0, 0],
  cov: { kind: 'disc', r0: 100, r1: 9000 },
  pd: 0.9,
  clutter: 20,
  R: [
    [1e-5, 0],
    [0, 144],
  ],
  z: [[0.5, 2000]],
};
const camera = {
  ...radar,
  type: 'eo',
  R: [
    [25, 0],
    [0, 25],
  ],
  cov: {
    kind: 'poly',
    pts: [
      [0, 0],
      [9, 0],
      [0, 9],
    ],
  },
};

describe('a scan', () => {
  it('is read in the terms of its sensor', () => {
    expect(parseScan(radar)).toMatchObject({ ok: true, value: { measure: 'polar' } });
    expect(parseScan(camera)).toMatchObject({ ok: true, value: { measure: 'place' } });
  });

  it.each([
    ['z', { z: [[Number.NaN, 2000]] }],
    ['z', { z: [[0.5, Number.POSITIVE_INFINITY]] }],
    ['z', { z: [[null, 1]] }],
    ['z', { z: [[0.5]] }],
    [
      'R',
      {
        R: [
          [-1e-5, 0],
          [0, 144],
        ],
      },
    ],
    [
      'R',
      {
        R: [
          [1, 0.5],
          [0.1, 1],
        ],
      },
    ],
    [
      'R',
      {
        R: [
          [1, 2],
          [2, 1],
        ],
      },
    ],
    ['R', { R: [[1e-5]] }],
    ['R', { R: [] }],
    ['pd', { pd: 0 }],
    ['pd', { pd: 1.2 }],
    ['clutter', { clutter: -1 }],
    ['mdv', { mdv: 'slow' }],
    ['cov', { cov: { kind: 'disc', r0: 9000, r1: 100 } }],
    ['cov', { cov: { kind: 'rect', x0: 0, y0: 0, x1: 1, y1: 1 } }],
    ['cov', { cov: { kind: 'poly', pts: [[0, 0]] } }],
    ['origin', { origin: undefined }],
    ['type', { type: 'constructor' }],
    ['t', { t: '1' }],
  ])('is refused for its %s: %j', (field, wrong) => {
    expect(parseScan({ ...radar, ...wrong })).toMatchObject({ ok: false, error: { field } });
  });
});

describe('the door of the tracker', () => {
  const sector = parseSector({ box: [0, 0, 1, 1], sensors: [{ id: 'R1', period: 1 }] });
  const door = () => new ScanDoor((sector as { value: Sector }).value);
  const scan = (t: number, ta = t) => ({ ...(parseScan(radar) as { value: Scan }).value, t, ta });

  it('lets in a scan a second, and one that comes 20 s late', () => {
    const at = door();
    for (let t = 0; t < 100; t++) expect(at.refuse(scan(t))).toBeUndefined();
    expect(at.refuse(scan(79.5, 99.5))).toBeUndefined();
  });

  it('sheds time that runs backwards by a year, and a clock a year ahead', () => {
    const at = door();
    at.refuse(scan(1000));
    expect(at.refuse(scan(1000 - 365 * 86_400))).toBe('time');
    expect(at.refuse(scan(1000 + 365 * 86_400))).toBe('time');
    expect(at.refuse(scan(1001))).toBeUndefined();
  });

  it('sheds what was measured after it arrived', () => {
    expect(door().refuse(scan(5, 4))).toBe('time');
  });

  it('sheds most of a sensor at fifty times its rate', () => {
    const at = door();
    let shed = 0;
    for (let n = 0; n < 5000; n++) if (at.refuse(scan(n / 50)) === 'rate') shed += 1;
    expect(shed).toBeGreaterThan(4500);
  });

  it('sheds a copy and a stranger', () => {
    const at = door();
    at.refuse(scan(3));
    expect(at.refuse(scan(3))).toBe('copy');
    expect(at.refuse({ ...scan(4), sensor: 'X' })).toBe('unknown-sensor');
  });

  it('stays open to a sensor after it has been at fifty times its rate', () => {
    const at = door();
    for (let n = 0; n < 5000; n++) at.refuse(scan(n / 50));
    expect(at.refuse(scan(200))).toBeUndefined();
  });
});

describe('a sector', () => {
  it.each([
    ['box', { box: [0, 0, 0, 1] }],
    ['box', { box: [0, 0, 1e9, 1] }],
    ['sensors', { sensors: undefined }],
    ['sensors[0].period', { sensors: [{ id: 'A', period: 0 }] }],
    ['duration', { duration: 1e12 }],
  ])('is refused for its %s', (field, wrong) => {
    const said = { box: [0, 0, 1, 1], sensors: [], ...wrong };
    expect(parseSector(said)).toMatchObject({ ok: false, error: { field } });
  });
});
