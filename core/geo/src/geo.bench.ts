import { boundaryOf } from './boundary.ts';
import { type Line, lengthOf, lineOf } from './line.ts';
import { signedDistance } from './measure.ts';
import type { Position } from './position.ts';
import { type PreparedArea, prepareArea } from './prepared.ts';
import { isotropic, probabilityInside } from './probability.ts';
import { polygonZone } from './rings.ts';
import { bandZone, corridorZone } from './zones.ts';

/** One figure the README claims; `run` measures it on this machine. */
export interface Bench {
  readonly name: string;
  run(): { readonly value: number; readonly unit: string };
}

/** A line of contact drawn for measuring: 1,300 vertices over about 1,300 km. */
export function contactLine(vertices = 1300): Line {
  const positions: Position[] = [];
  for (let i = 0; i < vertices; i++) {
    const share = i / (vertices - 1);
    positions.push({
      lon: 28 + 12 * share + 0.002 * Math.sin(i * 1.3),
      lat: 46 + 3.6 * Math.sin(2.2 * share) + 0.0035 * Math.sin(i * 0.9) + 0.07 * Math.sin(i / 9),
    });
  }
  const line = lineOf(positions);
  if (!line.ok) throw new Error(line.error.text);
  return line.value;
}

export const benches: readonly Bench[] = [
  {
    name: 'zone build: 1,300 vertices, 1,300 km, 20 km each side',
    run() {
      const line = contactLine();
      const start = performance.now();
      boundaryOf(band(line));
      return { value: (performance.now() - start) / 1000, unit: 's' };
    },
  },
  {
    name: 'membership in a band of 1,300 vertices',
    run: () => membershipRate(band(contactLine())),
  },
  {
    name: 'membership in a polygon of 2,600 vertices',
    run: () => membershipRate(star(2600)),
  },
  {
    name: 'signed distance to a line of 1,300 vertices',
    run() {
      const line = contactLine();
      const places = scattered(200_000);
      return rate(places.length / 2, () => {
        let sum = 0;
        for (let i = 0; i < places.length; i += 2) {
          const place = { lon: places[i] as number, lat: places[i + 1] as number };
          sum += signedDistance(line, 'left', place);
        }
        return sum;
      });
    },
  },
  {
    name: 'probability inside, sigma 500 m, at the boundary',
    run() {
      const area = band(contactLine());
      const edge = boundaryOf(area).polygons[0]?.outer.slice(0, 2000) ?? [];
      return rate(edge.length, () =>
        edge.reduce((sum, place) => sum + probabilityInside(area, place, isotropic(500)), 0),
      );
    },
  },
  {
    name: 'probability at the boundary, sigma 15 m',
    run() {
      const area = band(contactLine());
      const edge = boundaryOf(area).polygons[0]?.outer.slice(0, 2000) ?? [];
      return rate(edge.length, () =>
        edge.reduce((sum, place) => sum + probabilityInside(area, place, isotropic(15)), 0),
      );
    },
  },
  {
    name: 'probability at the boundary of a 30 m corridor, sigma 15 m',
    run() {
      const path = lineOf(contactLine().positions.slice(0, 20));
      const road = path.ok ? corridorZone(path.value, 30) : path;
      const area = road.ok ? prepareArea(road.value) : road;
      if (!area.ok) throw new Error(area.error.text);
      const edge = boundaryOf(area.value).polygons[0]?.outer.slice(0, 500) ?? [];
      return rate(edge.length, () =>
        edge.reduce((sum, place) => sum + probabilityInside(area.value, place, isotropic(15)), 0),
      );
    },
  },
  {
    name: 'length of the line measured with',
    run: () => ({ value: lengthOf(contactLine()) / 1000, unit: 'km' }),
  },
];

function membershipRate(area: PreparedArea) {
  const places = scattered(2_000_000);
  const out = new Uint8Array(places.length / 2);
  return rate(out.length, () => area.containsBatch(places, out));
}

/** Times the second of two runs: the first is for the compiler. */
function rate(count: number, run: () => number): { value: number; unit: string } {
  run();
  const start = performance.now();
  run();
  return { value: Math.round(count / ((performance.now() - start) / 1000)), unit: '1/s' };
}

function band(line: Line): PreparedArea {
  const area = bandZone(line, { left: 20_000, right: 20_000 });
  const prepared = area.ok ? prepareArea(area.value) : area;
  if (!prepared.ok) throw new Error(prepared.error.text);
  return prepared.value;
}

/** A ragged ring around the middle of the field. */
function star(vertices: number): PreparedArea {
  const outer = Array.from({ length: vertices + 1 }, (_, index) => {
    const i = index % vertices;
    const turn = (2 * Math.PI * i) / vertices;
    const size = 1.5 + 0.3 * Math.sin(17 * turn) + 0.004 * Math.sin(i * 2.1);
    return { lon: 34.5 + 2 * size * Math.cos(turn), lat: 47.75 + size * Math.sin(turn) };
  });
  const area = polygonZone([{ outer }]);
  if (!area.ok) throw new Error(area.error.text);
  const prepared = prepareArea(area.value);
  if (!prepared.ok) throw new Error(prepared.error.text);
  return prepared.value;
}

/** Places over the field, the same every time: the additive recurrence of the golden ratio. */
function scattered(count: number): Float64Array {
  const places = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    places[2 * i] = 27 + 14.5 * ((i * 0.7548776662466927) % 1);
    places[2 * i + 1] = 45 + 5.5 * ((i * 0.5698402909980532) % 1);
  }
  return places;
}
