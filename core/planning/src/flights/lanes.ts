import { type Outline, type Patch, type Spot, turned } from './plane.ts';

/** A straight pass of the camera, from one end to the other. */
export type Lane = readonly [from: Spot, to: Spot];

/** Pieces shorter than this share of the spacing are not worth a turn. */
const SHORTEST = 0.05;

/** Metres that a pass keeps from what must not be flown over. */
const KEPT = 1;

type Span = readonly [from: number, to: number];

/**
 * Parallel passes over patches at an angle (degrees anticlockwise from east), `spacing` metres apart, that keep out of obstacles.
 *
 * A pass reaches as far as any part of its swath does, so that slanting edges are covered too.
 */
export function lanesOver(
  patches: readonly Patch[],
  obstacles: readonly Outline[],
  angleDeg: number,
  spacing: number,
): readonly Lane[] {
  const angle = (angleDeg * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const laid = (outline: Outline) => outline.map((spot) => turned(spot, -sine, cosine));
  const rings = patches.map(({ outer, holes }) => [outer, ...holes].map(laid));
  const blocks = obstacles.map(laid);
  const heights = rings.flat(2).map(([, y]) => y);
  if (heights.length === 0) return [];
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const count = Math.max(1, Math.ceil((high - low) / spacing));
  const first = (low + high) / 2 - ((count - 1) / 2) * spacing;
  const lanes: Lane[] = [];
  for (let i = 0; i < count; i++) {
    const y = first + i * spacing;
    const reach: Span[] = [];
    for (let j = -4; j <= 4; j++)
      for (const one of rings) reach.push(...spansAt(one, y + (j * spacing) / 8));
    for (const one of rings) reach.push(...betweenRows(one, y, spacing / 2));
    const blocked = blocks
      .flatMap((one) => spansAt([one], y))
      .map(([a, b]): Span => [a - KEPT, b + KEPT]);
    const free = without(joined(reach), joined(blocked));
    for (const [from, to] of free) {
      if (to - from < SHORTEST * spacing) continue;
      lanes.push([turned([from, y], sine, cosine), turned([to, y], sine, cosine)]);
    }
  }
  return lanes;
}

/** Where a row at height y runs within rings, even ones out of odd ones. */
function spansAt(rings: readonly Outline[], y: number): Span[] {
  const cuts: number[] = [];
  for (const ring of rings) {
    let [px, py] = ring[ring.length - 1] ?? [0, 0];
    for (const [qx, qy] of ring) {
      if (py > y !== qy > y) cuts.push(px + ((qx - px) * (y - py)) / (qy - py));
      [px, py] = [qx, qy];
    }
  }
  cuts.sort((a, b) => a - b);
  const spans: Span[] = [];
  for (let i = 1; i < cuts.length; i += 2) spans.push([cuts[i - 1] as number, cuts[i] as number]);
  return spans;
}

/** Tips that lie within half a swath of a row, between the rows that were asked. */
function betweenRows(rings: readonly Outline[], y: number, half: number): Span[] {
  return rings.flatMap((ring, r) =>
    r === 0 ? ring.filter((spot) => Math.abs(spot[1] - y) <= half).map(([x]): Span => [x, x]) : [],
  );
}

function joined(spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((a, b) => a[0] - b[0]);
  const out: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = out[out.length - 1];
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

function without(spans: readonly Span[], holes: readonly Span[]): readonly Span[] {
  let left = spans;
  for (const [from, to] of holes)
    left = left.flatMap(([a, b]): Span[] => {
      if (to <= a || from >= b) return [[a, b]];
      const parts: Span[] = [];
      if (from > a) parts.push([a, from]);
      if (to < b) parts.push([to, b]);
      return parts;
    });
  return left;
}
