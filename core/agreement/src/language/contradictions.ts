import { isA, isKind } from '@greenline/observation';
import { kindOfClause } from '../clauses/registry.ts';
import type { Exception } from '../judging/exception.ts';
import type { Window } from '../judging/span.ts';
import type { ReadClause } from './clauses.ts';
import type { AgreementSource } from './file-schema.ts';
import { noSuch } from './no-such.ts';
import { isNever, nominal } from './phases.ts';
import type { FieldPath } from './terms.ts';
import type { Words } from './words.ts';

/** Notes what is wrong, or only odd, at its place in the file. */
export type Tell = (field: FieldPath, text: string) => void;

/** What a file says against itself: `refuse` where it cannot be meant, `note` where it may be. */
export function contradictions(
  source: AgreementSource,
  clauses: readonly ReadClause[],
  words: Words,
  refuse: Tell,
  note: Tell,
): void {
  const numbers = new Map(source.clauses.map(({ cite }, i) => [cite, i]));
  const fieldOf = (one: ReadClause): FieldPath => ['clauses', numbers.get(one.source.cite) ?? 0];
  for (const one of clauses) bindsNobody(one, fieldOf(one), refuse);
  againstEachOther(clauses, fieldOf, note);
  for (const [name, { models = [] }] of Object.entries(source.classes ?? {})) {
    if (!words.usedClasses.has(name))
      refuse(['classes', name], 'is used by no clause: take it out');
    for (const [i, model] of models.entries())
      if (!Object.hasOwn(words.models, model))
        refuse(['classes', name, 'models', i], noSuch('model', model, Object.keys(words.models)));
  }
  for (const [i, { id }] of source.sources.entries()) {
    if (source.sources.findIndex((one) => one.id === id) !== i)
      refuse(['sources', i, 'id'], `source ${id} stands twice: name each once`);
    if (!citedSources(source).has(id)) note(['sources', i], `source ${id} is cited by nothing`);
  }
}

/** Exceptions that take out whatever their clause is about, at all times. */
function bindsNobody(one: ReadClause, field: FieldPath, refuse: Tell): void {
  const { source, clause } = one;
  const { parties, exceptions = [] } = source;
  const excused = exceptions.flatMap((each) => (each.kind === 'party' ? each.parties : []));
  if (parties?.every((party) => excused.includes(party)) === true)
    refuse([...field, 'parties'], 'binds nobody: its exceptions excuse each of these parties');
  const what = 'what' in source && Array.isArray(source.what) ? (source.what as string[]) : [];
  const exempt = exceptions.flatMap((each) => (each.kind === 'class' ? each.what : []));
  if (what.length > 0 && what.every((name) => exempt.some((other) => isWithin(name, other))))
    refuse([...field, 'what'], 'is about nothing: its exceptions take each of these classes out');
  clause.exceptions.forEach((exception: Exception, i) => {
    if (exception.kind !== 'window') return;
    const { window } = exception;
    if (covers(window, clause.window))
      refuse(
        [...field, 'exceptions', i],
        'excuses as long as the clause holds, so that it binds nobody: write a shorter window',
      );
    else if (isNever(meeting(window, clause.window)))
      refuse([...field, 'exceptions', i], 'never holds while the clause does: take it out');
  });
}

const isWithin = (name: string, other: string): boolean =>
  name === other || (isKind(name) && isKind(other) && isA(name, other));

const meeting = (a: Window, b: Window): Window => ({
  from: [...a.from, ...b.from],
  to: [...a.to, ...b.to],
});

/** Whether one window surely lies within another, whenever their milestones come. */
const covers = (outer: Window, inner: Window): boolean =>
  outer.from.every((begins) =>
    inner.from.some((one) => one.milestone === begins.milestone && nominal(one) >= nominal(begins)),
  ) &&
  outer.to.every((ends) =>
    inner.to.some((one) => one.milestone === ends.milestone && nominal(one) <= nominal(ends)),
  );

/** Two clauses of one kind that limit the same for the same parties at the same time, differently. */
function againstEachOther(
  clauses: readonly ReadClause[],
  fieldOf: (one: ReadClause) => FieldPath,
  note: Tell,
): void {
  const known = new Map<string, { readonly one: ReadClause; readonly limit: string }[]>();
  for (const one of clauses)
    for (const { about, limit } of kindOfClause(one.source.kind)?.limits?.(one.source) ?? []) {
      const key = `${one.source.kind}\u001f${about}`;
      const before = known.get(key) ?? [];
      const other = before.find((each) => each.limit !== limit && together(each.one, one));
      if (other !== undefined)
        note(
          fieldOf(one),
          `limits ${about} to ${limit}, and clause ${other.one.source.cite} to ${other.limit}: the stricter binds`,
        );
      known.set(key, [...before, { one, limit }]);
    }
}

/** Whether two clauses may bind one party at one time. Readings of one clause do not contradict. */
function together(a: ReadClause, b: ReadClause): boolean {
  if (a.source.cite === b.source.cite) return false;
  const [mine, theirs] = [a.clause.parties, b.clause.parties];
  const shared =
    mine === undefined || theirs === undefined || [...mine].some((party) => theirs.has(party));
  return shared && !isNever(meeting(a.clause.window, b.clause.window));
}

function citedSources(source: AgreementSource): ReadonlySet<string | undefined> {
  const { clauses, lines, zones, classes, milestones, phases } = source;
  const terms = [lines, zones, classes, milestones, phases].flatMap((all) =>
    Object.values(all ?? {}),
  );
  return new Set([...clauses, ...terms].map((one) => one.source));
}
