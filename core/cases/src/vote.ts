import type { Case, Quorum, Vote } from './case.ts';
import type { Signatory } from './practice.ts';
import type { CaseCommand } from './step.ts';

/**
 * The votes of the round after a step. Each person has one: who changes their mind moves it, and both
 * entries stand in the history. Once a decision is taken votes are history; `reopen` and a second
 * `verify` begin a new round.
 */
export function votesWith(
  one: Case,
  { step, by }: CaseCommand,
  { nation }: Signatory,
): readonly Vote[] {
  if (step === 'reopen' || step === 'verify') return [];
  if (step !== 'confirm' && step !== 'refute') return one.votes;
  if (one.state !== 'being-verified') return one.votes;
  return [...one.votes.filter((vote) => vote.by !== by), { by, nation, vote: step }];
}

/** Whether the votes for one answer make the quorum. */
export const decides = (votes: readonly Vote[], answer: Vote['vote'], quorum: Quorum): boolean =>
  have(votes, answer, quorum) >= quorum.persons;

/** How far the side with more votes has come; a missing nation counts as a missing person. */
export const progressOf = (votes: readonly Vote[], quorum: Quorum): Case['progress'] => ({
  have: Math.max(have(votes, 'confirm', quorum), have(votes, 'refute', quorum)),
  need: quorum.persons,
});

function have(votes: readonly Vote[], answer: Vote['vote'], quorum: Quorum): number {
  const cast = votes.filter(({ vote }) => vote === answer);
  const nations = new Set(cast.map(({ nation }) => nation)).size;
  const missingNations = Math.max(0, quorum.nations - nations);
  return Math.max(0, Math.min(cast.length, quorum.persons - missingNations));
}
