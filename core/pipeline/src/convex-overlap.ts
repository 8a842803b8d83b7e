/** Degrees of longitude and latitude. */
export type Corner = readonly [lon: number, lat: number];

/** Twice the area to the left of the way from `a` to `b` in which `c` lies; negative on the right. */
const leftOf = ([ax, ay]: Corner, [bx, by]: Corner, [cx, cy]: Corner): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

/** Corners in the anticlockwise sense; `undefined` where they turn both ways. */
function turning(corners: readonly Corner[]): readonly Corner[] | undefined {
  if (corners.length < 3) return undefined;
  const turns = corners.map((a, i) => {
    const [b, c] = [1, 2].map((n) => corners[(i + n) % corners.length]) as [Corner, Corner];
    return leftOf(a, b, c);
  });
  // Corners on a straight side turn neither way.
  if (turns.every((turn) => turn >= 0) && turns.some((turn) => turn > 0)) return corners;
  return turns.every((turn) => turn <= 0) && turns.some((turn) => turn < 0)
    ? corners.toReversed()
    : undefined;
}

/** Whether a convex shape, in either sense, holds a place. */
export function isInside(corners: readonly Corner[], place: Corner): boolean {
  const shape = turning(corners);
  return (
    shape?.every((a, i) => leftOf(a, shape[(i + 1) % shape.length] as Corner, place) >= 0) ?? false
  );
}

/**
 * What two convex shapes have in common (Sutherland and Hodgman 1974), without the closing corner;
 * `undefined` where that is nothing, or one of them is not convex.
 */
export function convexOverlap(
  one: readonly Corner[],
  other: readonly Corner[],
): readonly Corner[] | undefined {
  const clip = turning(other);
  let shape = turning(one);
  for (const [i, from] of (clip ?? []).entries()) {
    const to = clip?.[(i + 1) % clip.length] as Corner;
    const kept: Corner[] = [];
    for (const [k, a] of (shape ?? []).entries()) {
      const b = shape?.[(k + 1) % shape.length] as Corner;
      const [inA, inB] = [leftOf(from, to, a), leftOf(from, to, b)];
      if (inA >= 0) kept.push(a);
      if (inA >= 0 === inB >= 0) continue;
      const part = inA / (inA - inB);
      kept.push([a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])]);
    }
    shape = kept;
  }
  return clip === undefined || shape === undefined || shape.length < 3 ? undefined : shape;
}
