import type { EventFact, ObjectFact } from '@greenline/agreement';
import { cellOf, checkPosition, type Position } from '@greenline/geo';
import { ASKED, assetOf } from '@greenline/observation';

/** What is told of a restriction, or of interference with the mission's assets, beside party and hour. */
export interface Befell {
  /** Id of the mission's region: a restriction's place is the monitors' own, and is told no nearer. */
  readonly region?: string;
  readonly access?: 'denied' | 'delayed' | 'conditional';
  /** Minutes, in steps of a quarter of an hour, rounded up; a day stands for more. */
  readonly delayMin?: number;
  /** What was asked of the monitors, as a listed word. */
  readonly asked?: string;
  /** Kind of the mission's asset, as a listed word. */
  readonly asset?: string;
}

const STEP_MIN = 15;
const MOST_MIN = 1440;

/** Listed words and steps alone, so that nothing is hidden in them; nothing at all where none applies. */
export function befellOf(
  { position, attributes = {} }: ObjectFact | EventFact,
  cellM: number,
  regionOf: (position: Position) => string | undefined = () => undefined,
): { readonly befell?: Befell } {
  const { access, delayMin, asked, asset } = attributes;
  const region = position && regionIn(position, cellM, regionOf);
  const kind = typeof asset === 'string' ? assetOf(asset) : undefined;
  const befell: Befell = {
    ...(region !== undefined && { region }),
    ...((access === 'denied' || access === 'delayed' || access === 'conditional') && { access }),
    ...(typeof delayMin === 'number' && delayMin > 0 && { delayMin: stepped(delayMin) }),
    ...(typeof asked === 'string' && ASKED.includes(asked) && { asked }),
    ...(kind !== undefined && { asset: kind }),
  };
  return Object.keys(befell).length === 0 ? {} : { befell };
}

/** Asked of the cell's centre: on which side of a region's edge monitors stood is not told within it. */
function regionIn(
  { lon, lat }: Position,
  cellM: number,
  regionOf: (position: Position) => string | undefined,
): string | undefined {
  return checkPosition({ lon, lat }).ok ? regionOf(cellOf({ lon, lat }, cellM).centre) : undefined;
}

const stepped = (minutes: number): number =>
  Math.min(MOST_MIN, Math.ceil(minutes / STEP_MIN) * STEP_MIN);
