import type { Instance } from './instance.ts';
import { TeamSearch, type Teams } from './team.ts';

const ROUNDS = 15;
/** Between 0, the price of a look beside itself, and 1, of a look that is new. */
const OWN = 0.5;

/**
 * By entry, what its look is worth to the cell in a plan flown by halves: teams answer prices, and
 * each answer is mixed into those before (Frank and Wolfe, 1956). A good place to start lowering
 * `UpperBound` from; any prices would be valid.
 */
export function startingPrice(
  instance: Instance,
  { teams, links }: Teams,
  chosen: Uint8Array,
): Float64Array {
  const { column } = instance;
  const price = new Float64Array(column.length);
  const flown = Float64Array.from(chosen);
  const earns = new Float64Array(instance.columns);
  const search = new TeamSearch();
  // What links forbid, teams would answer all the same: then the plan's own prices are better.
  const rounds = links.length === 0 ? ROUNDS : 0;
  for (let round = 0; round < rounds; round++) {
    setPrices(instance, flown, price);
    earns.fill(0);
    for (let e = 0; e < column.length; e++)
      earns[column[e] as number] = (earns[column[e] as number] as number) + (price[e] as number);
    const share = 2 / (round + 4);
    for (let k = 0; k < flown.length; k++) flown[k] = (flown[k] as number) * (1 - share);
    for (const team of teams) {
      search.choose(team, earns);
      for (const place of search.chosen) {
        const k = team.columns[place] as number;
        flown[k] = (flown[k] as number) + share;
      }
    }
  }
  setPrices(instance, flown, price);
  return price;
}

function setPrices(
  { cells, cellStart, column, p, worth }: Instance,
  flown: Float64Array,
  price: Float64Array,
) {
  for (let c = 0; c < cells; c++) {
    const from = cellStart[c] as number;
    const end = cellStart[c + 1] as number;
    let left = worth[c] as number;
    for (let e = from; e < end; e++)
      left *= 1 - (p[e] as number) * (flown[column[e] as number] as number);
    for (let e = from; e < end; e++) {
      const own = OWN * (p[e] as number) * (flown[column[e] as number] as number);
      price[e] = ((p[e] as number) * left) / (1 - own + 1e-9);
    }
  }
}
