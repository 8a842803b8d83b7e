import { z } from 'zod';
import { clauseKind, sentence } from '../language/clause-kind.ts';
import { listWords } from '../language/list-words.ts';
import { durationText, percentText, percentWords } from '../language/quantity.ts';
import { timeText } from '../language/schema.ts';
import { stretchWords } from '../language/time-words.ts';
import { owedAgain } from './owed-again.ts';
import { owedOnce } from './owed-once.ts';

const step = z.strictObject({
  by: timeText.describe('the moment itself is still in time'),
  share: percentText.describe('of the whole, all steps before included'),
});

/**
 * An act that a party, the mission or the commission owes by a moment, in steps, or again and again:
 * mine records handed over, weapons laid down, reports. Done are acts that the mission has seen for itself.
 */
export const obligation = clauseKind({
  kind: 'obligation',
  summary: 'An act is done by a moment, in steps, or at least so often; the mission verifies it.',
  shape: {
    act: z.string().describe('as fulfilments name it'),
    by: timeText.optional().describe('the moment itself is still in time'),
    steps: z.array(step).min(1).optional().describe('parts of it, each by a moment'),
    every: durationText.optional().describe('at least so often'),
    since: timeText.optional().describe('from when the first interval of every runs'),
    ownWord: z.boolean().optional().describe('the party’s own word suffices'),
    procedural: z.boolean().optional().describe('what is owed is a report, not the thing itself'),
  },
  binds: 'each party',
  describe({ act, by, steps = [], every, since, ownWord, parties }, naming) {
    const when =
      by !== undefined
        ? `by ${naming.time(by)}`
        : every !== undefined
          ? `at least every ${stretchWords(every)}${since === undefined ? '' : `, counted from ${naming.time(since)}`}`
          : steps.map((one) => `${percentWords(one.share)} by ${naming.time(one.by)}`).join(', ');
    const who =
      parties === undefined ? 'Each party' : sentence(listWords(parties.map(naming.party), 'and'));
    return `${who} must do this: ${act}, ${when}; ${ownWord === true ? 'its own word suffices' : 'the mission verifies it'}.`;
  },
  prepare(clause, terms) {
    const { act, by, steps, every, since, ownWord = false } = clause;
    const forms = [by, steps, every].filter((form) => form !== undefined);
    if (forms.length !== 1) terms.refuse('say exactly one of by, steps and every');
    if ((every === undefined) !== (since === undefined))
      terms.refuse('every and since belong together: say from when the first interval runs');
    if (clause.strict === true)
      terms.refuse(
        'an act done at the moment itself is in time: write an earlier moment',
        'strict',
      );
    const owed = {
      act,
      parties: clause.parties ?? terms.parties,
      nature: clause.procedural === true ? ('procedural' as const) : ('substantive' as const),
      ownWord,
    };
    if (every !== undefined && since !== undefined)
      return owedAgain(owed, every, terms.moment(since, 'since'));
    steps?.forEach(({ share }, i) => {
      const before = steps[i - 1]?.share ?? 0;
      if (share > 1) terms.refuse('is more than the whole', 'steps', i, 'share');
      if (share <= before)
        terms.refuse(
          'must be more than in the step before, which it includes',
          'steps',
          i,
          'share',
        );
    });
    const whole =
      by === undefined ? [] : [{ by: terms.moment(by, 'by'), share: 1, part: undefined }];
    const parts = (steps ?? []).map((one, i) => ({
      by: terms.moment(one.by, 'steps', i, 'by'),
      share: one.share,
      part: `step ${i + 1}`,
    }));
    return owedOnce(owed, [...whole, ...parts]);
  },
});
