import { type Category, type CategoryTable, categoryOf } from './table.ts';
import { CAT001 } from './tables/cat001.ts';
import { CAT002 } from './tables/cat002.ts';
import { CAT021, CAT021_2_1 } from './tables/cat021.ts';
import { CAT021_0_23, CAT021_0_26 } from './tables/cat021-before-1.ts';
import { CAT034 } from './tables/cat034.ts';
import { CAT048 } from './tables/cat048.ts';
import { CAT062 } from './tables/cat062.ts';
import { CAT065 } from './tables/cat065.ts';

/** Tables of each category, the one that is tried first in front. */
const TABLES: readonly CategoryTable[] = [
  CAT001,
  CAT002,
  CAT021,
  CAT021_2_1,
  CAT021_0_26,
  CAT021_0_23,
  CAT034,
  CAT048,
  CAT062,
  CAT065,
];

const READY: readonly Category[] = TABLES.map(categoryOf);

/** Editions that a mission has settled, by category, as `{ '021': '0.26' }`. */
export type Editions = Readonly<Record<string, string>>;

/** The editions in which blocks of a category may be read, by category. */
export type Known = ReadonlyMap<number, readonly Category[]>;

/**
 * What is tried for each category: the edition that a mission has settled and no other, else all. Minor
 * editions read each other where the document kept the layout: the table's own line says from when on.
 */
export function knownEditions(settled: Editions = {}): Known {
  const known = new Map<number, Category[]>();
  for (const one of READY) {
    const wanted = settled[numbered(one.category)] ?? settled[one.category];
    if (wanted !== undefined && tableFor(one.category, wanted) !== one) continue;
    known.set(one.category, [...(known.get(one.category) ?? []), one]);
  }
  return known;
}

const numbered = (category: number): string => String(category).padStart(3, '0');

/** The first that is settled and not read here, as a sentence. */
export function unknownEdition(settled: Editions): string | undefined {
  for (const [category, edition] of Object.entries(settled)) {
    const all = READY.filter((one) => one.category === Number(category));
    if (all.length === 0)
      return `category ${category} is not read; categories are ${[...new Set(READY.map((one) => one.category))].join(', ')}`;
    if (tableFor(Number(category), edition) === undefined)
      return `category ${category} is not read in edition ${edition}; up to ${all.map((one) => one.edition).join(', ')} it is`;
  }
  return undefined;
}

/** The table that reads an edition: the oldest that is not older, of the same major number. */
export function tableFor(category: number, edition: string): Category | undefined {
  const [major = 0, minor = 0] = edition.split('.').map(Number);
  return READY.filter((one) => one.category === category)
    .map((one) => ({ one, number: one.edition.split('.').map(Number) }))
    .filter(({ number: [ma = 0, mi = 0] }) => ma === major && mi >= minor)
    .sort((a, b) => (a.number[1] ?? 0) - (b.number[1] ?? 0))[0]?.one;
}
