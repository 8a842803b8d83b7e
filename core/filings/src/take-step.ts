import type { Instant } from '@greenline/base';
import type { SignedBy } from '@greenline/declarations';
import { clocksAfter, settle, shown } from './clocks.ts';
import type { FilingContext } from './context.ts';
import { type Outcome, refused } from './file-new.ts';
import { type Filer, voiceOf } from './filer.ts';
import type { Filing } from './filing.ts';
import { type FilingBook, keepFiling } from './filing-book.ts';
import type { Asked, StepRule } from './form.ts';
import { FORMS } from './forms.ts';
import type { NewStep } from './handed-in.ts';
import { type Refusal, refusal } from './refusal.ts';
import { firstIssue } from './schema-issue.ts';

/** A history is shown whole: who has more to say files anew. */
const MOST_STEPS = 500;
/** More refusals than this stand in the journal alone. */
const MOST_REFUSED = 100;

/**
 * Takes one step on a filing. One that comes again, byte for byte, changes nothing; one that is
 * refused stands in the history all the same. To whom a filing is not shown it does not exist: his
 * step is answered as one on no filing, and leaves no trace in it.
 */
export function takeStep(
  book: FilingBook,
  handed: NewStep,
  filer: Filer,
  recordedAt: Instant,
  context: FilingContext,
  signedBy?: SignedBy,
): Outcome {
  const known = book.filings.get(handed.filing);
  if (known === undefined || !mayKnow(filer, known))
    return refused(
      refusal('unknown-filing', 'filing', `there is no filing ${handed.filing} that you may read`),
    );
  if (known.history.some((line) => line.entry === 'step' && line.digest === handed.digest))
    return { changed: [], consequences: [] };
  const filing = settle(book, known, recordedAt, context);
  const settled = filing === known ? [] : [filing];
  const lines = (entry: string) => filing.history.filter((line) => line.entry === entry).length;
  if (lines('step') >= MOST_STEPS)
    return refused(
      refusal('full', 'filing', `${filing.id} holds ${MOST_STEPS} steps: file anew`),
      settled,
    );
  const { by, at, digest, signature, with: said, step } = handed;
  const asked: Asked = {
    ...{ recordedAt, at, step, with: said, by, for: voiceOf(filer), digest },
    ...(signedBy !== undefined && { signedBy }),
    ...(signedBy === 'key' && signature !== undefined && { signature }),
  };
  const rule = FORMS[filing.form].steps[step];
  const why = refusalOf(filing, asked, rule, filer, context);
  if (why !== undefined || rule === undefined) {
    const refusal = why as Refusal;
    if (lines('refused') >= MOST_REFUSED) return refused(refusal, settled);
    const line = { entry: 'refused', ...asked, refusal } as const;
    return refused(refusal, [keepFiling(book, { ...filing, history: [...filing.history, line] })]);
  }
  const consequences = rule.leads?.(filing, asked, filer, context) ?? [];
  return { changed: [keepFiling(book, stepped(filing, asked, rule, context))], consequences };
}

/** Whether somebody is shown a filing; mission staff are shown everything. */
export const mayKnow = (filer: Filer, { shownTo }: Filing): boolean =>
  filer.standing === 'mission' || shownTo.includes('public') || shownTo.includes(voiceOf(filer));

/** The steps that somebody may take on a filing as it stands, by name. */
export const stepsFor = (
  filer: Filer,
  filing: Pick<Filing, 'form' | 'for' | 'state' | 'with'>,
): readonly string[] =>
  Object.entries(FORMS[filing.form].steps)
    .filter(([, { from, by }]) => from.includes(filing.state) && by.may(filer, filing))
    .map(([step]) => step);

function refusalOf(
  filing: Filing,
  asked: Asked,
  rule: StepRule | undefined,
  filer: Filer,
  context: FilingContext,
): Refusal | undefined {
  const { steps, name } = FORMS[filing.form];
  if (rule === undefined) {
    const known = Object.keys(steps).join(', ');
    return refusal('unknown-step', 'step', `a ${name} knows the steps ${known}`);
  }
  if (!rule.by.may(filer, filing))
    return refusal('not-theirs', 'step', `to ${asked.step} is for ${rule.by.words}`);
  if (!rule.from.includes(filing.state)) {
    const legal = Object.keys(steps).filter((one) => steps[one]?.from.includes(filing.state));
    const remedy = legal.length === 0 ? 'no step is left' : `now it can be: ${legal.join(', ')}`;
    return refusal('illegal-step', 'step', `not while it is ${filing.state}; ${remedy}`);
  }
  const read = rule.content.safeParse(asked.with);
  if (!read.success) {
    const { field, text } = firstIssue(read.error, 'with');
    return refusal('bad-filing', field, text);
  }
  const missing = rule.missing?.(filing, asked, filer, context);
  if (missing !== undefined) return refusal('missing', missing.field, missing.text);
  for (const one of rule.leads?.(filing, asked, filer, context) ?? []) {
    const against = context.refuses(one, filer);
    if (against !== undefined) return refusal('case-refuses', 'step', against);
  }
  return undefined;
}

function stepped(filing: Filing, asked: Asked, rule: StepRule, context: FilingContext): Filing {
  const to = typeof rule.to === 'string' ? rule.to : rule.to(filing, asked, context);
  const state = to === 'stay' ? filing.state : to;
  const late = rule.late?.(filing, asked) === true && { late: true as const };
  const line = { entry: 'step', ...asked, before: filing.state, state, ...late } as const;
  const moved = shown({ ...filing, state, history: [...filing.history, line] }, context);
  const form = FORMS[filing.form];
  return { ...moved, clocks: clocksAfter(moved, form, asked.recordedAt, context, asked.step) };
}
