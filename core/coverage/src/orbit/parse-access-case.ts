import {
  fail,
  type Instant,
  type JsonObject,
  ok,
  parseInstant,
  type Result,
} from '@greenline/base';
import type { AccessSpan, Satellite } from './access.ts';
import { type AccessZone, accessZone } from './access-zone.ts';
import type { ElementSet } from './element-set.ts';
import { parseSensor } from './parse-sensor.ts';
import { decodeTwoLine } from './two-line.ts';

/** What passes are asked of. */
export interface AccessCase {
  readonly id: string;
  readonly span: AccessSpan;
  readonly zone: AccessZone;
  readonly satellites: readonly Satellite[];
}

/** Why a case was refused: which field, and what to write instead. */
export interface CaseError {
  readonly field: string;
  readonly text: string;
}

/** Reads a case: `{"id","start","durationS","zone":GeoJSON,"satellites":[{"name","tle":[…,…],"sensor"}]}`. */
export function parseAccessCase(json: unknown): Result<AccessCase, CaseError> {
  if (!isObject(json)) return wrong('', 'is no case: write one JSON object');
  const start = typeof json.start === 'string' ? parseInstant(json.start) : undefined;
  if (start === undefined) return wrong('start', 'write the time as 2026-03-10T06:00:00Z');
  const { durationS } = json;
  if (typeof durationS !== 'number' || !(durationS >= 1 && durationS <= LONGEST_S)) {
    return wrong('durationS', `write seconds, 1 to ${LONGEST_S} (31 days)`);
  }
  const zone = zoneOf(json.zone);
  if (!zone.ok) return zone;
  if (!Array.isArray(json.satellites) || json.satellites.length === 0) {
    return wrong('satellites', 'list one satellite at least');
  }
  const satellites: Satellite[] = [];
  for (const [i, one] of json.satellites.entries()) {
    const satellite = satelliteOf(one, `satellites[${i}]`);
    if (!satellite.ok) return satellite;
    satellites.push(satellite.value);
  }
  const span = { start: start as Instant, durationS: Math.floor(durationS) };
  return ok({ id: typeof json.id === 'string' ? json.id : '', span, zone: zone.value, satellites });
}

const LONGEST_S = 31 * 86_400;

function zoneOf(json: unknown): Result<AccessZone, CaseError> {
  const geometry = isObject(json) && json.type === 'Feature' ? json.geometry : json;
  if (!isObject(geometry)) return wrong('zone', 'give a GeoJSON Polygon or MultiPolygon');
  const { type, coordinates } = geometry;
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !isPolygons(polygons)) {
    return wrong('zone', 'give a GeoJSON Polygon or MultiPolygon: rings of [longitude, latitude]');
  }
  const zone = accessZone(polygons);
  return zone.ok ? zone : wrong('zone', zone.error.text);
}

function satelliteOf(json: unknown, place: string): Result<Satellite, CaseError> {
  if (!isObject(json)) return wrong(place, 'write an object with name, tle and sensor');
  const { name, tle } = json;
  if (typeof name !== 'string' || name === '') return wrong(`${place}.name`, 'name the satellite');
  if (!Array.isArray(tle) || tle.length !== 2 || !tle.every((line) => typeof line === 'string')) {
    return wrong(`${place}.tle`, `${name}: give the two lines of its elements`);
  }
  const elements = decodeTwoLine(tle[0] as string, tle[1] as string);
  if (!elements.ok) {
    return wrong(`${place}.tle`, `${name}: ${elements.error.field}: ${elements.error.text}`);
  }
  const sensor = parseSensor(json.sensor);
  if (!sensor.ok) return wrong(`${place}.sensor.${sensor.error.field}`, sensor.error.text);
  const named: ElementSet = { objectName: name, ...elements.value };
  return ok({ name, elements: named, sensor: sensor.value });
}

const isPolygons = (value: unknown): value is number[][][][] =>
  isList(value, (polygon) => isList(polygon, (ring) => isList(ring, isPair)));

const isList = (value: unknown, each: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(each);

const isPair = (value: unknown): boolean =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (field: string, text: string) => fail<CaseError>({ field, text });
