import { describe, expect, it } from 'vitest';
import { begin, COVARIANCE, INSIDE, MEAN, MODES, STRIDE } from './belief.ts';
import { Followed } from './followed.ts';
import { Identities } from './identities.ts';

type State = readonly [x: number, y: number, vx: number, vy: number];

/** The ids of two objects in the end, the filter having believed these states second by second. */
function idsAfter(seconds: number, states: (t: number) => readonly [State, State]): number[] {
  const followed = new Followed();
  const identities = new Identities();
  followed.add();
  followed.add();
  for (let t = 0; t <= seconds; t++) {
    for (const [i, [x, y, vx, vy]] of states(t).entries()) {
      const o = STRIDE * i;
      begin(followed.beliefs, o, { x, y, xx: 64, xy: 0, yy: 64, existence: 0.99, t });
      for (let j = 0; j < MODES; j++) {
        followed.beliefs.set([x, y, vx, vy], o + MEAN + 4 * j);
        const c = o + COVARIANCE + 10 * j;
        followed.beliefs[c + 7] = followed.beliefs[c + 9] = 1;
      }
      followed.idOf(i);
    }
    identities.review(t, followed, 0);
  }
  return [...followed.ids.subarray(0, 2)];
}

describe('ids after two objects have been near each other', () => {
  it('stay when both keep their course', () => {
    const states = (t: number): [State, State] => [
      [15 * t, 0, 15, 0],
      [300 - 15 * t, 6, -15, 0],
    ];
    expect(idsAfter(20, states)).toEqual([1, 2]);
  });

  it('are exchanged when the filter believes that both turned on the spot', () => {
    const states = (t: number): [State, State] => {
      const east: State = [15 * t, 0, 15, 0];
      const west: State = [300 - 15 * t, 6, -15, 0];
      return t <= 10 ? [east, west] : [west, east];
    };
    expect(idsAfter(20, states)).toEqual([2, 1]);
  });

  it('are exchanged when the filter believes that one stopped where another stood, and that drove on', () => {
    const states = (t: number): [State, State] => {
      const driver: State = [12 * t, 0, 12, 0];
      const stander: State = [120, 4, 0, 0];
      return t <= 10 ? [driver, stander] : [stander, driver];
    };
    expect(idsAfter(20, states)).toEqual([2, 1]);
  });

  it('are not touched while they are still near', () => {
    const states = (t: number): [State, State] => [
      [15 * t, 0, 15, 0],
      [15 * t, 20, 15, 0],
    ];
    expect(idsAfter(60, states)).toEqual([1, 2]);
  });

  it('are not watched where nobody has looked for long, nor outside the sector', () => {
    const watching = (idle: number, inside: number) => {
      const followed = new Followed();
      const identities = new Identities();
      for (const x of [0, 10]) {
        const o = STRIDE * followed.add();
        begin(followed.beliefs, o, { x, y: 0, xx: 64, xy: 0, yy: 64, existence: 0.99, t: 0 });
        followed.beliefs[o + INSIDE] = inside;
        followed.idOf(x / 10);
      }
      identities.review(idle, followed, 0);
      return identities.watching;
    };
    expect(watching(10, 1)).toBe(true);
    expect(watching(30, 1)).toBe(false);
    expect(watching(1, 0)).toBe(true);
    expect(watching(10, 0)).toBe(false);
  });

  it('are forgotten when the frame in which they were told is moved', () => {
    const followed = new Followed();
    const identities = new Identities();
    for (const x of [0, 10]) {
      const i = followed.add();
      begin(followed.beliefs, STRIDE * i, {
        x,
        y: 0,
        xx: 64,
        xy: 0,
        yy: 64,
        existence: 0.99,
        t: 0,
      });
      followed.idOf(i);
    }
    identities.review(0, followed, 0);
    expect(identities.watching).toBe(true);
    identities.forget();
    expect(identities.watching).toBe(false);
  });
});
