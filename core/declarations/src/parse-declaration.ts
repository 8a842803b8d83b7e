import { fail, type Instant, type JsonObject, ok, type Result } from '@greenline/base';
import { polygonsFromGeoJson } from '@greenline/geo';
import { MOST_KM, MOST_VERTICES, sizeOfArea } from './area-size.ts';
import type { Declaration, DeclaredArea, Notice } from './declaration.ts';
import { type FieldError, Fields } from './fields.ts';

const ACCESS = ['full', 'partial', 'denied'] as const;

export const DECLARATIONS = [
  'notice',
  'permit',
  'inspection',
  'inventory',
  'visit',
  'deployment',
  'milestone',
  'choice',
  'fulfilment',
  'request',
  'waiver',
  'contribution',
  'mechanism-call',
] as const;

/** Reads one declaration as a party, a nation or the mission writes it; `word` says which it is. */
export function parseDeclaration(
  word: Declaration['declaration'],
  object: JsonObject,
  envelope: readonly string[] = [],
): Result<Declaration, FieldError> {
  const checked = checkDeclaration(word, object, envelope);
  return checked.ok ? checked : fail(checked.error[0] as FieldError);
}

/** As `parseDeclaration`, but with everything that is wrong: one error a field, at least one. */
export function checkDeclaration(
  word: Declaration['declaration'],
  object: JsonObject,
  envelope: readonly string[] = [],
): Result<Declaration, readonly FieldError[]> {
  const fields = new Fields(object);
  for (const name of envelope) fields.raw(name);
  const declaration = READERS[word](fields);
  return fields.finish() === undefined ? ok(declaration) : fail(fields.errors);
}

const READERS: Readonly<Record<Declaration['declaration'], (fields: Fields) => Declaration>> = {
  notice: (fields) => ({
    declaration: 'notice',
    receivedAt: fields.instant('receivedAt'),
    ...activity(fields),
  }),
  permit: (fields) => ({ declaration: 'permit', ...activity(fields) }),
  inspection: (fields) => {
    const request = fields.maybeText('request');
    return {
      declaration: 'inspection',
      ...place(fields),
      at: fields.instant('at'),
      result: fields.text('result'),
      ...(request === undefined ? {} : { request }),
    };
  },
  inventory: (fields) => {
    const serials = fields.texts('serials');
    const twice = firstTwice(serials);
    if (twice !== undefined)
      fields.refuse('serials', `${twice} stands twice: name each thing once`);
    const at = fields.maybeInstant('at');
    return {
      declaration: 'inventory',
      site: fields.text('site'),
      party: fields.text('party'),
      serials,
      ...(at === undefined ? {} : { at }),
    };
  },
  visit: (fields) => ({
    declaration: 'visit',
    site: fields.text('site'),
    at: fields.instant('at'),
    seen: fields.texts('seen'),
    access: fields.oneOf('access', ACCESS),
  }),
  milestone: (fields) => ({
    declaration: 'milestone',
    name: fields.text('name'),
    at: fields.instant('at'),
  }),
  choice: (fields) => ({
    declaration: 'choice',
    clause: fields.text('clause'),
    reading: fields.text('reading'),
    at: fields.instant('at'),
  }),
  fulfilment: (fields) => {
    const share = fields.maybeNumber('share', 0, 1);
    const verified = fields.raw('verified') ?? false;
    if (typeof verified !== 'boolean') fields.refuse('verified', 'must be true, or left out');
    return {
      declaration: 'fulfilment',
      id: fields.text('id'),
      act: fields.text('act'),
      party: fields.text('party'),
      at: fields.instant('at'),
      ...(share === undefined ? {} : { share }),
      ...(verified === true ? { verified } : {}),
    };
  },
  request: (fields) => ({
    declaration: 'request',
    id: fields.text('id'),
    party: fields.text('party'),
    receivedAt: fields.instant('receivedAt'),
    ...place(fields),
  }),
  waiver: (fields) => {
    const { from, to } = span(fields);
    return {
      declaration: 'waiver',
      id: fields.text('id'),
      clauses: fields.texts('clauses'),
      agreedBy: fields.texts('agreedBy'),
      from,
      to,
      ...(fields.has('area') ? { area: declaredArea(fields, 'area') } : {}),
    };
  },
  contribution: (fields) => {
    const count = fields.maybeNumber('count', 0);
    const to = fields.maybeInstant('to');
    return {
      declaration: 'contribution',
      id: fields.text('id'),
      nation: fields.text('nation'),
      domain: fields.oneOf('domain', ['land', 'sea', 'air', 'space', 'cyber']),
      what: fields.text('what'),
      ...(count === undefined ? {} : { count }),
      from: fields.instant('from'),
      ...(to === undefined ? {} : { to }),
    };
  },
  'mechanism-call': (fields) => ({
    declaration: 'mechanism-call',
    id: fields.text('id'),
    party: fields.text('party'),
    at: fields.instant('at'),
    outcome: fields.oneOf('outcome', ['pending', 'answered', 'failed']),
  }),
  deployment: (fields) => {
    const alliance = fields.maybeText('alliance');
    const to = fields.maybeInstant('to');
    return {
      declaration: 'deployment',
      nation: fields.text('nation'),
      ...(alliance === undefined ? {} : { alliance }),
      zone: fields.text('zone'),
      personnel: fields.number('personnel', 0),
      from: fields.instant('from'),
      ...(to === undefined ? {} : { to }),
    };
  },
};

function firstTwice(names: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

/** What a notice and a permit have in common. */
function activity(fields: Fields): Omit<Notice, 'declaration' | 'receivedAt'> {
  const size = fields.maybeObject('size');
  const { from, to } = span(fields);
  return {
    id: fields.text('id'),
    kind: fields.text('kind'),
    party: fields.text('party'),
    from,
    to,
    area: declaredArea(fields, 'area'),
    ...(size === undefined ? {} : { size }),
  };
}

function span(fields: Fields): { readonly from: Instant; readonly to: Instant } {
  const from = fields.instant('from');
  const to = fields.instant('to');
  if (to < from) fields.refuse('to', 'lies before from: exchange the two');
  return { from, to };
}

/** What is inspected: a zone or a site. */
function place(fields: Fields): { readonly zone?: string; readonly site?: string } {
  const zone = fields.maybeText('zone');
  const site = fields.maybeText('site');
  if ((zone === undefined) === (site === undefined))
    fields.refuse('zone', 'an inspection is of either a zone or a site: name one');
  return {
    ...(zone === undefined ? {} : { zone }),
    ...(site === undefined ? {} : { site }),
  };
}

/** A polygon or several, closed, checked vertex by vertex; one too large to check is refused unread. */
export function declaredArea(fields: Fields, name: string): DeclaredArea {
  const value = fields.raw(name);
  const { vertices, km } = sizeOfArea(value);
  if (vertices > MOST_VERTICES || !(km <= MOST_KM)) {
    const most = `${MOST_VERTICES} vertices and ${MOST_KM} km of boundary`;
    fields.refuse(name, `has ${vertices} vertices and ${Math.round(km)} km: at most ${most}`);
    return value as DeclaredArea;
  }
  const read = polygonsFromGeoJson(value);
  if (!read.ok) fields.refuse(`${name}${read.error.path}`, read.error.text);
  return value as DeclaredArea;
}
