import type { Json, JsonObject } from '@greenline/base';
import { Fields } from '../json/fields.ts';

/** Properties that an entity must be made with, by its name. Source: OGC 18-088, clause 8.2. Table. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Thing: ['name', 'description'],
  Location: ['name', 'description', 'encodingType', 'location'],
  Datastream: ['name', 'description', 'unitOfMeasurement', 'observationType'],
  Sensor: ['name', 'description', 'encodingType', 'metadata'],
  ObservedProperty: ['name', 'definition', 'description'],
  FeatureOfInterest: ['name', 'description', 'encodingType', 'feature'],
  Observation: ['result'],
};

/** What tells entities apart that come without their type. */
const TOLD_BY: readonly (readonly [entity: string, property: string])[] = [
  ['Observation', 'result'],
  ['Datastream', 'observationType'],
  ['Location', 'location'],
  ['Sensor', 'metadata'],
  ['FeatureOfInterest', 'feature'],
  ['ObservedProperty', 'definition'],
  ['Thing', 'Datastreams'],
  ['Thing', 'Locations'],
  ['HistoricalLocation', 'time'],
  ['Thing', 'name'],
];

/** Which entity an object is; `undefined` where it is none of SensorThings' sensing part. */
export function entityOf(fields: Fields): string | undefined {
  const link = fields.raw('@iot.selfLink');
  const set = typeof link === 'string' ? /\/(\w+)\([^/]*\)$/.exec(link)?.[1] : undefined;
  const named = set
    ?.replace(/^FeaturesOfInterest$/, 'FeatureOfInterest')
    .replace(/ies$/, 'y')
    .replace(/s$/, '');
  if (named !== undefined && (Object.hasOwn(REQUIRED, named) || named === 'HistoricalLocation'))
    return named;
  return TOLD_BY.find(([, property]) => !fields.missing(property))?.[0];
}

/** An answer may leave properties out (`$select`); what is made anew may not. */
export const isAnswer = (fields: Fields): boolean =>
  fields.has('@iot.id') || fields.has('@iot.selfLink');

export function checkNew(fields: Fields, entity: string): void {
  for (const name of REQUIRED[entity] ?? [])
    if (fields.missing(name)) fields.refuse(name, 'there', 'missing');
  if (fields.has('name')) fields.text('name');
  if (entity === 'Datastream') fields.object('unitOfMeasurement');
}

/** An entity inside another: expanded, or named by its `@iot.id`. */
export function inner(fields: Fields | undefined, name: string): Fields | undefined {
  const value = fields?.object(name);
  return value === undefined || fields === undefined
    ? undefined
    : new Fields(value, fields.path(name));
}

export function innerList(fields: Fields | undefined, name: string): readonly Fields[] {
  return (fields?.list(name) ?? []).map((one, i) => new Fields(one, `${fields?.path(name)}[${i}]`));
}

/** The id as text: servers use numbers, texts and UUIDs. */
export function idOf(fields: Fields | undefined): string | undefined {
  const id = fields?.raw('@iot.id');
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** The Point of a GeoJSON geometry or feature. */
export function pointOf(value: Json | undefined): readonly Json[] | undefined {
  if (value === undefined || value === null || typeof value !== 'object' || Array.isArray(value))
    return undefined;
  const { type, geometry, coordinates } = value as JsonObject;
  if (type === 'Feature') return pointOf(geometry);
  return type === 'Point' && Array.isArray(coordinates)
    ? (coordinates as readonly Json[])
    : undefined;
}
