import { CellChoice } from './cell-choice.ts';
import type { Instance } from './instance.ts';
import { TeamSearch, type Teams } from './team.ts';

/** Share of the old direction in the new one. */
const DEFLECTION = 0.9;
/** Polyak's step at first, and what is left of it after rounds in vain. */
const FIRST_STEP = 0.5;
const SHORTER = 0.5;
/** So many rounds in vain make the step shorter, and one more each time. */
const FIRST_PATIENCE = 3;
/** A round that lowers the bound by less than this share is one in vain. */
const PROGRESS = 2e-5;
/** What sums of a million products may be off by, and more. */
const ROUNDING = 1e-9;

/**
 * A bound that no plan's score can pass, by Lagrangian decomposition.
 *
 * Every cell may choose its looks as it likes, but pays each column's price there; every team is
 * paid those prices. Whatever the prices, what cells keep and teams earn together is at least what any
 * plan detects. Prices move towards agreement by deflected subgradients with Polyak's step (Camerini,
 * Fratta and Maffioli, On improving relaxation methods by modified gradient techniques, 1975), so the
 * bound falls; it holds at every round.
 */
export class UpperBound {
  /** The lowest bound so far, in weight, fixed sensors not counted. */
  value = Number.POSITIVE_INFINITY;
  readonly #instance: Instance;
  readonly #teams: Teams;
  readonly #search = new TeamSearch();
  readonly #choice: CellChoice;
  /** By entry: what the cell pays the column. */
  readonly #price: Float64Array;
  readonly #bestPrice: Float64Array;
  readonly #direction: Float64Array;
  /** By entry: how far its price may go, so that great and small cells move alike. */
  readonly #scale: Float64Array;
  readonly #earns: Float64Array;
  readonly #flown: Uint8Array;
  readonly #wanted: Uint8Array;
  /** What links between teams charge each column. */
  readonly #fee: Float64Array;
  readonly #bestFee: Float64Array;
  readonly #linkScale: Float64Array;
  readonly #linkDirection: Float64Array;
  #step = FIRST_STEP;
  #patience = FIRST_PATIENCE;
  #vain = 0;

  constructor(instance: Instance, teams: Teams, price: Float64Array) {
    this.#instance = instance;
    this.#teams = teams;
    this.#choice = new CellChoice(instance, teams);
    this.#price = price;
    this.#bestPrice = price.slice();
    this.#direction = new Float64Array(price.length);
    this.#scale = Float64Array.from(instance.p, (p, e) =>
      Math.sqrt(p * (instance.worth[instance.cell[e] as number] as number)),
    );
    this.#earns = new Float64Array(instance.columns);
    this.#flown = new Uint8Array(instance.columns);
    this.#wanted = new Uint8Array(price.length);
    this.#fee = new Float64Array(teams.links.length);
    this.#linkScale = new Float64Array(teams.links.length);
    this.#linkDirection = new Float64Array(teams.links.length);
    for (const [l, { most, columns }] of teams.links.entries()) {
      const worth = Float64Array.from(columns, (k) => worthOf(instance, k, price)).sort();
      this.#fee[l] = worth[columns.length - most - 1] ?? 0;
      this.#linkScale[l] = Math.sqrt(worth[columns.length - 1] ?? 0);
    }
    this.#bestFee = this.#fee.slice();
  }

  /** The lowest bound so far as a score, rounded up. */
  get score(): number {
    const { fixedSensorsOnly, weightTotal } = this.#instance;
    return ((fixedSensorsOnly + this.value) * (1 + ROUNDING)) / weightTotal;
  }

  /** One round; `floor` is what the best plan known adds, in weight. */
  lower(floor: number): void {
    const bound = this.#teamsEarn() + this.#cellsKeep();
    this.#vain = bound < this.value * (1 - PROGRESS) ? 0 : this.#vain + 1;
    if (bound < this.value) {
      this.value = bound;
      this.#bestPrice.set(this.#price);
      this.#bestFee.set(this.#fee);
    }
    if (this.#vain > this.#patience) {
      this.#patience += 1;
      this.#step *= SHORTER;
      this.#vain = 0;
      this.#price.set(this.#bestPrice);
      this.#fee.set(this.#bestFee);
      this.#direction.fill(0);
      this.#linkDirection.fill(0);
    } else this.#move(Math.max(0, bound - floor));
  }

  #teamsEarn(): number {
    const { columns } = this.#instance;
    const { teams, links } = this.#teams;
    const earns = this.#earns;
    let total = 0;
    for (let k = 0; k < columns; k++) earns[k] = worthOf(this.#instance, k, this.#price);
    for (const [l, { most, columns: linked }] of links.entries()) {
      const fee = this.#fee[l] as number;
      total += fee * most;
      for (const k of linked) earns[k] = (earns[k] as number) - fee;
    }
    this.#flown.fill(0);
    for (const team of teams) {
      this.#search.choose(team, earns);
      total += this.#search.bound;
      for (const place of this.#search.chosen) this.#flown[team.columns[place] as number] = 1;
    }
    return total;
  }

  #cellsKeep(): number {
    const choice = this.#choice;
    this.#wanted.fill(0);
    let total = 0;
    for (let c = 0; c < this.#instance.cells; c++) {
      total += choice.choose(c, this.#price);
      for (let i = 0; i < choice.size; i++) this.#wanted[choice.chosen[i] as number] = 1;
    }
    return total;
  }

  /** Where teams fly what cells do not want, the price falls; where cells want more, it rises. */
  #move(gap: number): void {
    const { column } = this.#instance;
    const [price, direction, scale] = [this.#price, this.#direction, this.#scale];
    let norm = 0;
    for (let e = 0; e < column.length; e++) {
      const off = (this.#flown[column[e] as number] as number) - (this.#wanted[e] as number);
      const fresh = (1 - DEFLECTION) * off * (scale[e] as number);
      const turned = DEFLECTION * (direction[e] as number) + fresh;
      const way = (price[e] as number) <= 0 && turned > 0 ? 0 : turned;
      direction[e] = way;
      norm += way * way;
    }
    for (const [l, { most, columns }] of this.#teams.links.entries()) {
      const off = columns.reduce((sum, k) => sum + (this.#flown[k] as number), 0) - most;
      const fresh = (1 - DEFLECTION) * off * (this.#linkScale[l] as number);
      const turned = DEFLECTION * (this.#linkDirection[l] as number) + fresh;
      const way = (this.#fee[l] as number) <= 0 && turned < 0 ? 0 : turned;
      this.#linkDirection[l] = way;
      norm += way * way;
    }
    if (norm === 0) return;
    const step = (this.#step * gap) / norm;
    for (let e = 0; e < column.length; e++) {
      const next = (price[e] as number) - step * (scale[e] as number) * (direction[e] as number);
      price[e] = next > 0 ? next : 0;
    }
    for (let l = 0; l < this.#fee.length; l++) {
      const raise = step * (this.#linkScale[l] as number) * (this.#linkDirection[l] as number);
      this.#fee[l] = Math.max(0, (this.#fee[l] as number) + raise);
    }
  }
}

/** What cells pay a column together. */
function worthOf({ columnStart, entryOf }: Instance, k: number, price: Float64Array): number {
  const end = columnStart[k + 1] as number;
  let sum = 0;
  for (let i = columnStart[k] as number; i < end; i++) sum += price[entryOf[i] as number] as number;
  return sum;
}
