import { distanceBetween, type Position } from '@greenline/geo';

/** A stretch of road, from one end to the other. */
export interface Road {
  readonly way: readonly Position[];
  readonly speedMps: number;
  /** Driven in this direction only. */
  readonly oneWay?: boolean;
  /** Nobody drives here: a mine, a broken bridge, access denied. */
  readonly closed?: boolean;
}

/** Ends nearer than this many degrees are one junction: 0.1 m. */
const SAME = 1e-6;

interface Stretch {
  readonly to: number;
  readonly metres: number;
  readonly seconds: number;
}

/** A way along roads. */
export interface RoadWay {
  readonly way: readonly Position[];
  readonly metres: number;
  readonly seconds: number;
}

/** Roads that meet where their vertices are the same place. */
export class RoadGraph {
  readonly #places: Position[] = [];
  readonly #from: Stretch[][] = [];

  constructor(roads: readonly Road[]) {
    const known = new Map<string, number>();
    const placeOf = (position: Position): number => {
      const key = `${Math.round(position.lon / SAME)}:${Math.round(position.lat / SAME)}`;
      let place = known.get(key);
      if (place === undefined) {
        place = this.#places.length;
        known.set(key, place);
        this.#places.push(position);
        this.#from.push([]);
      }
      return place;
    };
    for (const { way, speedMps, oneWay = false, closed = false } of roads) {
      if (closed || !(speedMps > 0)) continue;
      for (let i = 1; i < way.length; i++) {
        const [a, b] = [placeOf(way[i - 1] as Position), placeOf(way[i] as Position)];
        if (a === b) continue;
        const metres = distanceBetween(way[i - 1] as Position, way[i] as Position);
        const seconds = metres / speedMps;
        this.#from[a]?.push({ to: b, metres, seconds });
        if (!oneWay) this.#from[b]?.push({ to: a, metres, seconds });
      }
    }
  }

  /** The vertex of a road that is nearest to a position, and how far it is; `undefined` without roads. */
  nearest(position: Position): { readonly place: number; readonly metres: number } | undefined {
    let place = -1;
    let least = Number.POSITIVE_INFINITY;
    const shrink = Math.cos((position.lat * Math.PI) / 180);
    for (const [i, { lon, lat }] of this.#places.entries()) {
      const east = ((lon - position.lon + 540) % 360) - 180;
      const far = Math.hypot(east * shrink, lat - position.lat);
      if (far < least) [place, least] = [i, far];
    }
    if (place === -1) return undefined;
    return { place, metres: distanceBetween(position, this.#places[place] as Position) };
  }

  /** The quickest ways from a place to all others (Dijkstra, 1959); absent are those out of reach. */
  from(start: number): (to: number) => RoadWay | undefined {
    const seconds = new Float64Array(this.#places.length).fill(Number.POSITIVE_INFINITY);
    const before = new Int32Array(this.#places.length).fill(-1);
    const heap = new Heap();
    seconds[start] = 0;
    heap.push(start, 0);
    for (let next = heap.pop(); next !== undefined; next = heap.pop()) {
      if (next.cost > (seconds[next.place] as number)) continue;
      for (const { to, seconds: more } of this.#from[next.place] as Stretch[]) {
        const gone = next.cost + more;
        if (gone >= (seconds[to] as number)) continue;
        seconds[to] = gone;
        before[to] = next.place;
        heap.push(to, gone);
      }
    }
    return (to) => {
      const time = seconds[to];
      if (time === undefined || time === Number.POSITIVE_INFINITY) return undefined;
      const places = [to];
      for (let at = to; at !== start; ) {
        at = before[at] as number;
        places.push(at);
      }
      const way = places.reverse().map((place) => this.#places[place] as Position);
      let metres = 0;
      for (let i = 1; i < way.length; i++)
        metres += distanceBetween(way[i - 1] as Position, way[i] as Position);
      return { way, metres, seconds: time };
    };
  }
}

/** Places by cost, the cheapest first. */
class Heap {
  readonly #items: { readonly place: number; readonly cost: number }[] = [];

  push(place: number, cost: number): void {
    const items = this.#items;
    items.push({ place, cost });
    for (let at = items.length - 1; at > 0; ) {
      const up = (at - 1) >> 1;
      if ((items[up]?.cost as number) <= cost) break;
      this.#swap(at, up);
      at = up;
    }
  }

  pop(): { readonly place: number; readonly cost: number } | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first;
    items[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < items.length && (items[child]?.cost as number) < (items[least]?.cost as number))
          least = child;
      if (least === at) return first;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    const items = this.#items;
    [items[a], items[b]] = [items[b] as (typeof items)[0], items[a] as (typeof items)[0]];
  }
}
