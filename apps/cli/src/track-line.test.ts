import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrackLine } from './track-line.ts';

/** What is written of tracks, as text. */
function written(tracks: readonly (typeof track)[]): string {
  let text = '';
  const bytes = (portion: Uint8Array) => {
    text += Buffer.from(portion).toString('latin1');
  };
  const line = new TrackLine({ bytes });
  for (const [second, { id, x, y, vx, vy, xx, xy, yy }] of tracks.entries())
    line.write(second, id, Float64Array.of(x, y, vx, vy, xx, xy, yy));
  line.end();
  return text;
}

const track = { id: 1, x: 0, y: 0, vx: 0, vy: 0, xx: 1, xy: 0, yy: 1 };

/** To hundredths, and never −0. */
const rounded = (value: number): number =>
  (Math.sign(value) * Math.round(Math.abs(value) * 100)) / 100 + 0;

describe('a track written as a line', () => {
  it('writes numbers as short as they are', () => {
    const one = { ...track, id: 120, x: -0.001, y: 20.5, vx: -3.25, vy: 7, xx: 99.999, xy: -0.04 };
    expect(written([one])).toBe(
      '{"t":0,"id":"o120","x":0,"y":20.5,"vx":-3.25,"vy":7,"P":[[100,-0.04],[-0.04,1]],"confirmed":true}\n',
    );
  });

  it('says of any place what JSON reads again, to hundredths', () => {
    const metres = fc.oneof(
      fc.double({ min: -1e5, max: 1e5, noNaN: true }),
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(metres, metres), { minLength: 1, maxLength: 20 }), (places) => {
        const lines = written(places.map(([x, y]) => ({ ...track, x, y })))
          .trimEnd()
          .split('\n');
        expect(lines.map((line) => JSON.parse(line)).map(({ x, y }) => [x, y])).toEqual(
          places.map(([x, y]) => [rounded(x), rounded(y)]),
        );
      }),
    );
  });

  it('loses none of many', () => {
    const many = Array.from({ length: 5000 }, (_, id) => ({ ...track, id: id + 1 }));
    expect(written(many).trimEnd().split('\n')).toHaveLength(5000);
  });
});
