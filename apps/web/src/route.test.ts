import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGES, type Route, readRoute, writeRoute } from './route.ts';

describe('the address of a view', () => {
  it('leads back to the same view', () => {
    const routes = fc.record(
      {
        page: fc.constantFrom(...PAGES),
        selection: fc.record({
          kind: fc.constantFrom('case', 'finding', 'track', 'event', 'zone'),
          id: fc.string({ minLength: 1 }),
        }),
        moment: fc.integer({ min: 1.7e9, max: 2e9 }).map((s) => s * 1000),
        map: fc.record({
          lon: fc.integer({ min: -179, max: 179 }),
          lat: fc.integer({ min: -89, max: 89 }),
          zoom: fc.integer({ min: 0, max: 18 }),
        }),
      },
      { requiredKeys: ['page'] },
    );
    fc.assert(
      fc.property(routes, (route) => {
        expect(readRoute(writeRoute(route as Route))).toEqual(route);
      }),
    );
  });

  it('is the live watch screen where nothing in it is understood', () => {
    for (const odd of ['', '#', '#/nowhere?sel=dragon:1&t=noon&map=1,2', '#/watch?map=900,0,3']) {
      expect(readRoute(odd)).toEqual({ page: 'watch' });
    }
  });
});
