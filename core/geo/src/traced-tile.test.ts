import { describe, expect, it } from 'vitest';
import {
  corridorZone,
  isotropic,
  lineOf,
  type Position,
  prepareArea,
  probabilityInside,
} from './index.ts';
import { tracedTile } from './traced-tile.ts';
import { type Whitening, whiteningOf } from './whitening.ts';

function sure<T>(result: { ok: true; value: T } | { ok: false; error: { text: string } }): T {
  if (!result.ok) throw new Error(result.error.text);
  return result.value;
}
const path = sure(
  lineOf([
    { lon: 30, lat: 47 },
    { lon: 30.01, lat: 47.002 },
    { lon: 30.02, lat: 47 },
  ]),
);
const road = () => sure(prepareArea(sure(corridorZone(path, 30))));
const places: readonly Position[] = Array.from({ length: 12 }, (_, i) => ({
  lon: 30 + i * 0.0017,
  lat: 47 + 0.002 * (1 - Math.abs(i - 6) / 6),
}));

describe('the boundary traced for a tile', () => {
  it('gives the same number whatever was asked before', () => {
    const [there, back] = [road(), road()];
    const ask = (area: typeof there) => (place: Position) =>
      probabilityInside(area, place, isotropic(20));
    const onward = places.map(ask(there));
    const backward = [...places].reverse().map(ask(back)).reverse();
    expect(backward).toEqual(onward);
    expect(places.map(ask(there))).toEqual(onward);
  });

  it('is traced once for places side by side', () => {
    const { gauge } = road();
    const [a, b] = [
      { lon: 30.01, lat: 47.002 },
      { lon: 30.01, lat: 47.0021 },
    ] as const;
    const tile = (place: Position) =>
      tracedTile(gauge, whiteningOf(place, isotropic(20)) as Whitening, place);
    expect(tile(a)).toBeDefined();
    expect(tile(b)).toBe(tile(a));
  });

  it('is forgotten when thousands of others were asked for since', () => {
    const { gauge } = road();
    const tile = (place: Position) =>
      tracedTile(gauge, whiteningOf(place, isotropic(20)) as Whitening, place);
    const first = tile({ lon: 30.01, lat: 47.002 });
    for (let i = 0; i < 4096; i++) tile({ lon: 40 + 0.02 * (i % 64), lat: 40 + (i >> 6) / 50 });
    const again = tile({ lon: 30.01, lat: 47.002 });
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  it('is not tried for an error far longer than wide', () => {
    const place = { lon: 30.01, lat: 47.002 };
    const white = whiteningOf(place, [2500, 0, 0.01]) as Whitening;
    expect(tracedTile(road().gauge, white, place)).toBeUndefined();
  });
});
