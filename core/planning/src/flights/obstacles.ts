import { apart, cross, type Outline, type Spot, side, signedArea, within } from './plane.ts';

/** Metres that ways keep from what must not be flown over. */
const CLEARANCE = 1;

/** What must not be flown over, and the shortest ways round it. */
export class Obstacles {
  readonly #outlines: readonly Outline[];
  /** Corners that a way can turn at, a little outside. */
  readonly #corners: readonly Spot[];
  /** Which corners see each other, worked out when first asked. */
  readonly #sees = new Map<number, readonly number[]>();

  constructor(outlines: readonly Outline[]) {
    this.#outlines = outlines.map((one) => (signedArea(one) < 0 ? one.toReversed() : one));
    this.#corners = this.#outlines
      .flatMap(cornersOf)
      .filter((corner) => !this.#outlines.some((one) => within(one, corner)));
  }

  /** Whether a spot may be flown over. */
  isFree(spot: Spot): boolean {
    return !this.#outlines.some((one) => within(one, spot));
  }

  /** Whether a straight leg stays clear. */
  isClear(from: Spot, to: Spot): boolean {
    for (const outline of this.#outlines) {
      let before = outline[outline.length - 1] as Spot;
      const cuts: number[] = [];
      for (const spot of outline) {
        if (cross(from, to, before, spot)) return false;
        // A leg through a corner, or along an edge, crosses nothing: what lies between is asked below.
        const at = alongAt(from, to, spot);
        if (at !== undefined) cuts.push(at);
        before = spot;
      }
      const ends = [0, ...cuts.sort((a, b) => a - b), 1];
      for (let i = 1; i < ends.length; i++) {
        const middle = ((ends[i - 1] as number) + (ends[i] as number)) / 2;
        if (within(outline, between(from, to, middle))) return false;
      }
    }
    return true;
  }

  /**
   * The shortest clear way, both ends included; `undefined` where there is none.
   *
   * Dijkstra over the corners that see each other (Lozano-Pérez and Wesley, 1979).
   */
  way(from: Spot, to: Spot): readonly Spot[] | undefined {
    if (this.isClear(from, to)) return [from, to];
    const corners = this.#corners;
    const length = corners.map((corner) =>
      this.isClear(from, corner) ? apart(from, corner) : Number.POSITIVE_INFINITY,
    );
    const before: number[] = corners.map(() => -1);
    const done = new Set<number>();
    let best = Number.POSITIVE_INFINITY;
    let last = -1;
    for (;;) {
      let next = -1;
      for (let i = 0; i < corners.length; i++)
        if (!done.has(i) && (next === -1 || (length[i] as number) < (length[next] as number)))
          next = i;
      const gone = next === -1 ? Number.POSITIVE_INFINITY : (length[next] as number);
      if (gone >= best || gone === Number.POSITIVE_INFINITY) break;
      done.add(next);
      const here = corners[next] as Spot;
      if (gone + apart(here, to) < best && this.isClear(here, to)) {
        best = gone + apart(here, to);
        last = next;
      }
      for (const other of this.#seenFrom(next)) {
        const far = gone + apart(here, corners[other] as Spot);
        if (far >= (length[other] as number)) continue;
        length[other] = far;
        before[other] = next;
      }
    }
    if (last === -1) return undefined;
    const way: Spot[] = [to];
    for (let at = last; at !== -1; at = before[at] as number) way.push(corners[at] as Spot);
    return [...way, from].reverse();
  }

  #seenFrom(corner: number): readonly number[] {
    let seen = this.#sees.get(corner);
    if (seen === undefined) {
      const here = this.#corners[corner] as Spot;
      seen = [...this.#corners.keys()].filter(
        (other) => other !== corner && this.isClear(here, this.#corners[other] as Spot),
      );
      this.#sees.set(corner, seen);
    }
    return seen;
  }
}

/** Corners of a counter-clockwise outline that stick out, moved outward. */
function cornersOf(outline: Outline): readonly Spot[] {
  return outline.flatMap((spot, i) => {
    const before = outline[(i + outline.length - 1) % outline.length] as Spot;
    const after = outline[(i + 1) % outline.length] as Spot;
    if (side(before, spot, after) <= 0) return [];
    const [ax, ay] = unit(before, spot);
    const [bx, by] = unit(after, spot);
    const length = Math.hypot(ax + bx, ay + by);
    if (length < 1e-9) return [];
    return [
      [spot[0] + ((ax + bx) / length) * CLEARANCE, spot[1] + ((ay + by) / length) * CLEARANCE],
    ];
  });
}

function unit(from: Spot, to: Spot): Spot {
  const length = apart(from, to);
  return length === 0 ? [0, 0] : [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
}

const between = ([ax, ay]: Spot, [bx, by]: Spot, share: number): Spot => [
  ax + (bx - ax) * share,
  ay + (by - ay) * share,
];

/** How far along a leg a spot lies on it, 0 to 1. */
function alongAt(from: Spot, to: Spot, spot: Spot): number | undefined {
  const length = apart(from, to);
  if (length === 0 || Math.abs(side(from, to, spot)) / length > 1e-6) return undefined;
  const at =
    ((spot[0] - from[0]) * (to[0] - from[0]) + (spot[1] - from[1]) * (to[1] - from[1])) /
    length ** 2;
  return at > 0 && at < 1 ? at : undefined;
}
