import type { Instance } from './instance.ts';
import type { Selection } from './selection.ts';
import { type Team, TeamSearch, type Teams } from './team.ts';

/** Cells around which a step tears down what is chosen, at most. */
const MOST_TORN = 3;
/** How much worse a step may leave the plan at first, as a share of a team's part. */
const WARMTH = 2;
const REFRESH = 2_000;

/** Betters a plan by tearing down what looks at a few cells and choosing anew, team by team. */
export class Improver {
  readonly #selection: Selection;
  readonly #instance: Instance;
  readonly #teams: Teams;
  readonly #random: () => number;
  readonly #search = new TeamSearch();
  readonly #worth: Float64Array;
  readonly #torn = new Set<number>();
  #steps = 0;
  best: Uint8Array;
  bestValue: number;

  constructor(selection: Selection, teams: Teams, random: () => number) {
    this.#selection = selection;
    this.#instance = selection.instance;
    this.#teams = teams;
    this.#random = random;
    this.#worth = new Float64Array(selection.instance.columns);
    this.best = selection.chosen.slice();
    this.bestValue = selection.value;
  }

  /** Lets each team choose anew in turn, the others as they are, until none can do better. */
  settle(goesOn: () => boolean): void {
    for (let better = true; better && goesOn(); ) {
      better = false;
      for (const t of this.#shuffled()) {
        const before = this.#selection.value;
        this.#selection.mark();
        this.#clear(t);
        this.#fill(t);
        if (this.#selection.value > before + 1e-9 * Math.abs(before)) better = true;
        else this.#selection.undo();
        if (!goesOn()) break;
      }
    }
    this.#keep();
  }

  /** One step; `coolness` goes from 0 to 1 as time runs out. */
  step(coolness: number): void {
    const { cells } = this.#instance;
    const { teams } = this.#teams;
    if (cells === 0 || teams.length === 0) return;
    const selection = this.#selection;
    const before = selection.value;
    selection.mark();
    this.#tear();
    const torn = [...this.#torn];
    for (let i = torn.length - 1; i > 0; i--) {
      const j = Math.floor(this.#random() * (i + 1));
      [torn[i], torn[j]] = [torn[j] as number, torn[i] as number];
    }
    for (const t of torn) this.#clear(t);
    for (const t of torn) this.#fill(t);
    for (const t of torn) {
      this.#clear(t);
      this.#fill(t);
    }
    const part = selection.value / teams.length;
    const slack = WARMTH * part * (1 - coolness) ** 2 * this.#random();
    if (selection.value < before - slack) selection.undo();
    else this.#keep();
    this.#steps += 1;
    if (this.#steps % REFRESH === 0) selection.refresh();
  }

  #keep(): void {
    if (this.#selection.value <= this.bestValue + 1e-9) return;
    this.bestValue = this.#selection.value;
    this.best.set(this.#selection.chosen);
  }

  /** Teams that look, or could look, at a few cells near each other. */
  #tear(): void {
    const { cellStart, column, columnStart, entryOf, cell, cells } = this.#instance;
    const { teamOf, teams } = this.#teams;
    this.#torn.clear();
    let c = Math.floor(this.#random() * cells);
    const times = 1 + Math.floor(this.#random() * MOST_TORN);
    for (let i = 0; i < times; i++) {
      const from = cellStart[c] as number;
      const count = (cellStart[c + 1] as number) - from;
      if (count === 0) break;
      for (let e = from; e < from + count; e++) {
        const k = column[e] as number;
        if (this.#selection.chosen[k] === 1) this.#torn.add(teamOf[k] as number);
      }
      const any = column[from + Math.floor(this.#random() * count)] as number;
      this.#torn.add(teamOf[any] as number);
      const first = columnStart[any] as number;
      const looks = (columnStart[any + 1] as number) - first;
      c = cell[entryOf[first + Math.floor(this.#random() * looks)] as number] as number;
      if (this.#torn.size > 8) break;
    }
    if (this.#torn.size === 0) this.#torn.add(Math.floor(this.#random() * teams.length));
  }

  #clear(t: number): void {
    for (const k of this.#team(t).columns)
      if (this.#selection.chosen[k] === 1) this.#selection.remove(k);
  }

  /** Chooses for an empty team, as if its columns met in no cell; where they do, the better half stays. */
  #fill(t: number): void {
    const team = this.#team(t);
    for (const k of team.columns) this.#worth[k] = this.#selection.gain(k);
    this.#search.choose(team, this.#worth);
    const chosen = this.#search.chosen.map((place) => team.columns[place] as number);
    for (const k of chosen) if (this.#selection.fits(k)) this.#selection.add(k);
  }

  #team(t: number): Team {
    return this.#teams.teams[t] as Team;
  }

  #shuffled(): number[] {
    const order = this.#teams.teams.map((_, t) => t);
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(this.#random() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    return order;
  }
}
