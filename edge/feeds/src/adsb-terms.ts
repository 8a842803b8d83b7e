import { RADIUS_95 } from './remoteid/location.ts';

/** Horizontal bound of 95 %, metres, by NACp; absent where unknown. RTCA DO-260B, table 2-71. */
const BY_NACP = [undefined, 18_520, 7_408, 3_704, 1_852, 926, 555.6, 185.2, 92.6, 30, 10, 3];
/** The same by NUCp of version 0. DO-260, table 2-11. */
const BY_NUCP = [undefined, 18_520, 9_260, 1_852, 926, 463, 185.2, 92.6, 10, 3];

/** One sigma on each horizontal axis, metres, of a position accuracy category. */
export const sigmaOfNacp = (nacp: number): number | undefined => sigma(BY_NACP[nacp]);
export const sigmaOfNucp = (nucp: number): number | undefined => sigma(BY_NUCP[nucp]);

const sigma = (bound: number | undefined): number | undefined =>
  bound === undefined ? undefined : bound / RADIUS_95;

/**
 * Kind of a thing by its emitter category: set A to C of the extended squitter, as `A5`. Sizes say what
 * it weighs, not what it is for; obstacles are no traffic.
 */
const KIND_OF_CATEGORY: Readonly<Record<string, string>> = {
  A1: 'fixed-wing',
  A2: 'fixed-wing',
  A3: 'fixed-wing',
  A4: 'fixed-wing',
  A5: 'fixed-wing',
  A6: 'fixed-wing',
  A7: 'rotary-wing',
  B1: 'fixed-wing',
  B2: 'balloon',
  B3: 'person',
  B4: 'fixed-wing',
  B6: 'uncrewed-aircraft',
  C1: 'ground-vehicle',
  C2: 'ground-vehicle',
  C3: 'construction',
  C4: 'construction',
  C5: 'construction',
};

export const kindOfCategory = (category: string | undefined): string =>
  KIND_OF_CATEGORY[category ?? ''] ?? 'aircraft';

/** Emitter categories of ASTERIX category 021, item 020, as sets of the extended squitter. */
export const CATEGORY_OF_ITEM_020: ReadonlyMap<number, string> = new Map([
  [1, 'A1'],
  [2, 'A2'],
  [3, 'A3'],
  [4, 'A4'],
  [5, 'A5'],
  [6, 'A6'],
  [10, 'A7'],
  [11, 'B1'],
  [12, 'B2'],
  [13, 'B6'],
  [15, 'B4'],
  [16, 'B3'],
  [20, 'C1'],
  [21, 'C2'],
  [22, 'C3'],
  [23, 'C4'],
  [24, 'C5'],
]);

/** Emergency states, the same numbers in the aircraft status message and in category 021. */
export const EMERGENCIES: readonly (string | undefined)[] = [
  undefined,
  'general',
  'medical',
  'minimum-fuel',
  'no-communications',
  'unlawful-interference',
  'downed-aircraft',
];
