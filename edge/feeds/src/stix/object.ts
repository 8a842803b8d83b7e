import { type Instant, type Json, type JsonObject, parseInstant } from '@greenline/base';
import { Fields } from '../json/fields.ts';
import { OBSERVABLES, OPINIONS, REQUIRED, SPANS, TIMES, TLP_EXTENSION } from './rules.ts';

const TYPE = /^[a-z][a-z0-9-]{2,249}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const MOST_COUNT = 999_999_999;

/** One object of a bundle that keeps the rules. */
export interface StixObject {
  readonly type: string;
  readonly id: string;
  readonly fields: Fields;
  readonly json: JsonObject;
}

/** Whether the text is a type and a UUID of RFC 4122 with `--` between. */
export function isIdentifier(text: string): boolean {
  const at = text.indexOf('--');
  return at > 0 && TYPE.test(text.slice(0, at)) && UUID.test(text.slice(at + 2));
}

/** RFC 3339 in UTC with `Z`, as STIX wants it. */
export function timestampOf(fields: Fields, name: string): Instant | undefined {
  if (!fields.has(name)) return undefined;
  const value = fields.raw(name);
  const at = typeof value === 'string' && TIMESTAMP.test(value) ? parseInstant(value) : undefined;
  return at ?? fields.refuse(name, 'a time in UTC as 2026-03-10T10:00:00.000Z');
}

/** Reads one object by the rules of its type. Throws `FieldRefusal`. */
export function readObject(json: Json, path: string): StixObject {
  const fields = new Fields(json, path);
  const type = fields.text('type');
  if (!TYPE.test(type)) fields.refuse('type', 'lower-case letters, digits and hyphens');
  const id = fields.text('id');
  if (!isIdentifier(id) || !id.startsWith(`${type}--`)) fields.refuse('id', `${type}-- and a UUID`);
  checkCommon(fields, type);
  for (const name of Object.hasOwn(REQUIRED, type) ? (REQUIRED[type] ?? []) : [])
    if (!fields.has(name)) fields.refuse(name, 'there', 'missing');
  checkValues(json as JsonObject, fields, type);
  return { type, id, fields, json: json as JsonObject };
}

function checkCommon(fields: Fields, type: string): void {
  const version = fields.raw('spec_version');
  const observable = OBSERVABLES.has(type);
  if (version === undefined && !observable) fields.refuse('spec_version', '2.1', 'missing');
  if (version !== undefined && version !== '2.1') fields.refuse('spec_version', '2.1', 'version');
  const times = new Map(TIMES.map((name) => [name, timestampOf(fields, name)]));
  const needed = observable
    ? []
    : type === 'marking-definition'
      ? ['created']
      : ['created', 'modified'];
  for (const name of needed) if (!fields.has(name)) fields.refuse(name, 'there', 'missing');
  const [created, modified] = [times.get('created'), times.get('modified')];
  if (!observable && created !== undefined && modified !== undefined && modified < created)
    fields.refuse('modified', 'a time that is not before created');
  for (const [of, first, second, after] of SPANS) {
    const [from, to] = [times.get(first), times.get(second)];
    if (of !== type || from === undefined || to === undefined) continue;
    if (to < from || (after && to === from))
      fields.refuse(second, `a time ${after ? 'after' : 'not before'} ${first}`);
  }
  const confidence = fields.number('confidence', 0, 100);
  if (confidence !== undefined && !Number.isInteger(confidence))
    fields.refuse('confidence', 'a whole number from 0 to 100');
  fields.flag('revoked');
  for (const [i, one] of (fields.list('external_references') ?? []).entries())
    new Fields(one, fields.path(`external_references[${i}]`)).text('source_name');
}

function checkValues(json: JsonObject, fields: Fields, type: string): void {
  for (const [name, value] of Object.entries(json) as [string, Json][]) {
    if (value === null) fields.refuse(name, 'absent rather than null');
    if (Array.isArray(value) && value.length === 0)
      fields.refuse(name, 'absent rather than an empty list');
    if (name.endsWith('_ref') && (typeof value !== 'string' || !isIdentifier(value)))
      fields.refuse(name, 'an identifier');
    if (name.endsWith('_refs')) {
      const all =
        Array.isArray(value) && value.every((one) => typeof one === 'string' && isIdentifier(one));
      if (!all) fields.refuse(name, 'a list of identifiers');
    }
  }
  const only = (name: string, ...types: readonly string[]): void => {
    const refs = name.endsWith('_refs') ? (fields.list(name) ?? []) : [fields.raw(name)];
    for (const ref of refs)
      if (ref !== undefined && !types.includes(String(ref).replace(/--.*/, '')))
        fields.refuse(name, `of type ${types.join(' or ')}`);
  };
  only('created_by_ref', 'identity');
  only('object_marking_refs', 'marking-definition');
  for (const name of [
    'name',
    'pattern',
    'pattern_type',
    'relationship_type',
    'context',
    'content',
    'product',
  ])
    if (fields.has(name)) fields.text(name);
  if (type === 'sighting') {
    only('where_sighted_refs', 'identity', 'location');
    only('observed_data_refs', 'observed-data');
    wholeNumber(fields, 'count', 0);
  }
  if (type === 'observed-data') {
    wholeNumber(fields, 'number_observed', 1);
    if (fields.has('objects') === fields.has('object_refs'))
      fields.refuse('object_refs', 'there, or objects, and not both');
  }
  if (type === 'location') checkLocation(fields);
  if (type === 'marking-definition') checkMarking(fields);
  if (type === 'opinion') fields.oneOf('opinion', OPINIONS);
  if (type === 'malware' && typeof fields.raw('is_family') !== 'boolean')
    fields.refuse('is_family', 'true or false');
  if (type === 'malware' && fields.raw('is_family') === true) fields.text('name');
  if (type === 'file' && !fields.has('hashes') && !fields.has('name'))
    fields.refuse('name', 'there, or hashes', 'missing');
  if (type === 'indicator' && fields.raw('pattern_type') === 'stix') checkPattern(fields);
}

function wholeNumber(fields: Fields, name: string, least: number): void {
  const value = fields.number(name, least, MOST_COUNT);
  if (value !== undefined && !Number.isInteger(value)) fields.refuse(name, 'a whole number');
}

function checkLocation(fields: Fields): void {
  const latitude = fields.number('latitude', -90, 90);
  const longitude = fields.number('longitude', -180, 180);
  if ((latitude === undefined) !== (longitude === undefined))
    fields.refuse(
      latitude === undefined ? 'latitude' : 'longitude',
      'there: one needs the other',
      'missing',
    );
  if (fields.has('precision') && latitude === undefined)
    fields.refuse('precision', 'absent where there are no coordinates');
  fields.number('precision', 0, 3e7);
  const named = ['region', 'country'].some((name) => fields.optionalText(name) !== undefined);
  if (latitude === undefined && !named)
    fields.refuse('region', 'there, or a country, or coordinates', 'missing');
}

function checkMarking(fields: Fields): void {
  const extensions = fields.object('extensions');
  const defined = fields.has('definition_type') && fields.has('definition');
  if (!defined && extensions === undefined)
    fields.refuse('definition', 'there with its definition_type, or extensions', 'missing');
  const type = fields.raw('definition_type');
  if (type === 'tlp' && defined)
    new Fields(fields.raw('definition'), fields.path('definition')).oneOf('tlp', [
      'white',
      'green',
      'amber',
      'red',
    ]);
  if (type === 'statement' && defined)
    new Fields(fields.raw('definition'), fields.path('definition')).text('statement');
  const tlp = extensions?.[TLP_EXTENSION];
  if (tlp !== undefined)
    new Fields(tlp, fields.path(`extensions.${TLP_EXTENSION}`)).oneOf('tlp_2_0', [
      'clear',
      'green',
      'amber',
      'amber+strict',
      'red',
    ]);
}

/** Comparisons in square brackets, every quote and bracket closed: what can be said without the whole grammar. */
function checkPattern(fields: Fields): void {
  const bare = fields.text('pattern').replace(/'(?:[^'\\]|\\.)*'/g, "''");
  let depth = 0;
  let comparisons = 0;
  for (const sign of bare) {
    if (sign === '[') depth += 1;
    if (sign === ']') {
      depth -= 1;
      comparisons += 1;
    }
    if (depth < 0 || depth > 1) break;
  }
  const odd = (bare.split("'").length - 1) % 2 === 1;
  if (depth !== 0 || comparisons === 0 || odd || !/^[\s(]*\[/.test(bare))
    fields.refuse('pattern', "comparisons in brackets, as [ipv4-addr:value = '198.51.100.1']");
}
