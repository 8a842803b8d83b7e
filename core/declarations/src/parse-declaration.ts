import { fail, type JsonObject, ok, type Result } from '@greenline/base';
import { polygonsFromGeoJson } from '@greenline/geo';
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
] as const;

/** Reads one declaration as a party, a nation or the mission writes it; `word` says which it is. */
export function parseDeclaration(
  word: Declaration['declaration'],
  object: JsonObject,
  envelope: readonly string[] = [],
): Result<Declaration, FieldError> {
  const fields = new Fields(object);
  for (const name of envelope) fields.raw(name);
  const declaration = READERS[word](fields);
  const error = fields.finish();
  return error === undefined ? ok(declaration) : fail(error);
}

const READERS: Readonly<Record<Declaration['declaration'], (fields: Fields) => Declaration>> = {
  notice: (fields) => ({
    declaration: 'notice',
    receivedAt: fields.instant('receivedAt'),
    ...activity(fields),
  }),
  permit: (fields) => ({ declaration: 'permit', ...activity(fields) }),
  inspection: (fields) => {
    const zone = fields.maybeText('zone');
    const site = fields.maybeText('site');
    if ((zone === undefined) === (site === undefined))
      fields.refuse('zone', 'an inspection names either a zone or a site');
    return {
      declaration: 'inspection',
      ...(zone === undefined ? {} : { zone }),
      ...(site === undefined ? {} : { site }),
      at: fields.instant('at'),
      result: fields.text('result'),
    };
  },
  inventory: (fields) => {
    const serials = fields.texts('serials');
    const twice = serials.find((serial, i) => serials.indexOf(serial) !== i);
    if (twice !== undefined)
      fields.refuse('serials', `${twice} stands twice: name each thing once`);
    return {
      declaration: 'inventory',
      site: fields.text('site'),
      party: fields.text('party'),
      serials,
    };
  },
  visit: (fields) => ({
    declaration: 'visit',
    site: fields.text('site'),
    at: fields.instant('at'),
    seen: fields.texts('seen'),
    access: fields.oneOf('access', ACCESS),
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

/** What a notice and a permit have in common. */
function activity(fields: Fields): Omit<Notice, 'declaration' | 'receivedAt'> {
  const size = fields.maybeObject('size');
  const from = fields.instant('from');
  const to = fields.instant('to');
  if (to < from) fields.refuse('to', 'lies before from: exchange the two');
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

/** A polygon or several, closed, checked vertex by vertex. */
export function declaredArea(fields: Fields, name: string): DeclaredArea {
  const value = fields.raw(name);
  const read = polygonsFromGeoJson(value);
  if (!read.ok) fields.refuse(`${name}${read.error.path}`, read.error.text);
  return value as DeclaredArea;
}
