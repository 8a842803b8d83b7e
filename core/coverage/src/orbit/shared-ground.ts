import type { AccessZone } from './access-zone.ts';
import type { FootprintRing } from './footprint.ts';

/**
 * What a footprint and a zone share, as stretches along the middle lines of the zone's rows. Written over
 * for every footprint; holds no more than its rows.
 */
export class SharedGround {
  readonly #zone: AccessZone;
  readonly #crossings: Float64Array;
  readonly #counts: Uint8Array;
  /** Row, west, east; row by row from the south. */
  spans: Float64Array = new Float64Array(3 * 1024);
  count = 0;

  constructor(zone: AccessZone) {
    this.#zone = zone;
    const rows = zone.rows.starts.length - 1;
    this.#crossings = new Float64Array(rows * MOST_CROSSINGS);
    this.#counts = new Uint8Array(rows);
  }

  clear(): void {
    this.count = 0;
  }

  /** Adds what a footprint shares, moved by `turn` degrees of longitude. */
  add(ring: FootprintRing, turn: number): void {
    const { rows, south, west, east } = this.#zone;
    if (ring.west + turn > east || ring.east + turn < west) return;
    const all = rows.starts.length - 1;
    const first = Math.max(0, Math.ceil((ring.south - south) / rows.height - 0.5));
    const last = Math.min(all - 1, Math.floor((ring.north - south) / rows.height - 0.5));
    if (last < first) return;
    this.#counts.fill(0, first, last + 1);
    this.#cross(ring, turn, first, last);
    for (let row = first; row <= last; row++) this.#share(row);
  }

  #cross({ xy, count }: FootprintRing, turn: number, first: number, last: number): void {
    const { rows, south } = this.#zone;
    const counts = this.#counts;
    const crossings = this.#crossings;
    let ax = (xy[count * 2 - 2] as number) + turn;
    let ay = xy[count * 2 - 1] as number;
    for (let i = 0; i < count; i++) {
      const bx = (xy[i * 2] as number) + turn;
      const by = xy[i * 2 + 1] as number;
      const low = ay < by ? ay : by;
      const high = ay < by ? by : ay;
      const slope = (bx - ax) / (by - ay);
      const from = Math.max(first, Math.ceil((low - south) / rows.height - 0.5));
      for (let row = from; row <= last; row++) {
        const middle = south + (row + 0.5) * rows.height;
        if (middle >= high) break;
        if (middle < low) continue;
        const x = ax + (middle - ay) * slope;
        // Sorted in, so that they stand in pairs.
        let slot = counts[row] as number;
        if (slot === MOST_CROSSINGS) continue;
        counts[row] = slot + 1;
        const base = row * MOST_CROSSINGS;
        while (slot > 0 && (crossings[base + slot - 1] as number) > x) {
          crossings[base + slot] = crossings[base + slot - 1] as number;
          slot -= 1;
        }
        crossings[base + slot] = x;
      }
      ax = bx;
      ay = by;
    }
  }

  #share(row: number): void {
    const { starts, spans } = this.#zone.rows;
    const base = row * MOST_CROSSINGS;
    for (let k = 0; k + 1 < (this.#counts[row] as number); k += 2) {
      const west = this.#crossings[base + k] as number;
      const east = this.#crossings[base + k + 1] as number;
      for (let s = starts[row] as number; s < (starts[row + 1] as number); s += 2) {
        const from = Math.max(west, spans[s] as number);
        const to = Math.min(east, spans[s + 1] as number);
        if (to > from) this.#keep(row, from, to);
      }
    }
  }

  #keep(row: number, west: number, east: number): void {
    const at = this.count * 3;
    if (at === this.spans.length) {
      const more = new Float64Array(at * 2);
      more.set(this.spans);
      this.spans = more;
    }
    this.spans[at] = row;
    this.spans[at + 1] = west;
    this.spans[at + 2] = east;
    this.count += 1;
  }
}

/** A footprint has a few bends at most; more crossings of one row than this do not arise. */
const MOST_CROSSINGS = 16;

/** Ground that was shared at any of many moments: stretches by rows, those that meet made one. */
export class CoveredGround {
  readonly #rows: number[][];
  readonly #height: number;

  constructor(zone: AccessZone) {
    this.#rows = Array.from({ length: zone.rows.starts.length - 1 }, () => []);
    this.#height = zone.rows.height;
  }

  add({ spans, count }: SharedGround): void {
    for (let i = 0; i < count * 3; i += 3) {
      merge(
        this.#rows[spans[i] as number] as number[],
        spans[i + 1] as number,
        spans[i + 2] as number,
      );
    }
  }

  /** In square units of the plane. */
  area(): number {
    let sum = 0;
    for (const row of this.#rows) {
      for (let i = 0; i < row.length; i += 2) sum += (row[i + 1] as number) - (row[i] as number);
    }
    return sum * this.#height;
  }
}

/** Stretches stay in order and apart; there are few. */
function merge(row: number[], west: number, east: number): void {
  let first = 0;
  while (first < row.length && (row[first + 1] as number) < west) first += 2;
  let next = first;
  let [from, to] = [west, east];
  while (next < row.length && (row[next] as number) <= east) {
    from = Math.min(from, row[next] as number);
    to = Math.max(to, row[next + 1] as number);
    next += 2;
  }
  if (next === first + 2) {
    row[first] = from;
    row[first + 1] = to;
  } else row.splice(first, next - first, from, to);
}
