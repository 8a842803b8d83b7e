import { existsSync, readFileSync } from 'node:fs';
import { metres } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { contactLine } from './geo.bench.ts';
import {
  type Area,
  areaKm2,
  bandZone,
  boundaryOf,
  corridorZone,
  destination,
  difference,
  discZone,
  distanceBetween,
  intersection,
  type Line,
  lengthKm,
  lineFromGeoJson,
  lineOf,
  measureFromLine,
  type Position,
  type PreparedArea,
  polygonsFromGeoJson,
  polygonZone,
  prepareArea,
  sectorZone,
  union,
} from './index.ts';

const at = (lon: number, lat: number): Position => ({ lon, lat });

function sure<T>(result: { ok: true; value: T } | { ok: false; error: { text: string } }): T {
  if (!result.ok) throw new Error(result.error.text);
  return result.value;
}
const line = (...places: [number, number][]): Line =>
  sure(lineOf(places.map(([lon, lat]) => at(lon, lat))));
const prepared = (area: Area): PreparedArea => sure(prepareArea(area));
const has = (area: Area, lon: number, lat: number): boolean => prepared(area).contains(lon, lat);

const meridian = line([30, 46], [30, 48]);

/** Distance to a line by walking it in steps of 100 m: shares nothing with what is tested. */
function walkedDistance(course: Line): (place: Position) => number {
  const steps: Position[] = [];
  course.positions.forEach((a, i) => {
    const b = course.positions[i + 1];
    if (b === undefined) return;
    const count = Math.ceil(distanceBetween(a, b) / 100);
    for (let k = 0; k <= count; k++) {
      const share = k / count;
      steps.push(at(a.lon + share * (b.lon - a.lon), a.lat + share * (b.lat - a.lat)));
    }
  });
  return (place) => {
    const shrink = Math.cos((place.lat * Math.PI) / 180);
    const rough = steps.map((step) =>
      Math.hypot((step.lon - place.lon) * shrink, step.lat - place.lat),
    );
    const least = rough.reduce((a, b) => Math.min(a, b));
    return steps
      .filter((_, i) => (rough[i] as number) < least * 1.01)
      .reduce((best, step) => Math.min(best, distanceBetween(place, step)), Infinity);
  };
}

describe('a band along a line of 1,300 vertices and 1,300 km', () => {
  const course = contactLine();
  const band = prepared(sure(bandZone(course, { left: 40_000, right: 20_000 })));
  const outer = boundaryOf(band).polygons[0]?.outer ?? [];
  const depthOf = (place: Position) =>
    measureFromLine(course, 'left', place).side === 'left' ? 40_000 : 20_000;

  it('is as long as it claims', () => {
    expect(lengthKm(course)).toBeGreaterThan(1270);
    expect(lengthKm(course)).toBeLessThan(1330);
  });

  it('has every vertex and the middle of every edge at the depth, within 5 m', () => {
    const middles = outer.slice(1).map((b, i) => {
      const a = outer[i] as Position;
      return at((a.lon + b.lon) / 2, (a.lat + b.lat) / 2);
    });
    const past = (place: Position) => measureFromLine(course, 'left', place).pastEnd;
    const judged = [...outer, ...middles].filter((place) => !past(place));
    expect(judged.length).toBeGreaterThan(5000);
    const worst = judged.reduce((most, place) => {
      const { distance } = measureFromLine(course, 'left', place);
      return Math.max(most, Math.abs(distance - depthOf(place)));
    }, 0);
    expect(worst).toBeLessThan(5);
  });

  it('has its boundary there by a walk along the line too', () => {
    const walked = walkedDistance(course);
    const some = outer.filter((_, i) => i % 100 === 0);
    for (const place of some.filter((spot) => !measureFromLine(course, 'left', spot).pastEnd)) {
      expect(Math.abs(walked(place) - depthOf(place))).toBeLessThan(5);
    }
  });

  it('contains exactly the places within the depth', () => {
    let ground = 0;
    const { west, south, east, north } = band.bounds;
    for (let i = 0; i < 20_000; i++) {
      const lon = west + (east - west) * ((i * 0.7548776662466927) % 1);
      const lat = south + (north - south) * ((i * 0.5698402909980532) % 1);
      const { distance, side } = measureFromLine(course, 'left', at(lon, lat));
      const inside = distance <= (side === 'left' ? 40_000 : 20_000);
      expect(band.contains(lon, lat)).toBe(inside);
      ground += inside ? squareDegree(lat) : 0;
    }
    const counted = (ground / 20_000) * (east - west) * (north - south);
    expect(counted / areaKm2(band)).toBeCloseTo(1, 2);
  });
});

/** Square kilometres of a square degree on WGS 84. */
function squareDegree(lat: number): number {
  const phi = (lat * Math.PI) / 180;
  const w = 1 - 0.0066943799901413 * Math.sin(phi) ** 2;
  const radii = ((6378.137 * (1 - 0.0066943799901413)) / w ** 1.5) * (6378.137 / Math.sqrt(w));
  return radii * Math.cos(phi) * (Math.PI / 180) ** 2;
}

describe('areas and depths', () => {
  // Source: Python geographiclib 2.0, PolygonArea of 802 points at 20 km by Direct.
  it('give a flat band along a meridian its area', () => {
    const band = sure(bandZone(meridian, { left: 20_000, right: 20_000, ends: 'flat' }));
    expect(areaKm2(prepared(band))).toBeCloseTo(8893.652199, 1);
  });

  // Source: Python geographiclib 2.0, PolygonArea of 3,600 points at 40 km by Direct.
  it('give a disc its area', () => {
    expect(areaKm2(prepared(sure(discZone(at(30, 47), 40_000))))).toBeCloseTo(5026.5295, 0);
  });

  // Source: Python geographiclib 2.0, PolygonArea.
  it('give a polygon its area with geodesic edges', () => {
    const outer = [at(30, 47), at(31, 47), at(31, 48), at(30, 48), at(30, 47)];
    expect(areaKm2(prepared(sure(polygonZone([{ outer }]))))).toBeCloseTo(8376.498721, 6);
  });

  it('nest: the bands from 0 to 10 and from 10 to 20 km make the band from 0 to 20', () => {
    const inner = areaKm2(prepared(sure(bandZone(meridian, { left: 10_000, right: 10_000 }))));
    const rim = sure(bandZone(meridian, { left: 20_000, right: 20_000, from: 10_000 }));
    const whole = areaKm2(prepared(sure(bandZone(meridian, { left: 20_000, right: 20_000 }))));
    expect(inner + areaKm2(prepared(rim))).toBeCloseTo(whole, 1);
    expect(boundaryOf(prepared(rim)).polygons[0]?.holes).toHaveLength(1);
    expect(has(rim, 30.05, 47)).toBe(false);
  });

  it('end at the line where a side has no depth', () => {
    const left = sure(bandZone(meridian, { left: 20_000 }));
    expect(has(left, 29.9, 47)).toBe(true);
    expect(has(left, 30, 47)).toBe(true);
    expect(has(left, 30.0001, 47)).toBe(false);
  });

  it('take the end segment carried on for the side past a round end', () => {
    const left = sure(bandZone(meridian, { left: 20_000 }));
    expect(has(left, 29.95, 48.1)).toBe(true);
    expect(has(left, 30.05, 48.1)).toBe(false);
    expect(has(sure(bandZone(meridian, { left: 20_000, ends: 'flat' })), 29.95, 48.1)).toBe(false);
  });

  it('include the boundary to the millimetre', () => {
    const band = prepared(sure(bandZone(meridian, { left: 20_000, right: 20_000 })));
    const edge = destination(at(30, 47), 90, metres(20_000));
    const beyond = destination(at(30, 47), 90, metres(20_000.002));
    expect(band.contains(edge.lon, edge.lat)).toBe(true);
    expect(band.contains(beyond.lon, beyond.lat)).toBe(false);
    expect(band.insideBy(at(30, 47))).toBeCloseTo(20_000, 3);
  });

  it('answer a batch as they answer one by one', () => {
    const band = prepared(sure(bandZone(meridian, { left: 20_000, right: 5_000 })));
    const places = Float64Array.from([29.9, 47, 30.1, 47, 30.01, 47, Number.NaN, 47]);
    const out = new Uint8Array(4);
    expect(band.containsBatch(places, out)).toBe(2);
    expect([...out]).toEqual([1, 0, 1, 0]);
  });

  it('say from afar that all around is inside or outside, and never beside the boundary', () => {
    const band = prepared(sure(bandZone(meridian, { left: 20_000, right: 5_000 })));
    let settled = 0;
    for (let i = 0; i < 2000; i++) {
      const place = at(29.6 + ((i * 0.618034) % 1) * 0.6, 45.7 + ((i * 0.754878) % 1) * 2.6);
      const around = band.settledAround(place, 90);
      if (around === undefined) continue;
      settled++;
      expect(around).toBe(band.contains(place.lon, place.lat));
      expect(Math.abs(band.insideBy(place))).toBeGreaterThan(90);
    }
    expect(settled).toBeGreaterThan(1500);
    expect(band.settledAround(at(0, 10), 90)).toBe(false);
    expect(band.settledAround(at(29.9, 47), Number.NaN)).toBeUndefined();
  });

  it('are refused where they mean nothing', () => {
    expect(bandZone(meridian, {})).toMatchObject({ error: { kind: 'no-side' } });
    expect(bandZone(meridian, { left: -1 })).toMatchObject({ error: { kind: 'bad-depth' } });
    const back = line([30, 46], [30, 46.5], [30.1, 46.5], [30.1, 45]);
    expect(bandZone(back, { left: 40_000, ends: 'flat' })).toMatchObject({
      error: { kind: 'bad-end' },
    });
    expect(discZone(at(0, 95), 10)).toMatchObject({ error: { kind: 'bad-position' } });
    expect(prepareArea(sure(discZone(at(0, 88.9), 90_000)))).toMatchObject({
      error: { kind: 'near-pole' },
    });
  });
});

describe('polygons', () => {
  const outer = [at(0, 0), at(4, 0), at(4, 4), at(0, 4), at(0, 0)];
  const hole = [at(1, 1), at(1, 2), at(2, 2), at(2, 1), at(1, 1)];
  const error = (...rings: Position[][]) => {
    const made = polygonZone([{ outer: rings[0] ?? [], holes: rings.slice(1) }]);
    return made.ok ? undefined : made.error;
  };

  it('contain what lies within and not in a hole, edges included', () => {
    const area = sure(polygonZone([{ outer, holes: [hole] }]));
    expect([has(area, 3, 3), has(area, 1.5, 1.5), has(area, 5, 3)]).toEqual([true, false, false]);
    expect([has(area, 0, 2), has(area, 1, 1.5), has(area, 4, 4)]).toEqual([true, true, true]);
  });

  it('are refused unclosed, too short, wrongly wound or crossed, with ring and vertex named', () => {
    expect(error(outer.slice(0, -1))).toMatchObject({ kind: 'not-closed', ring: 0, vertex: 3 });
    expect(error(outer.slice(0, 3))).toMatchObject({ kind: 'too-few', count: 3 });
    expect(error([...outer].reverse())).toMatchObject({ kind: 'wrong-order', ring: 0, vertex: 0 });
    expect(error(outer, [...hole].reverse())).toMatchObject({ kind: 'wrong-order', ring: 1 });
    const bow = [at(0, 0), at(4, 4), at(4, 0), at(0, 4), at(0, 0)];
    expect(error(bow)).toMatchObject({ kind: 'self-crossing', vertex: 0, other: 2 });
    const astray = hole.map(({ lon, lat }) => at(lon + 10, lat));
    expect(error(outer, astray)).toMatchObject({ kind: 'wrong-order', ring: 1, vertex: 0 });
    const across = hole.map(({ lon, lat }) => at(lon + 2.5, lat));
    expect(error(outer, across)).toMatchObject({ kind: 'self-crossing', ring: 0, vertex: 1 });
  });

  it('may lie across the date line', () => {
    const box = [at(179, -17), at(-179, -17), at(-179, -16), at(179, -16), at(179, -17)];
    const area = sure(polygonZone([{ outer: box }]));
    expect([180, -180, 179.5, -179.5, 178].map((lon) => has(area, lon, -16.5))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    const same = box.map(({ lon, lat }) => at(lon > 0 ? lon - 170 : lon + 190, lat));
    const moved = sure(polygonZone([{ outer: same }]));
    expect(areaKm2(prepared(area))).toBeCloseTo(areaKm2(prepared(moved)), 6);
  });
});

describe('areas made of others', () => {
  const west = sure(discZone(at(30, 47), 20_000));
  const east = sure(discZone(at(30.3, 47), 20_000));

  it('follow their parts', () => {
    const [both, common, rest] = [
      union([west, east]),
      intersection([west, east]),
      difference(west, [east]),
    ].map(sure) as [Area, Area, Area];
    const places = [29.8, 30.15, 30.5];
    expect(places.map((lon) => has(both, lon, 47))).toEqual([true, true, true]);
    expect(places.map((lon) => has(common, lon, 47))).toEqual([false, true, false]);
    expect(places.map((lon) => has(rest, lon, 47))).toEqual([true, false, false]);
    const size = (area: Area) => areaKm2(prepared(area));
    expect(size(both)).toBeCloseTo(size(west) + size(east) - size(common), 1);
    expect(size(rest)).toBeCloseTo(size(west) - size(common), 1);
  });

  it('can be cut by a meridian, by markers on a line and by bearings', () => {
    const band = sure(bandZone(meridian, { left: 20_000, right: 20_000 }));
    const eastern = sure(sectorZone(band, { kind: 'meridian', lon: 30.1, keep: 'east' }));
    expect([has(eastern, 30.15, 47), has(eastern, 30.05, 47)]).toEqual([true, false]);
    const from = metres(111_000);
    const north = sure(sectorZone(band, { kind: 'along', line: meridian, from }));
    expect([has(north, 30.1, 47.2), has(north, 30.1, 46.9)]).toEqual([true, false]);
    const wedge = sure(
      sectorZone(west, { kind: 'bearing', centre: at(30, 47), from: 350, to: 80 }),
    );
    expect([has(wedge, 30, 47.1), has(wedge, 30.1, 46.95), has(wedge, 29.9, 47)]).toEqual([
      true,
      false,
      false,
    ]);
    const half = areaKm2(prepared(wedge)) / areaKm2(prepared(west));
    expect(half).toBeCloseTo(0.25, 4);
  });

  it('include corridors as narrow as a road', () => {
    const road = sure(corridorZone(line([30, 47], [30.1, 47.02], [30.2, 47]), 30));
    expect([has(road, 30.1, 47.02), has(road, 30.1, 47.0203)]).toEqual([true, false]);
    expect(areaKm2(prepared(road))).toBeCloseTo(0.03 * 15.84, 1);
  });
});

const shared = '../shared/data/10-zones/derived';

describe.skipIf(!existsSync(shared))('real geometries (skipped without ../shared)', () => {
  const features = (file: string): { geometry: { type: string } }[] =>
    JSON.parse(readFileSync(`${shared}/${file}`, 'utf8')).features;

  it('give the line of 2015 in eastern Ukraine a band of 20 km each side', () => {
    const strings = features('ne-ceasefire-and-breakaway-lines.geojson');
    const course = sure(lineFromGeoJson(strings.at(-1)));
    const band = prepared(sure(bandZone(course, { left: 20_000, right: 20_000 })));
    const walked = walkedDistance(course);
    for (const place of boundaryOf(band).polygons[0]?.outer.filter((_, i) => i % 50 === 0) ?? []) {
      expect(Math.abs(walked(place) - 20_000)).toBeLessThan(5);
    }
  });

  it('read the Korean DMZ and the UNDOF zone, whichever way their rings turn', () => {
    for (const file of ['ne-korean-dmz.geojson', 'ne-undof-zone.geojson']) {
      for (const feature of features(file)) {
        const read = polygonsFromGeoJson(feature);
        if (read.ok) expect(areaKm2(prepared(read.value))).toBeGreaterThan(100);
        else expect(read.error.text).toMatch(/order|vertex/);
      }
    }
  });
});
