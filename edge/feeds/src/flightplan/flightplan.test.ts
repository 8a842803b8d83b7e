import { existsSync, readFileSync } from 'node:fs';
import { instant } from '@greenline/base';
import type { Flight } from '@greenline/planning';
import { describe, expect, it } from 'vitest';
import { qgcPlan, waypointFile } from './qgc-plan.ts';

const FLIGHT: Flight = {
  drone: 'D-1',
  from: instant(Date.UTC(2026, 2, 10, 10)),
  to: instant(Date.UTC(2026, 2, 10, 10, 30)),
  heightM: 120,
  airspeedMps: 15,
  way: [
    { lon: 33, lat: 35 },
    { lon: 33.01, lat: 35 },
    { lon: 33.01, lat: 35.01 },
    { lon: 33, lat: 35 },
  ],
  passes: [],
};
const FENCE = [
  [
    { lon: 33, lat: 35.1 },
    { lon: 33.1, lat: 35.1 },
    { lon: 33.1, lat: 35.2 },
    { lon: 33, lat: 35.1 },
  ],
];

describe('a flight as a file for QGroundControl', () => {
  it('takes off, keeps its speed, flies turn by turn and comes home', () => {
    expect(qgcPlan(FLIGHT, [])).toMatchObject({
      fileType: 'Plan',
      version: 1,
      mission: {
        version: 2,
        plannedHomePosition: [35, 33, 0],
        items: [
          { command: 22, frame: 3, params: [0, 0, 0, null, 35, 33, 120], doJumpId: 1 },
          { command: 178, frame: 2, params: [0, 15, -1, 0, 0, 0, 0] },
          { command: 16, params: [0, 0, 0, null, 35, 33.01, 120] },
          { command: 16, params: [0, 0, 0, null, 35.01, 33.01, 120] },
          { command: 20, frame: 2, params: [0, 0, 0, 0, 0, 0, 0], doJumpId: 5 },
        ],
      },
    });
  });

  it('fences off what must not be flown over, latitude first and unclosed', () => {
    expect(qgcPlan(FLIGHT, FENCE)).toMatchObject({
      geoFence: {
        version: 2,
        polygons: [
          {
            inclusion: false,
            polygon: [
              [35.1, 33],
              [35.1, 33.1],
              [35.2, 33.1],
            ],
          },
        ],
      },
    });
  });

  const SAMPLE = '../shared/data/06-mavlink/plan/qgroundcontrol_sample.plan';
  it.skipIf(!existsSync(SAMPLE))('has every key that QGroundControl itself writes', () => {
    const sample = JSON.parse(readFileSync(SAMPLE, 'utf8'));
    const made = qgcPlan(FLIGHT, []) as typeof sample;
    const keys = (value: object) => Object.keys(value).sort();
    expect(keys(made)).toEqual(keys(sample));
    expect(keys(made.mission)).toEqual(keys(sample.mission));
    expect(keys(made.mission.items[0])).toEqual(keys(sample.mission.items[0]));
    expect(keys(made.mission.items[1])).toEqual(keys(sample.mission.items[2]));
  });

  it('as waypoints has home first and twelve columns a line', () => {
    const [head, ...rows] = waypointFile(FLIGHT).trimEnd().split('\n');
    expect(head).toBe('QGC WPL 110');
    expect(rows.map((row) => row.split('\t').length)).toEqual([12, 12, 12, 12, 12, 12]);
    expect(rows[0]).toBe('0\t1\t0\t16\t0\t0\t0\t0\t35\t33\t0\t1');
    expect(rows[3]).toBe('3\t0\t3\t16\t0\t0\t0\t0\t35\t33.01\t120\t1');
  });
});
