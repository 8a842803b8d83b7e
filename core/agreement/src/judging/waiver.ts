import type { DeclaredArea, Waiver } from '@greenline/declarations';
import type { Weighed } from './exception.ts';
import { type Look, probabilityWithin } from './look.ts';
import { placeIn } from './place.ts';
import type { Hearing } from './rule.ts';

/** The waivers of a clause to which both parties agreed, whenever they hold, in order of id. */
export function waiversOf(
  cite: string,
  parties: readonly [string, string],
  { register }: Hearing,
): readonly Waiver[] {
  if (register.waivers.size === 0) return NONE;
  return [...register.waivers.values()]
    .filter(({ clauses }) => clauses.includes(cite))
    .filter(({ agreedBy }) => parties.every((party) => agreedBy.includes(party)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const NONE: readonly Waiver[] = [];

/** What agreed waivers say of a look: an agreed activity is no breach while and where it was agreed. */
export function weighWaivers(
  waivers: readonly Waiver[],
  look: Look,
  placeProbability: number,
  hearing: Hearing,
): readonly Weighed[] {
  return waivers.flatMap((waiver) => {
    // Both ends belong to the time agreed.
    const timely = probabilityWithin(look.at, look.sigmaMs, waiver.from, waiver.to + 1);
    const inside = insideOf(waiver, look, hearing);
    const chance = timely * Math.min(1, inside.chance / Math.max(placeProbability, 1e-12));
    if (timely === 0 || (chance === 0 && !inside.best)) return [];
    return [
      {
        chance,
        best: inside.best && timely >= 0.5,
        word: `agreed: waiver ${waiver.id}`,
        ids: [waiver.id],
      },
    ];
  });
}

function insideOf(
  waiver: Waiver,
  look: Look,
  hearing: Hearing,
): { readonly chance: number; readonly best: boolean } {
  if (!hasArea(waiver)) return { chance: 1, best: true };
  const prepared = hearing.area(waiver);
  const placed = prepared === undefined ? undefined : placeIn(prepared, look, true);
  if (placed === undefined) return { chance: 0, best: false };
  return { chance: placed.probability, best: placed.insideBy >= 0 };
}

const hasArea = (waiver: Waiver): waiver is Waiver & { readonly area: DeclaredArea } =>
  waiver.area !== undefined;
