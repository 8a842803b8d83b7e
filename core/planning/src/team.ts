import type { Capacity, Instance } from './instance.ts';

/** A team grows no larger than this: what would join more is a link between teams. */
const MOST_MEMBERS = 256;
/** Sets looked at in one search for the best of a team; then its bound is taken instead. */
const MOST_SETS = 20_000;

/**
 * Columns that hinder each other: a drone's sorties, a tower's pointings. What one team does is free
 * of what another does, but for the links.
 */
export interface Team {
  readonly columns: Int32Array;
  /** Capacities within the team, by the team's own places. */
  readonly rows: readonly { readonly most: number; readonly members: Int32Array }[];
  /** No more than so many of the team at once. */
  readonly room: number;
  /** By place: rows that it is in and that `excludes` does not tell of. */
  readonly rowsOf: readonly (readonly number[])[];
  /** Pairs of members that exclude each other, `excludes[a * size + b]`; empty for a great team. */
  readonly excludes: Uint8Array;
}

/** All columns in teams, and the capacities that link teams. */
export interface Teams {
  readonly teams: readonly Team[];
  /** By column: its team, and its place there. */
  readonly teamOf: Int32Array;
  readonly placeOf: Int32Array;
  readonly links: readonly Capacity[];
}

export function teamsOf({ columns, capacities }: Instance): Teams {
  const root = Int32Array.from({ length: columns }, (_, k) => k);
  const size = new Int32Array(columns).fill(1);
  const find = (k: number): number => {
    let r = k;
    while (root[r] !== r) r = root[r] as number;
    while (root[k] !== r) [k, root[k]] = [root[k] as number, r] as [number, number];
    return r;
  };
  const within: Capacity[] = [];
  const links: Capacity[] = [];
  for (const row of [...capacities].sort((a, b) => a.columns.length - b.columns.length)) {
    if (row.columns.length <= row.most) continue;
    const roots = [...new Set(Array.from(row.columns, find))];
    const together = roots.reduce((sum, r) => sum + (size[r] as number), 0);
    const [first = 0] = roots;
    const alone = together === row.columns.length && roots.every((r) => size[r] === 1);
    if (together > MOST_MEMBERS && !alone && roots.length > 1) {
      links.push(row);
      continue;
    }
    for (const r of roots) root[r] = first;
    size[first] = together;
    within.push(row);
  }
  const members = new Map<number, number[]>();
  for (let k = 0; k < columns; k++) {
    const r = find(k);
    const list = members.get(r);
    if (list === undefined) members.set(r, [k]);
    else list.push(k);
  }
  const teamOf = new Int32Array(columns);
  const placeOf = new Int32Array(columns);
  const rows: Capacity[][] = [];
  for (const [t, list] of [...members.values()].entries()) {
    for (const [place, k] of list.entries()) {
      teamOf[k] = t;
      placeOf[k] = place;
    }
    rows.push([]);
  }
  for (const row of within) rows[teamOf[row.columns[0] as number] as number]?.push(row);
  const teams = [...members.values()].map((list, t) => oneTeam(list, rows[t] ?? [], placeOf));
  return { teams, teamOf, placeOf, links };
}

function oneTeam(
  list: readonly number[],
  capacities: readonly Capacity[],
  placeOf: Int32Array,
): Team {
  const size = list.length;
  const rows = capacities.map(({ most, columns }) => ({
    most,
    members: columns.map((k) => placeOf[k] as number),
  }));
  const rowsOf: number[][] = list.map(() => []);
  const excludes = new Uint8Array(size * size);
  for (const [r, { most, members }] of rows.entries())
    for (const a of members) {
      if (most !== 1) rowsOf[a]?.push(r);
      for (const b of members) if (most === 1 && a !== b) excludes[a * size + b] = 1;
    }
  return { columns: Int32Array.from(list), rows, rowsOf, excludes, room: roomOf(size, rows) };
}

/** The most of a team that rows leave: one row that covers it, or several, each for what it is worth. */
function roomOf(size: number, rows: Team['rows']): number {
  const whole = rows.filter(({ members }) => members.length === size).map(({ most }) => most);
  return Math.min(coverOf(size, rows), ...whole);
}

function coverOf(size: number, rows: Team['rows']): number {
  const covered = new Uint8Array(size);
  let left = size;
  let room = 0;
  const open = [...rows].sort((a, b) => b.members.length / b.most - a.members.length / a.most);
  for (const { most, members } of open) {
    const fresh = members.reduce((sum, m) => sum + (covered[m] === 1 ? 0 : 1), 0);
    if (fresh <= most) continue;
    for (const m of members) covered[m] = 1;
    left -= fresh;
    room += most;
  }
  return room + left;
}

/** The best of a team by worth, and a bound of its worth that holds even if the search was cut short. */
export class TeamSearch {
  readonly chosen: number[] = [];
  bound = 0;
  #best = 0;
  #order = new Int32Array(64);
  #used = new Int32Array(64);
  #stack: number[] = [];
  #sets = 0;

  /** Chooses among the team's places by `worth` (by column), which counts only where above zero. */
  choose(team: Team, worth: Float64Array): void {
    const { columns, rows } = team;
    if (this.#order.length < columns.length) this.#order = new Int32Array(columns.length);
    if (this.#used.length < rows.length) this.#used = new Int32Array(rows.length);
    let count = 0;
    for (let place = 0; place < columns.length; place++) {
      if ((worth[columns[place] as number] as number) <= 0) continue;
      // Insertion keeps the dearest first; teams are small.
      let at = count++;
      const own = worth[columns[place] as number] as number;
      while (at > 0 && (worth[columns[this.#order[at - 1] as number] as number] as number) < own) {
        this.#order[at] = this.#order[at - 1] as number;
        at -= 1;
      }
      this.#order[at] = place;
    }
    this.chosen.length = 0;
    this.#stack.length = 0;
    this.#best = 0;
    this.#sets = 0;
    this.#used.fill(0, 0, rows.length);
    this.#go(team, worth, count, 0, team.room, 0);
    this.bound = this.#best;
    if (this.#sets < MOST_SETS) return;
    this.bound = 0;
    for (let i = 0; i < Math.min(team.room, count); i++)
      this.bound += worth[columns[this.#order[i] as number] as number] as number;
  }

  #go(team: Team, worth: Float64Array, count: number, from: number, room: number, sum: number) {
    if (sum > this.#best) {
      this.#best = sum;
      this.chosen.length = 0;
      for (const place of this.#stack) this.chosen.push(place);
    }
    if (room === 0) return;
    for (let i = from; i < count; i++) {
      let most = sum;
      for (let j = i; j < Math.min(i + room, count); j++)
        most += worth[team.columns[this.#order[j] as number] as number] as number;
      if (most <= this.#best || this.#sets++ >= MOST_SETS) return;
      const place = this.#order[i] as number;
      if (!this.#isFree(team, place) || !this.#enter(team, place)) continue;
      this.#stack.push(place);
      const own = worth[team.columns[place] as number] as number;
      this.#go(team, worth, count, i + 1, room - 1, sum + own);
      this.#stack.pop();
      this.#leave(team, place);
    }
  }

  #isFree({ excludes, columns }: Team, place: number): boolean {
    const row = place * columns.length;
    for (const other of this.#stack) if (excludes[row + other] === 1) return false;
    return true;
  }

  #enter({ rows, rowsOf }: Team, place: number): boolean {
    const own = rowsOf[place] as readonly number[];
    for (const r of own) if ((this.#used[r] as number) >= (rows[r]?.most ?? 0)) return false;
    for (const r of own) this.#used[r] = (this.#used[r] as number) + 1;
    return true;
  }

  #leave({ rowsOf }: Team, place: number): void {
    for (const r of rowsOf[place] as readonly number[])
      this.#used[r] = (this.#used[r] as number) - 1;
  }
}
