import type { Json } from '@greenline/base';
import type { ClassProbabilities, Handling, Sighting } from '@greenline/observation';
import { type StixObject, timestampOf } from './object.ts';
import { TLP, TLP_EXTENSION, TLP_ORDER } from './rules.ts';

export type StixObjects = ReadonlyMap<string, StixObject>;

/** Cyber events of a bundle: its sightings, and incidents that none of them is of. Revoked ones tell of nothing. */
export function sightingsIn(objects: StixObjects): readonly Sighting[] {
  const told: Sighting[] = [];
  const all = [...objects.values()].filter(({ fields }) => !fields.flag('revoked'));
  const seen = new Set(
    all.filter(({ type }) => type === 'sighting').map(({ json }) => json.sighting_of_ref),
  );
  for (const one of all) {
    if (one.type === 'sighting')
      told.push(sightingOf(one, objects.get(String(one.json.sighting_of_ref)), objects));
    if (one.type === 'incident' && !seen.has(one.id)) told.push(sightingOf(one, one, objects));
  }
  return told;
}

function sightingOf(
  said: StixObject,
  thing: StixObject | undefined,
  objects: StixObjects,
): Sighting {
  const { fields } = said;
  const count = fields.number('count', 0, 999_999_999);
  const where = refsOf(said, 'where_sighted_refs').flatMap((ref) => objects.get(ref) ?? []);
  const places = where.filter(({ type }) => type === 'location');
  const observer = where.find(({ type }) => type === 'identity');
  const maker =
    said.json.created_by_ref === undefined ? undefined : String(said.json.created_by_ref);
  const created = timestampOf(fields, 'created');
  const from = timestampOf(fields, 'first_seen');
  const to = timestampOf(fields, 'last_seen');
  const observedAt = from ?? to ?? created;
  if (observedAt === undefined) return fields.refuse('created', 'there', 'missing');
  const handling = handlingOf([said, ...(thing === undefined ? [] : [thing])], objects);
  const words = [thing?.json.name, said.json.description ?? thing?.json.description];
  const text = words.filter((word) => typeof word === 'string' && word !== '').join(': ');
  const { confidence } = said.json;
  return {
    kind: 'event',
    sensor:
      nameOf(observer) ?? nameOf(objects.get(maker ?? '')) ?? observer?.id ?? maker ?? said.id,
    observedAt,
    ...placeOf(places),
    class: classOf([said, ...(thing === undefined || thing === said ? [] : [thing])]),
    ...(count !== undefined && count > 1 && { count }),
    attributes: {
      stix: said.id,
      ...(said.json.sighting_of_ref !== undefined && { of: said.json.sighting_of_ref }),
      ...(said.json.first_seen !== undefined && { from: said.json.first_seen }),
      ...(said.json.last_seen !== undefined && { to: said.json.last_seen }),
      timeOf: from !== undefined || to !== undefined ? 'event' : 'record',
      ...(confidence !== undefined && { confidencePercent: confidence }),
      ...(places.length > 0 && { area: places.map(areaOf) }),
    },
    ...(text !== '' && { text }),
    ...(handling !== undefined && { handling }),
  };
}

const nameOf = (object: StixObject | undefined): string | undefined =>
  typeof object?.json.name === 'string' ? object.json.name : undefined;

const areaOf = ({ json }: StixObject): Json =>
  [json.name, json.city, json.administrative_area, json.country, json.region]
    .filter((word) => typeof word === 'string')
    .join(', ');

/** The one place with coordinates. `precision` is a radius within which the true place lies, m: two sigmas. */
function placeOf(places: readonly StixObject[]): Pick<Sighting, 'position' | 'sigmaM'> {
  const [place, ...others] = places.filter(({ json }) => json.latitude !== undefined);
  if (place === undefined || others.length > 0) return {};
  const { latitude, longitude, precision } = place.json as Record<string, number>;
  return {
    position: { lon: longitude ?? 0, lat: latitude ?? 0 },
    ...(precision !== undefined && precision > 0 && { sigmaM: precision / 2 }),
  };
}

const KINDS: readonly (readonly [kind: string, words: RegExp])[] = [
  ['denial-of-service', /\b(?:d?dos|denial[ -]of[ -]service|flood)/i],
  ['data-destruction', /\b(?:wip(?:er|ing)|destruct|ransomware|data-destruction)/i],
  ['outage', /\b(?:outage|disruption|blackout)/i],
  [
    'intrusion',
    /\b(?:intrusion|unauthori[sz]ed|malware|backdoor|exploit|phish|compromise|c2|remote-access-trojan)/i,
  ],
];
const TOLD_BY = ['incident_types', 'indicator_types', 'malware_types', 'labels', 'name'];

/** By the vocabularies and labels, then by the name; else an act that nobody named. */
function classOf(objects: readonly StixObject[]): ClassProbabilities {
  for (const { json, type } of objects) {
    const words = TOLD_BY.flatMap((name) => json[name] ?? []).concat(type);
    for (const [kind, pattern] of KINDS)
      if (words.some((word) => typeof word === 'string' && pattern.test(word)))
        return { [kind]: 1 };
  }
  return { 'cyber-act': 1 };
}

/** The narrowest TLP of all marks; marks that are statements, or that nobody defined, go along as caveats. */
function handlingOf(said: readonly StixObject[], objects: StixObjects): Handling | undefined {
  const refs = new Set(
    said.flatMap((one) => [...refsOf(one, 'object_marking_refs'), ...granularOf(one)]),
  );
  const levels: string[] = [];
  const caveats: string[] = [];
  for (const ref of refs) {
    const level = TLP.get(ref) ?? tlpOf(objects.get(ref));
    if (level !== undefined) levels.push(level);
    else caveats.push(statementOf(objects.get(ref)) ?? ref);
  }
  if (refs.size === 0) return undefined;
  const access = TLP_ORDER.findLast((level) => levels.includes(level));
  return {
    ...(access !== undefined && { access }),
    ...(caveats.length > 0 && { caveat: caveats.join('; ') }),
  };
}

function tlpOf(marking: StixObject | undefined): string | undefined {
  const { definition, extensions } = (marking?.json ?? {}) as Record<
    string,
    Record<string, Json> | undefined
  >;
  const extension = extensions?.[TLP_EXTENSION] as Record<string, Json> | undefined;
  const word = extension?.tlp_2_0 ?? definition?.tlp;
  return typeof word === 'string'
    ? `TLP:${word === 'white' ? 'CLEAR' : word.toUpperCase()}`
    : undefined;
}

function statementOf(marking: StixObject | undefined): string | undefined {
  const definition = marking?.json.definition as Record<string, Json> | undefined;
  return typeof definition?.statement === 'string' ? definition.statement : undefined;
}

function granularOf({ fields }: StixObject): readonly string[] {
  const list = fields.list('granular_markings') ?? [];
  return list.flatMap((one) => {
    const ref = (one as Record<string, Json> | null)?.marking_ref;
    return typeof ref === 'string' ? [ref] : [];
  });
}

const refsOf = ({ fields }: StixObject, name: string): readonly string[] =>
  (fields.list(name) ?? []).map(String);
