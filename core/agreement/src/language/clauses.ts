import { kindOfClause } from '../clauses/registry.ts';
import type { Clause } from '../judging/clause.ts';
import type { Exception } from '../judging/exception.ts';
import type { Window } from '../judging/span.ts';
import type { AgreementSource } from './file-schema.ts';
import { isNever, type Phases, windowOf } from './phases.ts';
import { type Reading, readingsOf, wordsOfReading } from './readings.ts';
import type { ExceptionSource } from './schema.ts';
import type { Terms } from './terms.ts';
import { sharedArea, termsAt, type Words } from './words.ts';

/** A clause under one of its readings: as the file has it, and its parts ready to judge. */
export interface ReadClause extends Reading {
  /** The first of its parts: the others differ from it in their rule only. */
  readonly clause: Clause;
  readonly parts: readonly Clause[];
}

/** Every clause under each of its readings, those that the commission did not choose included. */
export function prepareClauses(
  source: AgreementSource,
  /** The clauses as written: readings override what is written, before units are read. */
  written: readonly Readonly<Record<string, unknown>>[],
  words: Words,
  inForce: Window,
  phases: Phases,
): readonly ReadClause[] {
  const clauses: ReadClause[] = [];
  const cites = new Map<string, number>();
  let judged = 0;
  source.clauses.forEach((clause, i) => {
    const terms = termsAt(words, ['clauses', i]);
    const before = cites.get(clause.cite);
    if (before !== undefined)
      terms.refuse(`clause ${clause.cite} stands twice: cite each clause once`, 'cite');
    cites.set(clause.cite, i);
    for (const reading of readingsOf(clause, written[i] ?? {}, terms)) {
      const own = termsAt(wordsOfReading(words, ['clauses', i], reading), ['clauses', i]);
      const parts = prepareClause(reading, judged, own, inForce, phases);
      const [first] = parts;
      if (first === undefined) throw new Error(`no rule comes of the kind ${reading.source.kind}`);
      clauses.push({ ...reading, clause: first, parts });
      if (reading.judged) judged += parts.length;
    }
  });
  return clauses;
}

function prepareClause(
  { name: reading, source }: Reading,
  index: number,
  terms: Terms,
  inForce: Window,
  phases: Phases,
): readonly Clause[] {
  const kind = kindOfClause(source.kind);
  if (kind === undefined) throw new Error(`the schema let an unknown kind through: ${source.kind}`);
  const rules = kind.prepare(source, terms);
  source.parties?.forEach((party, i) => {
    terms.party(party, 'parties', i);
  });
  const own = windowOf(source, terms);
  const phase = source.phase === undefined ? undefined : phases.of(source.phase, terms);
  const window = {
    from: [
      ...inForce.from,
      ...(phase?.from ?? []),
      ...own.from,
      ...rules.flatMap((rule) => (rule.form === 'place' ? (rule.begins ?? []) : [])),
    ],
    to: [...inForce.to, ...(phase?.to ?? []), ...own.to],
  };
  if (isNever(window))
    terms.refuse('is never in force: its window and the agreement’s do not meet', 'cite');
  const written = source.exceptions ?? [];
  const places = rules.filter((rule) => rule.form === 'place');
  if (places.length === 0 && written.length > 0)
    terms.refuse(
      `a clause of the kind ${source.kind} takes no exceptions: leave out of its class what is exempt (without), or write a clause of its own`,
      'exceptions',
    );
  // The places that the rules of one clause speak of are the same.
  const exceptions = written.map((exception, i) =>
    prepareException(exception, terms, ['exceptions', i], places[0]?.area),
  );
  const condition = source.when === undefined ? undefined : terms.condition(source.when, 'when');
  return rules.map((rule, i) => ({
    index: index + i,
    cite: source.cite,
    part: rule.part,
    kind: source.kind,
    reading,
    text: source.text,
    parties: source.parties === undefined ? undefined : new Set(source.parties),
    window,
    exceptions: rule.form === 'place' ? exceptions : [],
    breachAt: source.standardOfProof?.breach ?? 0.95,
    compliantAt: source.standardOfProof?.compliant ?? 0.05,
    dwellMs: source.dwell ?? 0,
    hysteresisM: source.hysteresis ?? 0,
    condition,
    rule,
  }));
}

function prepareException(
  source: ExceptionSource,
  terms: Terms,
  field: readonly (string | number)[],
  area: Parameters<typeof sharedArea>[0],
): Exception {
  const { cite } = source;
  switch (source.kind) {
    case 'class':
      return { cite, kind: 'class', things: terms.things(source.what, ...field, 'what') };
    case 'party':
      source.parties.forEach((party, i) => {
        terms.party(party, ...field, 'parties', i);
      });
      return {
        cite,
        kind: 'party',
        parties: source.parties,
        principalParties: source.parties.filter((party) => terms.parties.includes(party)),
      };
    case 'zone': {
      const zone = terms.zone(source.zone, ...field, 'zone');
      const hours =
        source.hours === undefined ? undefined : terms.hours(source.hours, ...field, 'hours');
      return { cite, kind: 'zone', zone, shared: sharedArea(area, zone.area), hours };
    }
    case 'window':
      return { cite, kind: 'window', window: windowOf(source, terms, ...field) };
    case 'permit':
      return { cite, kind: 'permit', permits: source.permits };
    case 'notified':
      return {
        cite,
        kind: 'notified',
        notices: source.notices,
        things: source.what === undefined ? undefined : terms.things(source.what, ...field, 'what'),
        leadMs: source.lead ?? 0,
      };
    case 'self-defence':
      return { cite, kind: 'self-defence' };
    case 'condition':
      return { cite, kind: 'condition', condition: terms.condition(source.when, ...field, 'when') };
  }
}
