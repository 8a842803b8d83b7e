import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at, begin, COVARIANCE, MEAN, MODES, STRIDE } from './belief.ts';
import { correct, SIGHT } from './correct.ts';
import { sightOf } from './sight.ts';
import { chance, radarScanOf } from './watch.fixture.ts';

const scan = radarScanOf(0, [], chance(1));

/** One at (2000, 3000), north of the radar, after the radar has missed it. */
function missed(u: number, v: number, spread: number, looks = 1): Float64Array {
  const belief = new Float64Array(STRIDE);
  begin(belief, 0, { x: 2000, y: 3000, xx: 100, xy: 0, yy: 100, existence: 0.99, t: 0 });
  for (const mode of [0, 1]) {
    belief.set([u, v], MEAN + 4 * mode + 2);
    belief[COVARIANCE + 10 * mode + 7] = belief[COVARIANCE + 10 * mode + 9] = spread ** 2;
  }
  const sight = new Float64Array(SIGHT);
  for (let look = 0; look < looks; look++) {
    sightOf(belief, 0, scan, sight, 0);
    correct(belief, 0, sight, 0, sight, 0, 0, 1);
  }
  return belief;
}

it('takes one that a radar misses, blind to slow approach, to drive across its view', () => {
  const belief = missed(15, 4, 3, 3);
  expect(Math.abs(at(belief, MEAN + 3))).toBeLessThan(1);
  expect(at(belief, MEAN + 2)).toBeCloseTo(15, 9);
  expect(at(belief, COVARIANCE + 9)).toBeLessThan(9);
  expect(at(belief, COVARIANCE + 7)).toBeCloseTo(9, 9);
});

it('learns no speed from a miss of what surely drives towards the radar', () => {
  expect(at(missed(0, -15, 1), MEAN + 3)).toBe(-15);
});

it('keeps covariances sound, whatever is missed', () => {
  const speed = fc.double({ min: -30, max: 30, noNaN: true });
  const spread = fc.double({ min: 0.1, max: 20, noNaN: true });
  fc.assert(
    fc.property(speed, speed, spread, fc.integer({ min: 1, max: 20 }), (u, v, wide, looks) => {
      const belief = missed(u, v, wide, looks);
      for (let j = 0; j < MODES; j++) {
        const [uu, uv, vv] = [7, 8, 9].map((k) => at(belief, COVARIANCE + 10 * j + k));
        expect(uu).toBeGreaterThan(0);
        expect((uu ?? 0) * (vv ?? 0) - (uv ?? 0) ** 2).toBeGreaterThan(0);
      }
    }),
  );
});
