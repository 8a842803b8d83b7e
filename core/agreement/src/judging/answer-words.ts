import type { MechanismCall } from '@greenline/declarations';
import { durationWords } from '../language/quantity.ts';
import type { AnswerTerms, Provocation } from './excuse.ts';
import { partyWords } from './place.ts';
import type { Fire } from './provocation.ts';

/** Seconds since what it answers; the limit where it is a question of time. */
export function sinceProvoked(fire: Fire, best: Provocation | undefined, windowMs: number) {
  if (best === undefined) return {};
  const since = (fire.at - best.by.at) / 1000;
  const limit = windowMs / 1000;
  return {
    measured: since,
    ...(best.possible > 0 || best.answered < 1e-6 ? { limit, margin: since - limit } : {}),
    unit: 's',
    sigma: Math.hypot(fire.sigmaMs, best.by.sigmaMs) / 1000,
  };
}

/** `2 min after explosion e1 of B, before the mechanism was tried`. */
export function answerWords(
  fire: Fire,
  best: Provocation | undefined,
  { time, mechanism, order }: AnswerTerms,
  other: string | undefined,
): string {
  const limit = durationWords(time.ms);
  if (fire.party === 'private') return 'in answer to nothing: only a party may answer';
  if (best === undefined)
    return `in answer to no fire of ${other ?? 'the other party'} within ${limit} before it`;
  const { by, call } = best;
  const gap = fire.at - by.at;
  const error = (Math.hypot(fire.sigmaMs, by.sigmaMs) * 1.96) / 1000;
  const since = `${durationWords(Math.abs(gap))}${error > 0 ? ` ± ${Number(error.toFixed(1))} s` : ''} ${gap < 0 ? 'before' : 'after'} ${by.what} ${by.id} of ${partyWords(by.party)}`;
  if (best.answered < 1e-6) return `${since}, too late for an answer (limit ${limit})`;
  const ordered =
    !order || fire.ordered === undefined ? '' : fire.ordered ? ', on order' : ', not on order';
  return `${since}${mechanism ? `, ${callWords(call)}` : ''}${ordered}`;
}

function callWords(call: MechanismCall | undefined): string {
  if (call === undefined) return 'before the mechanism was tried';
  const { id, outcome } = call;
  if (outcome === 'failed') return `once call ${id} on the mechanism had failed`;
  return outcome === 'pending'
    ? `while call ${id} on the mechanism was pending`
    : `though call ${id} on the mechanism was answered`;
}
