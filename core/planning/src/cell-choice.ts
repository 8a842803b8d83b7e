import type { Instance } from './instance.ts';
import type { Teams } from './team.ts';

/** Sets looked at in one cell; then the bound of what is left unsearched is taken. */
const MOST_SETS = 400;

/**
 * The best that a cell could do alone, if each look cost what the columns are told it earns:
 * max over sets S of `worth · (1 − Π (1 − p)) − Σ cost`, where no set takes two of a team that
 * exclude each other.
 */
export class CellChoice {
  /** Entries chosen, and how many. */
  chosen: Int32Array;
  size = 0;
  readonly #instance: Instance;
  readonly #excludes: (a: number, b: number) => boolean;
  readonly #rows: Row[] = [];
  readonly #stack: Int32Array;
  #best = 0;
  #sets = 0;
  #unsearched = 0;

  constructor(instance: Instance, { teams, teamOf, placeOf }: Teams) {
    this.#instance = instance;
    let most = 1;
    for (let c = 0; c < instance.cells; c++)
      most = Math.max(
        most,
        (instance.cellStart[c + 1] as number) - (instance.cellStart[c] as number),
      );
    this.#stack = new Int32Array(most + 1);
    this.chosen = new Int32Array(most + 1);
    this.#excludes = (a, b) => {
      const t = teamOf[a] as number;
      if (t !== teamOf[b]) return false;
      const team = teams[t];
      if (team === undefined) return false;
      const at = (placeOf[a] as number) * team.columns.length + (placeOf[b] as number);
      return team.excludes[at] === 1;
    };
  }

  /** A bound of the cell's best; `chosen` holds the best set found. */
  choose(c: number, cost: Float64Array): number {
    const { cellStart, worth, p } = this.#instance;
    const end = cellStart[c + 1] as number;
    const w = worth[c] as number;
    const { entries, gains } = this.#row(0);
    let count = 0;
    let bound = 0;
    this.#best = 0;
    this.size = 0;
    this.#sets = 0;
    this.#unsearched = 0;
    for (let e = cellStart[c] as number; e < end; e++) {
      const gain = w * (p[e] as number) - (cost[e] as number);
      if (gain <= 0) continue;
      bound += gain;
      let at = count++;
      while (at > 0 && (gains[at - 1] as number) < gain) {
        entries[at] = entries[at - 1] as number;
        gains[at] = gains[at - 1] as number;
        at -= 1;
      }
      entries[at] = e;
      gains[at] = gain;
    }
    if (count > 0) this.#go(0, count, w, 0, bound, cost);
    return Math.max(this.#best, this.#unsearched);
  }

  /** `bound`: what sets from here on may come to, as gains only shrink. */
  #go(depth: number, count: number, left: number, sum: number, most: number, cost: Float64Array) {
    const { p, column } = this.#instance;
    const { entries, gains } = this.#rows[depth] as Row;
    let bound = most;
    for (let i = 0; i < count; i++) {
      if (bound <= this.#best) return;
      if (this.#sets++ >= MOST_SETS) {
        this.#unsearched = Math.max(this.#unsearched, bound);
        return;
      }
      const e = entries[i] as number;
      const own = gains[i] as number;
      const value = sum + own;
      this.#stack[depth] = e;
      if (value > this.#best) {
        this.#best = value;
        this.size = depth + 1;
        for (let d = 0; d <= depth; d++) this.chosen[d] = this.#stack[d] as number;
      }
      const after = left * (1 - (p[e] as number));
      const next = this.#row(depth + 1);
      let kept = 0;
      let further = value;
      for (let j = i + 1; j < count; j++) {
        const f = entries[j] as number;
        const gain = after * (p[f] as number) - (cost[f] as number);
        if (gain <= 0 || this.#excludes(column[e] as number, column[f] as number)) continue;
        next.entries[kept] = f;
        next.gains[kept] = gain;
        kept += 1;
        further += gain;
      }
      if (kept > 0) this.#go(depth + 1, kept, after, value, further, cost);
      bound -= own;
    }
  }

  #row(depth: number): Row {
    let row = this.#rows[depth];
    if (row === undefined) {
      const most = this.#stack.length;
      row = { entries: new Int32Array(most), gains: new Float64Array(most) };
      this.#rows[depth] = row;
    }
    return row;
  }
}

/** Looks that may still be taken at one depth of the search, and what each would add there. */
interface Row {
  readonly entries: Int32Array;
  readonly gains: Float64Array;
}
