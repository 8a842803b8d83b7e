import type { Terms } from '../../language/terms.ts';

/** What a clause says of nations. */
interface NationTerms {
  readonly bar?: readonly string[] | undefined;
  readonly barAlliances?: readonly string[] | undefined;
  readonly only?: readonly string[] | undefined;
  readonly ceilings?: Readonly<Record<string, number>> | undefined;
  readonly total?: number | undefined;
  readonly equal?: readonly string[] | undefined;
}

/** Refuses nations that are let in and kept out at once, and a clause that says nothing. */
export function contradictoryNations(
  { bar = [], barAlliances = [], only, ceilings = {}, total, equal }: NationTerms,
  terms: Terms,
): void {
  const named = Object.entries(ceilings);
  const rules = [only, total, equal].filter((one) => one !== undefined);
  if (bar.length + barAlliances.length + named.length + rules.length === 0)
    terms.refuse('says nothing: name bar, barAlliances, only, ceilings, total or equal');
  if (only?.length === 0) terms.refuse('lets nobody in: name a nation, or bar them', 'only');
  const barred = (nation: string) => bar.includes(nation);
  const kept = (nation: string) => barred(nation) || only?.includes(nation) === false;
  for (const [i, nation] of (only ?? []).entries())
    if (barred(nation))
      terms.refuse(`${nation} is among those barred as well: take it out of one`, 'only', i);
  for (const [i, nation] of (equal ?? []).entries())
    if (kept(nation))
      terms.refuse(`${nation} may have nobody here by bar or only: take it out of one`, 'equal', i);
  for (const [nation, most] of named)
    if (most > 0 && kept(nation))
      terms.refuse(
        `${nation} may have ${most} here and nobody by bar or only: take one of them out`,
        'ceilings',
        nation,
      );
}
