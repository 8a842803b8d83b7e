import { type Outline, type Patch, type Spot, turned } from './plane.ts';

/** A straight pass of the camera, from one end to the other. */
export type Lane = readonly [from: Spot, to: Spot];

/** Pieces shorter than this share of the spacing are not worth a turn. */
const SHORTEST = 0.05;

/** The same for a pass beside another of its row, where something cuts the swath. */
const WORTH_A_PASS = 0.25;

/** Eighths of the spacing, from a row's middle, in which its swath is looked at; the middle first. */
const EIGHTHS = [0, 1, -1, 2, -2, 3, -3, 4, -4];

/** Metres that a pass keeps from what must not be flown over. */
const KEPT = 1;

type Span = readonly [from: number, to: number];

/** Passes in one line along a row, at the k-th of the `EIGHTHS`. */
interface Passes {
  readonly k: number;
  readonly spans: readonly Span[];
}

/**
 * Parallel passes over patches at an angle (degrees anticlockwise from east), `spacing` metres apart, that keep out of obstacles.
 *
 * A pass reaches as far as any part of its swath does, so that slanting edges are covered too. Where an obstacle stands in its way but not
 * across the whole swath, a pass beside it sees the rest.
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
  for (let i = 0; i < count; i++)
    for (const [y, from, to] of passesOfRow(rings, blocks, first + i * spacing, spacing))
      lanes.push([turned([from, y], sine, cosine), turned([to, y], sine, cosine)]);
  return lanes;
}

/** Passes that see a row's swath: along its middle where that is free, beside it where it is not. */
function passesOfRow(
  rings: readonly (readonly Outline[])[],
  blocks: readonly Outline[],
  y: number,
  spacing: number,
): readonly (readonly [y: number, ...Span])[] {
  const heights = EIGHTHS.map((eighths) => y + (eighths * spacing) / 8);
  const blocked = heights.map((height) =>
    joined(
      blocks.flatMap((one) => spansAt([one], height)).map(([a, b]): Span => [a - KEPT, b + KEPT]),
    ),
  );
  const inside = heights.map((height) => joined(rings.flatMap((one) => spansAt(one, height))));
  const tips = rings.flatMap((one) => betweenRows(one, y, spacing / 2));
  const middle = without(joined([...inside.flat(), ...tips]), blocked[0] as readonly Span[]);
  const passes: (readonly [y: number, ...Span])[] = [];
  const unseen = inside.map((spans, j) => without(spans, blocked[j] as readonly Span[]));
  let flown: Passes | undefined = { k: 0, spans: lasting(middle, SHORTEST * spacing) };
  while (flown !== undefined) {
    const { k, spans }: Passes = flown;
    for (const span of spans) passes.push([heights[k] as number, ...span]);
    for (const [j, height] of heights.entries()) {
      const across = Math.abs(height - (heights[k] as number));
      if (across > spacing / 2 + 1e-9) continue;
      const ahead = Math.sqrt(Math.max(0, (spacing / 2) ** 2 - across ** 2));
      const seen = spans.map(([a, b]): Span => [a - ahead, b + ahead]);
      unseen[j] = lasting(
        without(unseen[j] as readonly Span[], joined(seen)),
        WORTH_A_PASS * spacing,
      );
    }
    flown = widest(unseen, blocked, WORTH_A_PASS * spacing);
  }
  return passes;
}

/** The part of a swath where passes see most of what is unseen. */
function widest(
  unseen: readonly (readonly Span[])[],
  blocked: readonly (readonly Span[])[],
  shortest: number,
): Passes | undefined {
  let best: Passes | undefined;
  let most = 0;
  for (const k of EIGHTHS.keys()) {
    const near = unseen.filter((_, j) => Math.abs(at(j) - at(k)) <= 4);
    const spans = lasting(without(joined(near.flat()), blocked[k] as readonly Span[]), shortest);
    const long = spans.reduce((sum, [from, to]) => sum + to - from, 0);
    if (long > most) [best, most] = [{ k, spans }, long];
  }
  return best;
}

const at = (index: number): number => EIGHTHS[index] as number;

const lasting = (spans: readonly Span[], shortest: number): readonly Span[] =>
  spans.filter(([from, to]) => to - from >= shortest);

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
