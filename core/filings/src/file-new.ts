import type { Instant, JsonObject } from '@greenline/base';
import type { SignedBy } from '@greenline/declarations';
import type { LabelId } from '@greenline/labels';
import { clocksAfter, shown } from './clocks.ts';
import type { Consequence } from './consequence.ts';
import type { FilingContext } from './context.ts';
import { type Filer, voiceOf } from './filer.ts';
import type { Filing, FilingLine } from './filing.ts';
import { type FilingBook, keepFiling } from './filing-book.ts';
import type { Form } from './form.ts';
import { FORMS } from './forms.ts';
import type { NewFiling } from './handed-in.ts';
import { type Refusal, refusal } from './refusal.ts';
import { firstIssue } from './schema-issue.ts';

/** What came of something handed in. */
export interface Outcome {
  readonly changed: readonly Filing[];
  readonly consequences: readonly Consequence[];
  readonly refusal?: Refusal;
}

export const refused = (why: Refusal, changed: readonly Filing[] = []): Outcome => ({
  changed,
  consequences: [],
  refusal: why,
});

/** Takes a new filing. The same again, byte for byte, changes nothing. */
export function fileNew(
  book: FilingBook,
  handed: NewFiling,
  filer: Filer,
  recordedAt: Instant,
  context: FilingContext,
  signedBy?: SignedBy,
): Outcome {
  const form = FORMS[handed.form];
  if (!form.filedBy.includes(filer.standing))
    return refused(
      refusal('not-theirs', 'file', `a ${form.name} is for ${form.filedBy.join(', ')} to file`),
    );
  const wrong = unsound(form, handed.with, filer, context);
  if (wrong !== undefined) return refused(wrong);
  const whose = form.whose?.(handed.with) ?? voiceOf(filer);
  const id = `${whose}:${handed.id}`;
  const known = book.filings.get(id);
  if (known !== undefined) {
    const [first] = known.history;
    const same = first?.entry === 'filed' && first.digest === handed.digest;
    if (same) return { changed: [], consequences: [] };
    return refused(refusal('id-taken', 'id', `${id} is taken: choose another id`));
  }
  const name = handed.with.case;
  const about = typeof name === 'string' ? context.caseNamed(name, filer) : undefined;
  if (name !== undefined && about === undefined)
    return refused(refusal('unknown-case', 'with.case', 'names no case that you know'));
  const filing = opened(form, { id, whose, about }, handed, recordedAt, context, signedBy);
  const consequences = form.leads?.(filing) ?? [];
  const against = consequences.map((one) => context.refuses(one, filer)).find(Boolean);
  if (against !== undefined) return refused(refusal('case-refuses', 'with', against));
  return { changed: [keepFiling(book, filing)], consequences };
}

function unsound(
  form: Form,
  said: JsonObject,
  filer: Filer,
  context: FilingContext,
): Refusal | undefined {
  const read = form.content.safeParse(said);
  if (!read.success) {
    const { field, text } = firstIssue(read.error, 'with');
    return refusal('bad-filing', field, text);
  }
  const whose = form.whose?.(said);
  const speaks = [voiceOf(filer), ...(whose === 'commission' ? ['commission'] : [])];
  const known = [...context.parties, 'commission'];
  if (whose !== undefined && !known.includes(whose))
    return refusal(
      'bad-filing',
      'with.party',
      `is none of the parties: ${context.parties.join(', ')}`,
    );
  if (whose !== undefined && filer.standing !== 'mission' && !speaks.includes(whose))
    return refusal('not-theirs', 'with.party', `${filer.id} speaks for ${voiceOf(filer)} alone`);
  const wrong = form.unsound?.(said, filer, context);
  return wrong && refusal('bad-filing', wrong.field, wrong.text);
}

function opened(
  form: Form,
  { id, whose, about }: { id: string; whose: string; about: string | undefined },
  handed: NewFiling,
  recordedAt: Instant,
  context: FilingContext,
  signedBy: SignedBy | undefined,
): Filing {
  const state = typeof form.first === 'string' ? form.first : form.first(handed.with);
  const { by, at, digest, signature, with: said } = handed;
  const line: FilingLine = {
    entry: 'filed',
    ...{ recordedAt, at, state, by, for: whose, digest },
    ...(signedBy !== undefined && { signedBy }),
    ...(signedBy === 'key' && signature !== undefined && { signature }),
  };
  const { position, region: stated } = said;
  const placed = position as { readonly lon: number; readonly lat: number } | undefined;
  const region = typeof stated === 'string' ? stated : placed && context.regionOf(placed);
  const filing: Filing = {
    ...{ id, form: form.name, for: whose, state, with: said, openedAt: recordedAt },
    ...(about !== undefined && { case: about }),
    ...(region !== undefined && { region }),
    clocks: [],
    shownTo: [],
    history: [line],
    label: '' as LabelId,
    ...(context.exercise && { exercise: true as const }),
  };
  const labelled = shown(filing, context);
  return { ...labelled, clocks: clocksAfter(labelled, form, recordedAt, context) };
}
