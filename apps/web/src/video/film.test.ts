import { describe, expect, it } from 'vitest';
import { type CameraRow, cameraAt, type FilmRow, stretchesOf } from './film.ts';

const T0 = Date.UTC(2026, 2, 10, 8);
const film = (sensor: string, fromS: number, toS: number): FilmRow => ({
  ...{ seq: 1, id: `${sensor}/${fromS}`, sensor, nation: 'N1', sha256: 'a'.repeat(64), bytes: 1 },
  from: new Date(T0 + fromS * 1000).toISOString(),
  to: new Date(T0 + toS * 1000).toISOString(),
  ...{ firstPts: 0, lastPts: 1, trust: 'authenticated' },
});

describe('films', () => {
  it('that follow on each other are one stretch, the latest first', () => {
    const all = [film('a', 10, 20), film('a', 0, 10), film('b', 0, 10), film('a', 60, 70)];
    const found = stretchesOf(all, 'a');
    expect(found.map(({ from, to, films }) => [from - T0, to - T0, films.length])).toEqual([
      [60_000, 70_000, 1],
      [0, 20_000, 2],
    ]);
    expect(stretchesOf(all, 'nobody')).toEqual([]);
  });

  it('are cut after an hour', () => {
    const all = Array.from({ length: 720 }, (_, i) => film('a', i * 10, i * 10 + 10));
    expect(stretchesOf(all, 'a').map(({ films }) => films.length)).toEqual([360, 360]);
  });
});

describe('the camera of a picture', () => {
  const moments = [0, 1, 2, 8].map((s) => ({ s }) as CameraRow);

  it('is the last that was said before it, while it holds', () => {
    expect(cameraAt(moments, 1.4)?.s).toBe(1);
    expect(cameraAt(moments, 1.9999)?.s).toBe(2);
    expect(cameraAt(moments, 3.5)?.s).toBe(2);
    expect(cameraAt(moments, 8)?.s).toBe(8);
  });

  it('is unknown where nothing was said, or too long ago', () => {
    expect(cameraAt(moments, 6)).toBeUndefined();
    expect(cameraAt(moments, -1)).toBeUndefined();
    expect(cameraAt([], 1)).toBeUndefined();
  });
});
