import type { ObjectFact } from '@greenline/agreement';
import { instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReleaseFold } from './release-fold.ts';
import { at, foldOptions, inCell, tank, toNobody, toParties } from './release-scene.ts';
import type { ReleasedFinding } from './released.ts';

/** One look by one sensor at one of several things; `i` names the track. */
const look = (i: number, parts: Partial<ObjectFact> = {}): ObjectFact =>
  tank({
    id: `track-${i}`,
    position: inCell(0.1 + i / 20, 0.5),
    sources: ['mast-2'],
    label: toParties,
    ...parts,
  });

/** All that the parties are told of looks, each by itself beside what many looks made of it. */
function told(looks: readonly ObjectFact[], fused = (one: ObjectFact) => one) {
  const fold = new ReleaseFold(foldOptions());
  fold.advance(at(0));
  for (const alone of looks) fold.take(fused(alone), instant(alone.at + 1000), alone);
  return fold.advance(at(34)).flatMap(({ records }) => records as readonly ReleasedFinding[]);
}

describe('how many were seen at once', () => {
  it('is told with the finding: at least as many as one sensor told apart in one look', () => {
    const [finding, ...more] = told([0, 1, 2, 3].map((i) => look(i)));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ class: 'tank', atLeast: 4 });
    expect(finding?.reason).toMatch(/^at least 4 of tank, party A, cell /);
  });

  it('is not added up over sensors or looks, which may have seen the same', () => {
    const later = { at: at(10, 21) };
    const other = { sources: ['drone-7'] };
    const looks = [look(0), look(1), look(2, other), look(3, later), look(4, later)];
    expect(told(looks)).toMatchObject([{ atLeast: 2 }]);
  });

  it('is one, and not said, where nobody told two apart', () => {
    expect(told([look(0), look(0, { at: at(10, 30) })])[0]).not.toHaveProperty('atLeast');
  });

  it('counts nothing that may not go to the reader', () => {
    const hidden = [2, 3, 4].map((i) => look(i, { label: toNobody }));
    expect(told([look(0), look(1), ...hidden])).toMatchObject([{ atLeast: 2 }]);
  });

  it('hangs on nothing but the cell: wherever the things stood in it, the same is told', () => {
    const places = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(3)), {
      minLength: 1,
      maxLength: 6,
    });
    const bytes = (found: readonly ReleasedFinding[]) => JSON.stringify(found);
    fc.assert(
      fc.property(places, fc.double({ min: 0, max: 1, noNaN: true }), (looks, moved) => {
        const here = looks.map(([u, track]) => look(track, { position: inCell(u, 0.5) }));
        const there = looks.map(([u, track]) => look(track, { position: inCell(moved, u) }));
        // Which track a look was given to hangs on distances: that, too, must not show.
        const apart = there.map((one, i) => ({ ...one, id: `track-${i}` }));
        expect(bytes(told(there))).toBe(bytes(told(here)));
        expect(bytes(told(apart))).toBe(bytes(told(here)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a thing that others saw too, who may not be told of', () => {
  const withheld = (one: ObjectFact) => ({
    ...one,
    label: toNobody,
    sources: ['mast-2', 'secret'],
  });

  it('is told as the one look says that may go', () => {
    expect(told([look(0)], withheld)).toEqual(told([look(0)]));
    expect(told([look(0)], withheld)).toHaveLength(1);
  });

  it('is not told where that look may not go either', () => {
    expect(told([look(0, { label: toNobody })], withheld)).toEqual([]);
  });
});
