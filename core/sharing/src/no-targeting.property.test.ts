import type { EventFact, ObjectFact } from '@greenline/agreement';
import { instant } from '@greenline/base';
import { cellOf } from '@greenline/geo';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  explosion,
  foldOptions,
  HOUR,
  hasher,
  parties,
  type Received,
  releasesOf,
  TEN,
  tank,
  toAll,
  toNobody,
  toParties,
} from './release-scene.ts';
import { sealRelease } from './sealed-release.ts';

/** Where in its cell a thing is: from corner to corner, edges left to floating point. */
const within = fc.tuple(
  fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
  fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
);

/** A fact, and one that differs from it in nothing but the place within the cell. */
const twin = fc
  .record({
    kind: fc.constantFrom('object', 'event'),
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    cell: fc
      .record({
        lon: fc.double({ min: 32.7, max: 33.3, noNaN: true }),
        lat: fc.double({ min: 35, max: 35.05, noNaN: true }),
      })
      .map((place) => cellOf(place)),
    one: within,
    other: within,
    minute: fc.integer({ min: 0, max: 59 * 8 }),
    late: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 60 * 9 })),
    party: fc.constantFrom('A', 'B', undefined, 'mission'),
    class: fc.constantFrom({ tank: 1 }, { tank: 0.6, apc: 0.4 }, { 'mission-vehicle': 1 }),
    happening: fc.constantFrom({ explosion: 1 }, { jamming: 1 }, { restriction: 1 }),
    sigma: fc.constantFrom(undefined, 5, 400, 3000),
    sources: fc.constantFrom(undefined, ['x'], ['x', 'y']),
    trust: fc.constantFrom('authenticated' as const, 'unauthenticated' as const),
    label: fc.constantFrom(toAll, toParties, toNobody),
  })
  .map((drawn) => {
    const { bounds } = drawn.cell;
    const at = instant(TEN + drawn.minute * 60_000);
    const place = ([u, v]: readonly [number, number]) => ({
      lon: bounds.west + u * (bounds.east - bounds.west),
      lat: bounds.south + v * (bounds.north - bounds.south),
    });
    const fact = ([u, v]: readonly [number, number]): Received => {
      const common = {
        id: drawn.id,
        at,
        position: place([u, v]),
        label: drawn.label,
        trust: drawn.trust,
        ...(drawn.party !== undefined && { party: drawn.party }),
        ...(drawn.sources !== undefined && { sources: drawn.sources }),
        ...(drawn.sigma !== undefined && {
          covariance: [drawn.sigma ** 2, 0, drawn.sigma ** 2] as const,
        }),
      };
      const made: ObjectFact | EventFact =
        drawn.kind === 'object'
          ? tank({ ...common, class: drawn.class })
          : explosion({ ...common, class: drawn.happening });
      return { fact: made, receivedAt: instant(at + drawn.late * 60_000) };
    };
    return { one: fact(drawn.one), other: fact(drawn.other) };
  });

it('whatever the facts, moving each within its cell leaves every released byte as it was', () => {
  const audiences = [parties, { kind: 'public' }, { kind: 'nation', member: 'c' }] as const;
  let told = 0;
  fc.assert(
    fc.property(
      fc.array(twin, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(...audiences),
      (twins, audience) => {
        const seen = (facts: readonly Received[]) => {
          const releases = releasesOf(facts, foldOptions(audience), instant(TEN + 30 * HOUR));
          told += releases.flatMap(({ records }) => records).length;
          return releases.map((release) => sealRelease(hasher, release).text).join('');
        };
        expect(seen(twins.map(({ other }) => other))).toBe(seen(twins.map(({ one }) => one)));
      },
    ),
    { numRuns: 100 },
  );
  expect(told).toBeGreaterThan(300);
});
