/** A place in a local plane, metres east and north. */
export type Spot = readonly [east: number, north: number];

/** Closed by itself: the last spot is not the first again. */
export type Outline = readonly Spot[];

/** An outline and the holes in it. */
export interface Patch {
  readonly outer: Outline;
  readonly holes: readonly Outline[];
}

export const apart = ([ax, ay]: Spot, [bx, by]: Spot): number => Math.hypot(bx - ax, by - ay);

export const turned = ([x, y]: Spot, sine: number, cosine: number): Spot => [
  cosine * x - sine * y,
  sine * x + cosine * y,
];

/** Whether a spot lies within an outline; on its edge, either may be said. */
export function within(outline: Outline, [x, y]: Spot): boolean {
  let inside = false;
  let [px, py] = outline[outline.length - 1] ?? [0, 0];
  for (const [qx, qy] of outline) {
    if (py > y !== qy > y && x < ((qx - px) * (y - py)) / (qy - py) + px) inside = !inside;
    [px, py] = [qx, qy];
  }
  return inside;
}

/** Whether two stretches cross at a spot that is an end of neither. */
export function cross(a: Spot, b: Spot, c: Spot, d: Spot): boolean {
  return side(a, b, c) * side(a, b, d) < -TINY && side(c, d, a) * side(c, d, b) < -TINY;
}

/** Twice the area of a triangle, above zero where it turns left. */
export const side = ([ax, ay]: Spot, [bx, by]: Spot, [cx, cy]: Spot): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

const TINY = 1e-6;

/** Twice the area of an outline, above zero where it runs counter-clockwise. */
export const signedArea = (outline: Outline): number =>
  outline.reduce((sum, [x, y], i) => {
    const [nx, ny] = outline[(i + 1) % outline.length] as Spot;
    return sum + x * ny - nx * y;
  }, 0);
