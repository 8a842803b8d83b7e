import { fail, ok, type Result } from '@greenline/base';
import { isKind } from '@greenline/observation';
import { parseDocument } from 'yaml';
import { isTimeForm, isZone } from './wall-time.ts';

/** From where a field comes: a column, or one value for all rows. */
export interface Source {
  readonly column?: string;
  readonly value?: string | number;
  /** Times: one form or several, the first that fits. */
  readonly forms?: readonly string[];
  readonly zone?: string;
  readonly unit?: string;
  /** What the source's codes mean; a code that is not here is refused, but for `*`, which stands for all others. */
  readonly codes?: ReadonlyMap<string, string | number>;
  /** Words for "not said". */
  readonly unknown?: readonly string[];
}

/** How the columns of a table become sightings. */
export interface Mapping {
  readonly format: string;
  readonly delimiter: string;
  /** What the rows tell is what anybody can send: see `TrustClass`. */
  readonly broadcast: boolean;
  readonly fields: ReadonlyMap<string, Source>;
  readonly attributes: ReadonlyMap<string, Source>;
  /** Columns that must be there for a table to be known by them. */
  readonly knownBy: readonly string[];
}

/** Fields of a sighting that a mapping can fill. `until` is the end of a span of days or times in which it happened. */
export const FIELDS: readonly string[] = [
  ...[
    'kind',
    'sensor',
    'nation',
    'observedAt',
    'until',
    'uncertaintyS',
    'lon',
    'lat',
    'height',
    'sigmaM',
  ],
  ...['speed', 'course', 'class', 'count', 'identity', 'party', 'text'],
  ...['selfReport', 'exercise'],
];
/** Factors to metres, metres a second and seconds. */
export const UNITS: Readonly<Record<string, number>> = {
  m: 1,
  km: 1000,
  ft: 0.3048,
  nmi: 1852,
  'm/s': 1,
  'km/h': 1 / 3.6,
  kn: 1852 / 3600,
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
};
const NEEDED = ['observedAt', 'sensor'];

type Plain = Readonly<Record<string, unknown>>;
const isPlain = (value: unknown): value is Plain =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Reads a mapping file (YAML). The text of an error says the place and the remedy. */
export function readMapping(text: string): Result<Mapping, string> {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) return fail(error.message.split('\n')[0] ?? 'no YAML');
  return mappingOf(document.toJS({ maxAliasCount: 100 }) as unknown);
}

export function mappingOf(json: unknown): Result<Mapping, string> {
  if (!isPlain(json)) return fail('a mapping has format, fields and, if wanted, attributes');
  const stray = Object.keys(json).find(
    (name) =>
      !['format', 'delimiter', 'broadcast', 'fields', 'attributes', 'knownBy'].includes(name),
  );
  if (stray !== undefined) return fail(`${stray}: is no part of a mapping`);
  const { format, delimiter = ',', broadcast = false, fields } = json;
  const { attributes = {}, knownBy = [] } = json;
  if (typeof format !== 'string' || !/^[a-z][a-z0-9-]*$/.test(format))
    return fail('format: a name in lower-case letters');
  if (typeof delimiter !== 'string' || delimiter.length !== 1)
    return fail('delimiter: one character');
  if (typeof broadcast !== 'boolean') return fail('broadcast: true or false');
  if (!isPlain(fields)) return fail('fields: an object of fields and their columns');
  if (!isPlain(attributes)) return fail('attributes: an object of names and their columns');
  if (!Array.isArray(knownBy) || !knownBy.every((one) => typeof one === 'string'))
    return fail('knownBy: a list of columns');
  const read = { fields: new Map<string, Source>(), attributes: new Map<string, Source>() };
  for (const [name, value] of Object.entries(fields)) {
    if (!FIELDS.includes(name)) return fail(`fields.${name}: fields are ${FIELDS.join(', ')}`);
    const source = sourceOf(value, name, `fields.${name}`);
    if (!source.ok) return source;
    read.fields.set(name, source.value);
  }
  for (const [name, value] of Object.entries(attributes)) {
    const source = sourceOf(value, name, `attributes.${name}`);
    if (!source.ok) return source;
    read.attributes.set(name, source.value);
  }
  const missing = NEEDED.find((name) => !read.fields.has(name));
  if (missing !== undefined) return fail(`fields.${missing}: is missing`);
  if (read.fields.has('lon') !== read.fields.has('lat'))
    return fail('fields.lat: lon and lat go together');
  return ok({ format, delimiter, broadcast, ...read, knownBy });
}

function sourceOf(json: unknown, field: string, path: string): Result<Source, string> {
  if (typeof json === 'string') return ok({ column: json });
  if (!isPlain(json)) return fail(`${path}: a column, or an object with column or value`);
  const { column, value, form, zone, unit, codes, unknown } = json;
  const stray = Object.keys(json).find(
    (name) => !['column', 'value', 'form', 'zone', 'unit', 'codes', 'unknown'].includes(name),
  );
  if (stray !== undefined) return fail(`${path}.${stray}: is nothing that a field has`);
  if ((column === undefined) === (value === undefined)) return fail(`${path}: column, or value`);
  if (column !== undefined && typeof column !== 'string')
    return fail(`${path}.column: the name of a column`);
  if (value !== undefined && typeof value !== 'string' && typeof value !== 'number')
    return fail(`${path}.value: a text or a number`);
  const forms = form === undefined ? undefined : Array.isArray(form) ? form : [form];
  if (forms !== undefined && !forms.every((one) => typeof one === 'string' && isTimeForm(one)))
    return fail(`${path}.form: rfc3339, epoch-s, epoch-ms, or as D/M/YYYY hh:mm`);
  if (zone !== undefined && (typeof zone !== 'string' || !isZone(zone)))
    return fail(`${path}.zone: a zone as Europe/Kyiv`);
  if (unit !== undefined && !Object.hasOwn(UNITS, String(unit)))
    return fail(`${path}.unit: ${Object.keys(UNITS).join(', ')}`);
  const marks =
    unknown === undefined
      ? undefined
      : Array.isArray(unknown)
        ? unknown.map(String)
        : [String(unknown)];
  if (codes !== undefined && !isPlain(codes))
    return fail(`${path}.codes: an object of codes and their meanings`);
  const meanings = codes === undefined ? undefined : new Map<string, string | number>();
  for (const [code, meaning] of Object.entries(codes ?? {})) {
    if (typeof meaning !== 'string' && typeof meaning !== 'number')
      return fail(`${path}.codes.${code}: a text or a number`);
    if (field === 'class' && meaning !== '' && !isKind(String(meaning)))
      return fail(`${path}.codes.${code}: ${meaning} is no kind of the taxonomy`);
    meanings?.set(code, meaning);
  }
  return ok({
    ...(column !== undefined && { column }),
    ...(value !== undefined && { value: value as string | number }),
    ...(forms !== undefined && { forms: forms as readonly string[] }),
    ...(zone !== undefined && { zone: zone as string }),
    ...(unit !== undefined && { unit: String(unit) }),
    ...(meanings !== undefined && { codes: meanings }),
    ...(marks !== undefined && { unknown: marks }),
  });
}
