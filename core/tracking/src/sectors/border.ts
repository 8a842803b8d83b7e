import { fromLocal } from '@greenline/geo';
import { at, MEAN, STRIDE, TIME } from '../objects/belief.ts';
import { NO_LOOK } from '../objects/look-book.ts';
import { deepInside, type SectorCell, type SectorName, sectorOf } from './grid.ts';
import { carryBelief, carryLooks, passage } from './passage.ts';
import type { SectorAtWork } from './sector-net.ts';
import { placeIn } from './sweep.ts';

/** Metres that an object must be beyond an edge before it is handed over: no coming and going. */
const BEYOND = 200;

/** Where a place of one cell lies in the others that see it: in their margins. */
export function* placeOf(
  cell: SectorCell,
  x: number,
  y: number,
  sectors: ReadonlyMap<SectorName, SectorAtWork>,
): Generator<{ readonly cell: SectorCell; readonly x: number; readonly y: number }> {
  if (deepInside(cell, x, y)) return;
  const position = fromLocal(cell.frame, { east: x, north: y });
  for (const other of neighboursOf(cell, sectors)) {
    const [ox, oy] = placeIn(other.cell.frame, position);
    const [x0, y0, x1, y1] = other.cell.box;
    if (ox > x0 && ox < x1 && oy > y0 && oy < y1) yield { cell: other.cell, x: ox, y: oy };
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
      for (const { cell: other } of placeOf(cell, x, y, sectors)) {
        const ghost = new Float64Array(STRIDE + 1);
        ghost.set(beliefs.subarray(STRIDE * i, STRIDE * (i + 1)));
        carryBelief(passage(cell.frame, other.frame, x, y), ghost, 0);
        ghost[STRIDE] = at(ids, i);
        const there = ghosts.get(other.name);
        if (there === undefined) ghosts.set(other.name, [ghost]);
        else there.push(ghost);
      }
    }
  }
  return ghosts;
}

/** Hands what has left a sector over to the one it is in now: belief, looks and number. */
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
    followed.remove(i);
  }
}

function* neighboursOf(
  cell: SectorCell,
  sectors: ReadonlyMap<SectorName, SectorAtWork>,
): Generator<SectorAtWork> {
  for (const name of namesAround(cell)) {
    const sector = sectors.get(name);
    if (sector !== undefined) yield sector;
  }
}

const around = new Map<SectorName, readonly SectorName[]>();

/** The cells that touch one: found by asking whose the places just outside are. */
function namesAround({ name, frame, halfEast, halfNorth }: SectorCell): readonly SectorName[] {
  const known = around.get(name);
  if (known !== undefined) return known;
  const names = new Set<SectorName>();
  const east = halfEast * 1.1;
  const north = halfNorth * 1.1;
  for (let s = -4; s <= 4; s++)
    for (const [x, y] of [
      [(s / 4) * east, north],
      [(s / 4) * east, -north],
      [east, (s / 4) * north],
      [-east, (s / 4) * north],
    ] as const)
      names.add(sectorOf(fromLocal(frame, { east: x, north: y })));
  names.delete(name);
  if (around.size > 100_000) around.clear();
  around.set(name, [...names]);
  return [...names];
}
