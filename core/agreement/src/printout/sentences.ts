import { kindOfClause } from '../clauses/registry.ts';
import { hoursWords } from '../language/clause-kind.ts';
import type { ReadClause } from '../language/clauses.ts';
import type { ClauseSource } from '../language/file-schema.ts';
import { listWords } from '../language/list-words.ts';
import type { Naming } from '../language/naming.ts';
import { lengthWords } from '../language/quantity.ts';
import type { ExceptionSource } from '../language/schema.ts';
import { stretchWords } from '../language/time-words.ts';

/** What the machine holds a clause to, as its kind says it. */
export const heldTo = ({ source }: ReadClause, naming: Naming): string =>
  kindOfClause(source.kind)?.describe(source, naming) ?? '';

/** What else the machine takes into account, a sentence each. */
export function sentencesOf({ source, clause }: ReadClause, naming: Naming): readonly string[] {
  const { dwell, hysteresis, when, strict, exceptions = [] } = source;
  return [
    `It binds ${whom(source, naming)}.`,
    `It holds ${windowWords(source, naming) ?? 'as long as the agreement is in force'}.`,
    ...(when === undefined ? [] : [`It applies only where this is true: ${when}`]),
    strict === true ? 'The limit itself is already a breach.' : 'The limit itself is no breach.',
    ...exceptions.map((one) => `By ${one.cite}, ${exceptionWords(one, naming)}.`),
    ...(dwell === undefined
      ? []
      : [`A breach is found only once it was seen for ${stretchWords(dwell)}.`]),
    ...(hysteresis === undefined
      ? []
      : [`A breach begins only ${lengthWords(hysteresis)} beyond the limit.`]),
    `A breach is found where it is at least ${percent(clause.breachAt)} probable, compliance where a breach is at most ${percent(clause.compliantAt)} probable; between the two it stays undetermined.`,
  ];
}

export function whom({ parties, kind }: ClauseSource, naming: Naming): string {
  if (parties !== undefined) return listWords(parties.map(naming.party), 'and');
  return kindOfClause(kind)?.binds ?? 'both parties and everybody else but the mission';
}

/** When a term holds, as it is written; `undefined` where it says nothing. */
export function windowWords(
  term: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly phase?: string | undefined;
  },
  naming: Naming,
): string | undefined {
  const words = [
    ...(term.phase === undefined ? [] : [`in the phase ${naming.phase(term.phase)}`]),
    ...(term.from === undefined ? [] : [`from ${naming.time(term.from)}`]),
    ...(term.to === undefined ? [] : [`until ${naming.time(term.to)}`]),
  ];
  return words.length === 0 ? undefined : words.join(', ');
}

/** What an exception excuses: half a sentence, to follow its number. */
export function exceptionWords(exception: ExceptionSource, naming: Naming): string {
  switch (exception.kind) {
    case 'class':
      return `it does not extend to ${naming.things(exception.what, 'or')}`;
    case 'party':
      return `it does not bind ${listWords(exception.parties.map(naming.party), 'or')}`;
    case 'zone':
      return `it is no breach in ${naming.zone(exception.zone)}${exception.hours === undefined ? '' : ` from ${hoursWords(exception.hours)}`}`;
    case 'window':
      return `it is no breach ${windowWords(exception, naming) ?? 'at any time'}`;
    case 'permit':
      return `it is no breach with a permit for ${listWords(exception.permits, 'or')}`;
    case 'notified': {
      const { what, notices, lead } = exception;
      const ahead = lead === undefined ? '' : ` at least ${stretchWords(lead)} ahead`;
      return `it is no breach ${what === undefined ? '' : `for ${naming.things(what, 'or')} `}where announced as ${listWords(notices, 'or')}${ahead}; to announce it late is a procedural breach`;
    }
    case 'self-defence':
      return 'self-defence may excuse it, which people decide';
    case 'condition':
      return `it is no breach where this is true: ${exception.when}`;
  }
}

/** `95 %`. */
export const percent = (probability: number): string =>
  `${Number((probability * 100).toFixed(4))} %`;
