/** A plane over which an area is judged: u to the east, v to the north, in any unit. */
export interface Field {
  /** Metres to the boundary, positive inside; never more than the true distance. */
  insideBy(u: number, v: number): number;
  /** Metres from the middle of a rectangle to its corners, at most. */
  reach(u0: number, v0: number, u1: number, v1: number): number;
}

/** A rectangle of a field cut into equal cells. */
export interface Lattice {
  readonly u0: number;
  readonly v0: number;
  readonly du: number;
  readonly dv: number;
  readonly nu: number;
  readonly nv: number;
}

/**
 * Tells the cells of a lattice apart: whole blocks that lie inside or outside by their middle,
 * and cells the boundary may pass.
 */
export function sortCells(
  field: Field,
  { u0, v0, du, dv, nu, nv }: Lattice,
  settled: (i0: number, j0: number, i1: number, j1: number, inside: boolean) => void,
  open: (i: number, j: number) => void,
): void {
  const visit = (i0: number, j0: number, size: number): void => {
    if (i0 >= nu || j0 >= nv) return;
    const i1 = Math.min(nu, i0 + size);
    const j1 = Math.min(nv, j0 + size);
    const [west, east] = [u0 + i0 * du, u0 + i1 * du];
    const [south, north] = [v0 + j0 * dv, v0 + j1 * dv];
    const margin = field.insideBy((west + east) / 2, (south + north) / 2);
    if (Math.abs(margin) > field.reach(west, south, east, north)) {
      settled(i0, j0, i1, j1, margin > 0);
    } else if (size === 1) open(i0, j0);
    else {
      const half = size / 2;
      visit(i0, j0, half);
      visit(i0 + half, j0, half);
      visit(i0, j0 + half, half);
      visit(i0 + half, j0 + half, half);
    }
  };
  visit(0, 0, 2 ** Math.ceil(Math.log2(Math.max(nu, nv, 1))));
}

export type PlanePoint = readonly [u: number, v: number];

/** A closed course (first point not repeated), the inside on its left. */
export type Course = readonly PlanePoint[];

const SOUTH = 0;
const EAST = 1;
const NORTH = 2;
const WEST = 3;
type Side = typeof SOUTH | typeof EAST | typeof NORTH | typeof WEST;

/**
 * Traces the boundary of an area over a lattice as closed courses.
 *
 * Every point is found by bisection on the boundary itself, every chord is split until its middle
 * lies within `tolerance` metres of it (where the area has a corner, the corner is approached to
 * that). What is smaller than a cell may be missed; outside the lattice counts as outside.
 */
export function traceContour(field: Field, lattice: Lattice, tolerance: number): Course[] {
  const { u0, v0, du, dv, nu, nv } = lattice;
  const margins = new Map<number, number>();
  const marginAt = (i: number, j: number): number => {
    const key = j * (nu + 1) + i;
    let margin = margins.get(key);
    if (margin === undefined) {
      margin = field.insideBy(u0 + i * du, v0 + j * dv);
      margins.set(key, margin);
    }
    return margin;
  };
  const inside = (i: number, j: number): boolean =>
    i > 0 && j > 0 && i < nu && j < nv && marginAt(i, j) >= 0;
  const follow = new Map<number, number>();
  const done = new Set<number>();
  const edge = (i: number, j: number, side: Side): number => {
    const along = side === SOUTH || side === NORTH;
    const row = side === NORTH ? j + 1 : j;
    const column = side === EAST ? i + 1 : i;
    return (row * (nu + 1) + column) * 2 + (along ? 0 : 1);
  };
  const march = (i: number, j: number): void => {
    const cell = j * nu + i;
    if (done.has(cell)) return;
    done.add(cell);
    const sw = inside(i, j);
    const se = inside(i + 1, j);
    const ne = inside(i + 1, j + 1);
    const nw = inside(i, j + 1);
    if (sw === se && se === ne && ne === nw) return;
    // Anticlockwise round the cell: a course enters where inside turns to outside, with the inside left.
    const exits: Side[] = [];
    const entries: Side[] = [];
    for (const [side, from, to] of [
      [SOUTH, sw, se],
      [EAST, se, ne],
      [NORTH, ne, nw],
      [WEST, nw, sw],
    ] as const) {
      if (from && !to) entries.push(side);
      if (!from && to) exits.push(side);
    }
    const middleInside =
      entries.length === 2 && field.insideBy(u0 + (i + 0.5) * du, v0 + (j + 0.5) * dv) >= 0;
    for (const entry of entries) {
      const exit = exits.length === 1 ? exits[0] : neighbour(entry, exits, middleInside);
      follow.set(edge(i, j, entry), edge(i, j, exit as Side));
    }
  };
  sortCells(field, lattice, () => undefined, march);
  const within = clipped(field, lattice);
  const point = (key: number): PlanePoint => crossing(within, lattice, key, inside, marginAt);
  return linked(follow, march, lattice).map((keys) => smoothed(within, keys.map(point), tolerance));
}

/** The field with all outside the lattice outside: a course along the rim must not leave it. */
function clipped(field: Field, { u0, v0, du, dv, nu, nv }: Lattice): Field {
  const [u1, v1] = [u0 + nu * du, v0 + nv * dv];
  return {
    insideBy(u, v) {
      if (u >= u0 && v >= v0 && u <= u1 && v <= v1) return field.insideBy(u, v);
      const [nearU, nearV] = [Math.min(u1, Math.max(u0, u)), Math.min(v1, Math.max(v0, v))];
      const away = field.reach(
        Math.min(u, nearU),
        Math.min(v, nearV),
        Math.max(u, nearU),
        Math.max(v, nearV),
      );
      return -Math.max(2 * away, 1e-6);
    },
    reach: field.reach,
  };
}

/** Of two exits the one that keeps the middle of the cell on its proper side. */
function neighbour(entry: Side, exits: readonly Side[], middleInside: boolean): Side {
  const next = ((entry + 1) % 4) as Side;
  const before = ((entry + 3) % 4) as Side;
  const wanted = middleInside ? next : before;
  return exits.includes(wanted) ? wanted : (exits[0] as Side);
}

/** Where the boundary crosses an edge of the lattice, to 1e-12 of the edge. */
function crossing(
  field: Field,
  { u0, v0, du, dv, nu }: Lattice,
  key: number,
  inside: (i: number, j: number) => boolean,
  marginAt: (i: number, j: number) => number,
): PlanePoint {
  const vertical = key % 2;
  const node = (key - vertical) / 2;
  const i = node % (nu + 1);
  const j = (node - i) / (nu + 1);
  const a: PlanePoint = [u0 + i * du, v0 + j * dv];
  const b: PlanePoint = vertical ? [a[0], a[1] + dv] : [a[0] + du, a[1]];
  const [here, there] = [marginAt(i, j), field.insideBy(b[0], b[1])];
  // A node of the rim counts as outside wherever it lies: then the course runs along the rim.
  if (here >= 0 && there >= 0) return inside(i, j) ? b : a;
  return inside(i, j) ? bisect(field, a, b, here, there) : bisect(field, b, a, there, here);
}

/** The last place inside on the way from `within` to `without`, whose margins are known. */
function bisect(
  field: Field,
  within: PlanePoint,
  without: PlanePoint,
  marginWithin: number,
  marginWithout: number,
): PlanePoint {
  let low = 0;
  let high = 1;
  const [du, dv] = [without[0] - within[0], without[1] - within[1]];
  let lowMargin = Math.max(0, marginWithin);
  let highMargin = marginWithout;
  for (let step = 0; step < 60 && high - low > 1e-11; step++) {
    // False position where the margins are distances, halving where they stall.
    const share = step % 3 === 2 ? 0.5 : lowMargin / (lowMargin - highMargin);
    const t = low + (high - low) * Math.min(0.999, Math.max(0.001, share));
    const margin = field.insideBy(within[0] + t * du, within[1] + t * dv);
    if (margin >= 0) {
      low = t;
      lowMargin = margin;
      if (margin < 1e-6) break;
    } else {
      high = t;
      highMargin = margin;
    }
  }
  return [within[0] + low * du, within[1] + low * dv];
}

/** Joins steps from edge to edge into closed courses, in the order of their first edges. */
function linked(
  follow: Map<number, number>,
  march: (i: number, j: number) => void,
  lattice: Lattice,
): number[][] {
  const courses: number[][] = [];
  const used = new Set<number>();
  for (const start of follow.keys()) {
    if (used.has(start)) continue;
    const course: number[] = [];
    let key: number | undefined = start;
    while (key !== undefined && !used.has(key)) {
      used.add(key);
      course.push(key);
      if (!follow.has(key)) marchBeside(key, march, lattice);
      key = follow.get(key);
    }
    if (course.length > 2) courses.push(course);
  }
  return courses;
}

/** Judges the two cells on an edge, where a block was settled though the boundary clips it. */
function marchBeside(
  key: number,
  march: (i: number, j: number) => void,
  { nu, nv }: Lattice,
): void {
  const vertical = key % 2;
  const node = (key - vertical) / 2;
  const i = node % (nu + 1);
  const j = (node - i) / (nu + 1);
  for (const [a, b] of [[i, j], vertical ? [i - 1, j] : [i, j - 1]] as const) {
    if (a >= 0 && b >= 0 && a < nu && b < nv) march(a, b);
  }
}

/** Splits the chords of a course until they keep to the boundary. */
function smoothed(field: Field, course: Course, tolerance: number): Course {
  const out: PlanePoint[] = [];
  course.forEach((from, index) => {
    const to = course[(index + 1) % course.length] as PlanePoint;
    out.push(from);
    split(field, from, to, tolerance, 14, out);
  });
  return out;
}

function split(
  field: Field,
  a: PlanePoint,
  b: PlanePoint,
  tolerance: number,
  depth: number,
  out: PlanePoint[],
): void {
  const [du, dv] = [b[0] - a[0], b[1] - a[1]];
  const [mu, mv] = [a[0] + du / 2, a[1] + dv / 2];
  const length = 2 * field.reach(a[0], a[1], b[0], b[1]);
  if (depth === 0 || length < 2 * tolerance) return;
  const margin = field.insideBy(mu, mv);
  // Outward is to the right of the course.
  const sign = margin >= 0 ? 1 : -1;
  const step = (share: number): PlanePoint => [mu + sign * share * dv, mv - sign * share * du];
  let share = Math.min(0.5, Math.max(tolerance, Math.abs(margin)) / length);
  let beyond = step(share);
  let past = field.insideBy(beyond[0], beyond[1]);
  while (share < 2 && past >= 0 === margin >= 0) {
    share *= 2;
    beyond = step(share);
    past = field.insideBy(beyond[0], beyond[1]);
  }
  if (past >= 0 === margin >= 0) return;
  if (share * length <= tolerance) return;
  const middle: PlanePoint = [mu, mv];
  const found =
    sign > 0
      ? bisect(field, middle, beyond, margin, past)
      : bisect(field, beyond, middle, past, margin);
  if (2 * field.reach(found[0], found[1], mu, mv) <= tolerance) return;
  split(field, a, found, tolerance, depth - 1, out);
  out.push(found);
  split(field, found, b, tolerance, depth - 1, out);
}
