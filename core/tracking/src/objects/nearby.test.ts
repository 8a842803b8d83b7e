import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Nearby } from './nearby.ts';

const metres = fc.double({ min: -900, max: 900, noNaN: true });

describe('what is near what', () => {
  it('is found whole, each pair once, whatever cells they lie in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(metres, metres), { maxLength: 40 }),
        fc.double({ min: 1, max: 199, noNaN: true }),
        (places, near) => {
          const nearby = new Nearby();
          nearby.clear(places.length);
          for (const [i, [x, y]] of places.entries()) nearby.place(i, x, y);
          const found: string[] = [];
          for (const i of places.keys()) nearby.around(i, near, (j) => found.push(`${i} ${j}`));
          const expected = places.flatMap(([x, y], i) =>
            places.flatMap(([u, v], j) =>
              j > i && Math.sqrt((x - u) ** 2 + (y - v) ** 2) <= near ? [`${i} ${j}`] : [],
            ),
          );
          expect(found.toSorted()).toEqual(expected.toSorted());
        },
      ),
    );
  });

  it('is forgotten when places are said anew', () => {
    const nearby = new Nearby();
    nearby.clear(2);
    nearby.place(0, 0, 0);
    nearby.place(1, 5, 0);
    nearby.clear(2000);
    nearby.place(1999, 5, 0);
    const found: number[] = [];
    nearby.around(1999, 50, (j) => found.push(j));
    expect(found).toEqual([]);
  });
});
