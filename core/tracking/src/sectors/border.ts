import { fromLocal } from '@greenline/geo';
import { at, MEAN, STRIDE, TIME } from '../objects/belief.ts';
import { NO_LOOK } from '../objects/look-book.ts';
import { deepInside, type SectorCell, type SectorName, sectorCell, sectorOf } from './grid.ts';
import { carried, carryBelief, carryLooks, type Passage, passage } from './passage.ts';
import type { SectorAtWork } from './sector-net.ts';

/** Metres that an object must be beyond an edge before it is handed over: no coming and going. */
const BEYOND = 200;

/** A place of one cell as another sees it, and the way into that one's frame. */
export interface SeenBeside {
  readonly cell: SectorCell;
  readonly way: Passage;
  readonly x: number;
  readonly y: number;
}

/** Where a place of one cell lies in the others that see it: in their margins. */
export function* placeOf(
  cell: SectorCell,
  x: number,
  y: number,
  sectors: ReadonlyMap<SectorName, SectorAtWork>,
): Generator<SeenBeside> {
  if (deepInside(cell, x, y)) return;
  for (const { name, way } of neighboursOf(cell)) {
    const other = sectors.get(name)?.cell;
    if (other === undefined) continue;
    const [ox, oy] = carried(way, x, y);
    const [x0, y0, x1, y1] = other.box;
    if (ox > x0 && ox < x1 && oy > y0 && oy < y1) yield { cell: other, way, x: ox, y: oy };
  }
}

/**
 * Objects near an edge as they look to the neighbours at a time: by sector, a belief in its frame and
 * the object's number behind it.
 */
export function ghostsOf(
  involved: readonly SectorAtWork[],
  t: number,
): ReadonlyMap<SectorName, readonly Float64Array[]> {
  const ghosts = new Map<SectorName, Float64Array[]>();
  const sectors = new Map(involved.map((sector) => [sector.cell.name, sector]));
  for (const { cell, tracker } of involved) {
    const { beliefs, ids, count } = tracker.followed;
    for (let i = 0; i < count; i++) {
      const m = STRIDE * i + MEAN;
      const passed = Math.min(60, Math.max(0, t - at(beliefs, STRIDE * i + TIME)));
      const x = at(beliefs, m) + passed * at(beliefs, m + 2);
      const y = at(beliefs, m + 1) + passed * at(beliefs, m + 3);
      for (const { cell: other, way } of placeOf(cell, x, y, sectors)) {
        const ghost = new Float64Array(STRIDE + 1);
        ghost.set(beliefs.subarray(STRIDE * i, STRIDE * (i + 1)));
        carryBelief(way, ghost, 0);
        ghost[STRIDE] = at(ids, i);
        const there = ghosts.get(other.name);
        if (there === undefined) ghosts.set(other.name, [ghost]);
        else there.push(ghost);
      }
    }
  }
  return ghosts;
}

/** Hands what has left a sector over to the one it is in now: belief, looks, number and label. */
export function handOver(
  { cell, tracker }: SectorAtWork,
  open: (name: SectorName) => SectorAtWork,
): void {
  const { followed } = tracker;
  for (let i = followed.count - 1; i >= 0; i--) {
    const m = STRIDE * i + MEAN;
    const [x, y] = [at(followed.beliefs, m), at(followed.beliefs, m + 1)];
    if (deepInside(cell, x, y)) continue;
    // So far this side of it, it would still belong elsewhere.
    const back = (v: number) => v - Math.sign(v) * Math.min(Math.abs(v), BEYOND);
    const name = sectorOf(fromLocal(cell.frame, { east: back(x), north: back(y) }));
    if (name === cell.name) continue;
    const next = open(name);
    const to = next.tracker.followed;
    const way = passage(cell.frame, next.cell.frame, x, y);
    const j = to.add();
    to.beliefs.set(followed.beliefs.subarray(STRIDE * i, STRIDE * (i + 1)), STRIDE * j);
    carryBelief(way, to.beliefs, STRIDE * j);
    to.ids[j] = at(followed.ids, i);
    const newest = followed.newest[i] as number;
    if (newest !== NO_LOOK) {
      const looks = followed.book.copyOut(newest);
      carryLooks(way, looks);
      to.newest[j] = to.book.copyIn(looks);
    }
    const id = at(followed.ids, i);
    const bound = tracker.labels.boundTo(id);
    if (bound !== undefined) next.tracker.labels.bring(id, bound);
    tracker.labels.forget(id);
    followed.remove(i);
  }
}

/** A cell that touches another, and the way from that one into it. */
interface Neighbour {
  readonly name: SectorName;
  readonly way: Passage;
}

const around = new Map<SectorName, readonly Neighbour[]>();
const MOST_KNOWN = 20_000;

/** The cells that touch one: found by asking whose the places just outside are. */
function neighboursOf(cell: SectorCell): readonly Neighbour[] {
  const known = around.get(cell.name);
  if (known !== undefined) return known;
  const { frame, halfEast, halfNorth } = cell;
  const outside = new Map<SectorName, [x: number, y: number][]>();
  for (let s = -8; s <= 8; s++) {
    const [x, y] = [(1.1 * s * halfEast) / 8, (1.1 * s * halfNorth) / 8];
    for (const [east, north] of [
      [x, 1.1 * halfNorth],
      [x, -1.1 * halfNorth],
      [1.1 * halfEast, y],
      [-1.1 * halfEast, y],
    ] as const) {
      const name = sectorOf(fromLocal(frame, { east, north }));
      if (name === cell.name) continue;
      const places = outside.get(name) ?? [];
      places.push([east, north]);
      outside.set(name, places);
    }
  }
  const neighbours = [...outside].map(([name, places]) => {
    const mean = (n: 0 | 1) => places.reduce((sum, one) => sum + one[n], 0) / places.length;
    return { name, way: passage(frame, sectorCell(name).frame, mean(0), mean(1)) };
  });
  if (around.size > MOST_KNOWN) around.clear();
  around.set(cell.name, neighbours);
  return neighbours;
}
