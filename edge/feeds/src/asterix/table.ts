import { type Layout, readNotation } from './notation.ts';

/**
 * One category of ASTERIX in one edition, as the EUROCONTROL document has it.
 *
 * `uap` is the user application profile: items in the order of the field specification, `-` for a spare
 * bit, `rfs` for random field sequencing. `items` hold the layouts in the notation of `notation.ts`.
 */
export interface CategoryTable {
  readonly category: number;
  readonly edition: string;
  readonly uap: string;
  /** Profile of tracks, where plots and tracks have one each (category 001). */
  readonly trackUap?: string;
  readonly items: Readonly<Record<string, string>>;
  /** Layout inside the reserved expansion field; absent: it is kept as bytes. */
  readonly re?: string;
}

/** One place of a profile. `layout` is absent for a spare bit, `rfs`, `RE` and `SP` stand for themselves. */
export interface Slot {
  readonly name: string;
  readonly layout: Layout | 'spare' | 'rfs' | 'explicit';
}

export interface Profile {
  readonly slots: readonly Slot[];
  /** Field reference number, from 0, of each item. */
  readonly numberOf: ReadonlyMap<string, number>;
}

/** A category made ready to read. */
export interface Category {
  readonly category: number;
  readonly edition: string;
  readonly profile: Profile;
  readonly trackProfile: Profile | undefined;
  readonly re: Layout | undefined;
}

export function categoryOf(table: CategoryTable): Category {
  const items = new Map(
    Object.entries(table.items).map(([name, notation]) => [name, readNotation(notation)]),
  );
  const profile = (uap: string): Profile => {
    const names = uap.split(' ');
    return {
      slots: names.map((name) => ({ name, layout: slotOf(name, items) })),
      numberOf: new Map(names.map((name, number) => [name, number])),
    };
  };
  return {
    category: table.category,
    edition: table.edition,
    profile: profile(table.uap),
    trackProfile: table.trackUap === undefined ? undefined : profile(table.trackUap),
    re: table.re === undefined ? undefined : readNotation(table.re),
  };
}

function slotOf(name: string, items: ReadonlyMap<string, Layout>): Slot['layout'] {
  if (name === '-') return 'spare';
  if (name === 'rfs') return 'rfs';
  if (name === 'RE' || name === 'SP') return 'explicit';
  const layout = items.get(name);
  if (layout === undefined) throw new Error(`item ${name} has no layout`);
  return layout;
}
