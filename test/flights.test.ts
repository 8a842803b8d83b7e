import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { atRest, quickly } from './support/quickly.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenline-flights-'));
const at = (name: string) => join(folder, name);
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
const REQUEST = {
  area: box(33, 35, 33.1, 35.05),
  noFly: [box(33.03, 35.01, 33.05, 35.03)],
  launch: { lon: 33.05, lat: 34.99 },
  drone: { id: 'D-1', airspeedMps: 20, enduranceS: 3600, swathM: 600, heightM: 150 },
  from: '2026-03-10T08:00:00Z',
};

async function flights(request: object) {
  writeFileSync(at('request.json'), JSON.stringify(request));
  rmSync(at('out'), { recursive: true, force: true });
  return quickly('flights', '--request', at('request.json'), '--out', at('out'));
}

describe('greenline flights', () => {
  it('writes each flight as a file that a drone can fly, and what the parties are told', async () => {
    expect(await flights(REQUEST)).toMatchObject({ code: 0, errors: '' });
    const { flights: planned, unflown } = JSON.parse(readFileSync(at('out/flights.json'), 'utf8'));
    expect(unflown).toEqual([]);
    expect(planned.length).toBeGreaterThan(1);
    const plans = readdirSync(at('out')).filter((name) => name.endsWith('.plan'));
    expect(plans.length).toBe(planned.length);
    expect(readFileSync(at('out/flight-1.waypoints'), 'utf8')).toMatch(/^QGC WPL 110\n0\t1\t/);
  });

  it('writes an announcement that the mission can declare as it is', async () => {
    await flights(REQUEST);
    const said = await quickly(
      'declare',
      at('out/announcement.json'),
      '--check',
      '--mission',
      'missions/forty-km',
    );
    expect(said.errors).toMatch(/1 declaration: sound/);
    expect(said.code).toBe(0);
  });

  it('writes nothing where no flight is possible, and says why', async () => {
    const said = await flights({ ...REQUEST, launch: { lon: 40, lat: 35 } });
    expect(said.code).toBe(2);
    expect(said.errors).toMatch(/no flight is possible: too far for the drone’s endurance/);
    expect(existsSync(at('out'))).toBe(false);
  });

  it.each([
    ['area', { area: { type: 'Point', coordinates: [0, 0] } }],
    ['launch', { launch: { lon: 200, lat: 0 } }],
    ['drone.reserve', { drone: { ...REQUEST.drone, reserve: 1 } }],
    ['from', { from: 'soon' }],
  ])('refuses a request whose %s is wrong, and names it', async (field, wrong) => {
    const said = await flights({ ...REQUEST, ...wrong });
    expect(said.code).toBe(2);
    expect(said.errors).toContain(`request.json: ${field}`);
  });
});

describe('greenline patrol', () => {
  const ROADS = {
    type: 'FeatureCollection',
    features: [
      [33, 35, 33.02, 35],
      [33.02, 35, 33.02, 35.02],
    ].map(([a, b, c, d]) => ({
      type: 'Feature',
      properties: { speedKph: 36 },
      geometry: {
        type: 'LineString',
        coordinates: [
          [a, b],
          [c, d],
        ],
      },
    })),
  };
  const TASK = {
    base: { lon: 33, lat: 35 },
    visits: [{ id: 'CP-1', position: { lon: 33.02, lat: 35.02 } }],
    most: 7200,
  };
  async function patrol(roads: object, task: object) {
    writeFileSync(at('roads.json'), JSON.stringify(roads));
    writeFileSync(at('task.json'), JSON.stringify(task));
    const said = await quickly(
      ...[
        'patrol',
        '--roads',
        at('roads.json'),
        '--task',
        at('task.json'),
        '--out',
        at('way.json'),
      ],
    );
    return said;
  }

  it('writes a way along roads, and what it visits', async () => {
    expect(await patrol(ROADS, TASK)).toMatchObject({ code: 0, errors: '' });
    const way = JSON.parse(readFileSync(at('way.json'), 'utf8'));
    expect(way).toMatchObject({ visited: ['CP-1'], leftOut: [] });
    expect(way.way.coordinates).toEqual([
      [33, 35],
      [33.02, 35],
      [33.02, 35.02],
      [33.02, 35],
      [33, 35],
    ]);
  });

  it('refuses a base off the road', async () => {
    const said = await patrol(ROADS, { ...TASK, base: { lon: 34, lat: 35 } });
    expect(said).toMatchObject({ code: 2 });
    expect(said.errors).toMatch(/no open road within 300 m/);
  });
});
