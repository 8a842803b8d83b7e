import type { Attribution, Case } from './case.ts';
import { attributionQuorum, type CasePractice, type Signatory } from './practice.ts';
import type { CaseCommand } from './step.ts';
import { decides } from './vote.ts';

/**
 * Whether those who confirmed a case were enough to name who did it. It takes two people of two
 * nations where the mission says nothing else, whatever it takes to say that it happened.
 */
export const namesDoer = (votes: Case['votes'], practice: CasePractice): boolean =>
  decides(votes, 'confirm', attributionQuorum(practice));

/** Whom people name, after a step; `unknown` takes one's word back. */
export function attributionsWith(
  one: Case,
  { by, with: besides }: CaseCommand,
  { nation }: Signatory,
): readonly Attribution[] {
  const others = one.attributions.filter((each) => each.by !== by);
  const party = besides?.party;
  if (typeof party !== 'string' || party === 'unknown') return others;
  return [...others, { by, nation, party }];
}

/** The doer that enough people of enough nations name; `undefined` where none is. */
export function doerOf(
  attributions: readonly Attribution[],
  practice: CasePractice,
): string | undefined {
  const quorum = attributionQuorum(practice);
  return [...new Set(attributions.map(({ party }) => party))].find((party) => {
    const naming = attributions.filter((each) => each.party === party);
    const nations = new Set(naming.map(({ nation }) => nation)).size;
    return naming.length >= quorum.persons && nations >= quorum.nations;
  });
}
