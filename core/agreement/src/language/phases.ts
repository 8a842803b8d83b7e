import { type Instant, instant } from '@greenline/base';
import { nearestName } from '@greenline/declarations';
import type { Window } from '../judging/span.ts';
import { type Moment, momentAfter } from './moment.ts';
import type { PhaseSource } from './schema.ts';
import type { FieldPath, Terms } from './terms.ts';

/** The phases of an agreement, by name. */
export interface Phases {
  readonly used: ReadonlySet<string>;
  /** When a phase is; a name that stands for nothing is refused at the clause. */
  of(name: string, terms: Terms): Window;
}

/** Reads the phases. One that follows another begins when that one ends. */
export function readPhases(
  sources: Readonly<Record<string, PhaseSource>>,
  termsOf: (field: FieldPath) => Terms,
): Phases {
  const windows = new Map<string, Window>();
  const used = new Set<string>();
  const read = (name: string, above: readonly string[]): Window => {
    const known = windows.get(name);
    if (known !== undefined) return known;
    const terms = termsOf(['phases', name]);
    const source = sources[name] ?? {};
    const own = windowOf(source, terms);
    const window = { from: [...own.from, ...follows(name, source, terms, above)], to: own.to };
    if (window.from.length + window.to.length === 0)
      terms.refuse(`phase ${name} has no beginning and no end: say from, to or after`);
    else if (isNever(window))
      terms.refuse(`phase ${name} never starts: it ends before it can begin`);
    windows.set(name, window);
    return window;
  };
  const follows = (
    name: string,
    { after }: PhaseSource,
    terms: Terms,
    above: readonly string[],
  ): readonly Moment[] => {
    if (after === undefined) return [];
    if (sources[after] === undefined) {
      terms.refuse(unknown(after, sources), 'after');
      return [];
    }
    if ([...above, name].includes(after)) {
      terms.refuse(
        `phase ${name} never starts: ${[...above, name, after].join(' comes after ')}`,
        'after',
      );
      return [];
    }
    used.add(after);
    const { to } = read(after, [...above, name]);
    if (to.length === 0)
      terms.refuse(`phase ${name} never starts: phase ${after} has no end`, 'after');
    return to;
  };
  for (const name of Object.keys(sources)) read(name, []);
  return {
    used,
    of(name, terms) {
      used.add(name);
      if (sources[name] === undefined) terms.refuse(unknown(name, sources), 'phase');
      return windows.get(name) ?? { from: [], to: [] };
    },
  };
}

export function windowOf(
  source: { readonly from?: string | undefined; readonly to?: string | undefined },
  terms: Terms,
  ...field: FieldPath
): Window {
  const window = {
    from: source.from === undefined ? [] : [terms.moment(source.from, ...field, 'from')],
    to: source.to === undefined ? [] : [terms.moment(source.to, ...field, 'to')],
  };
  if (isNever(window)) terms.refuse('lies before from: exchange the two', ...field, 'to');
  return window;
}

/**
 * Whether it can never hold: some end lies at or before some beginning, whenever their milestone
 * comes. Ends and beginnings of different milestones are not compared.
 */
export function isNever({ from, to }: Window): boolean {
  return from.some((begins) =>
    to.some((ends) => {
      if (begins.milestone !== ends.milestone) return false;
      return nominal(ends) <= nominal(begins);
    }),
  );
}

/** When it is, if its milestone came on some day: only for comparing moments of one milestone. */
export const nominal = (moment: Moment): Instant => moment.fixed ?? momentAfter(moment, ANY_DAY);

/** Noon of a day on which no clock changes. */
const ANY_DAY = instant(Date.UTC(2026, 0, 15, 12));

function unknown(name: string, sources: Readonly<Record<string, PhaseSource>>): string {
  const near = nearestName(name, Object.keys(sources));
  return `there is no phase ${name}: ${near === undefined ? 'name it under phases' : `did you mean ${near}?`}`;
}
