import {
  fail,
  type Instant,
  type JsonObject,
  ok,
  parseInstant,
  type Result,
} from '@greenline/base';
import { isKind } from '@greenline/observation';
import type { EffortArea, PolygonCoordinates } from './effort-area.ts';
import type { Look } from './look.ts';

/** Why a `coverage` fact was not understood, and what to write instead. */
export interface CoverageFactError {
  readonly kind: 'not-json' | 'missing' | 'wrong-type' | 'out-of-range' | 'bad-area' | 'bad-time';
  readonly field: string;
  /** One sentence with the remedy. */
  readonly text: string;
}

const STATES = ['looked', 'jammed', 'denied'] as const;

/** Reads one `coverage` fact: JSON text, or a value already read from it. */
export function parseCoverageFact(json: unknown): Result<Look, CoverageFactError> {
  const record = typeof json === 'string' ? fromText(json) : json;
  if (!isObject(record)) {
    return wrong('not-json', 'fact', 'write one JSON object a line, as {"fact":"coverage", …}');
  }
  if (record.fact !== 'coverage') return wrong('wrong-type', 'fact', 'write "fact":"coverage"');
  const { sensor, pd, state = 'looked' } = record;
  if (typeof sensor !== 'string' || sensor === '') {
    return wrong('missing', 'sensor', 'name the sensor that looked');
  }
  if (typeof pd !== 'number' || !(pd >= 0 && pd <= 1)) {
    return wrong('out-of-range', 'pd', 'write the probability of detection, from 0 to 1');
  }
  const { pdByClass } = record;
  if (pdByClass !== undefined && !isShares(pdByClass)) {
    const remedy = 'write probabilities of detection by kind, as {"tank":0.8}, or leave it out';
    return wrong('out-of-range', 'pdByClass', remedy);
  }
  if (!isState(state)) {
    return wrong(
      'wrong-type',
      'state',
      `use one of ${STATES.join(', ')}, or leave it out for looked`,
    );
  }
  const from = moment(record.from);
  const to = moment(record.to);
  if (from === undefined) return wrong('bad-time', 'from', AS_TIME);
  if (to === undefined) return wrong('bad-time', 'to', AS_TIME);
  if (from >= to) return wrong('bad-time', 'to', 'end after "from"');
  const area = areaOf(record.area);
  if (!area.ok) return area;
  return ok({
    sensor,
    from,
    to,
    detectionProbability: pd,
    ...(pdByClass !== undefined && { pdByClass }),
    state,
    area: area.value,
  });
}

const AS_TIME = 'write the time as 2026-03-10T06:00:00Z';

/** A polygon or several, also inside a Feature. */
function areaOf(json: unknown): Result<EffortArea, CoverageFactError> {
  const geometry = isObject(json) && json.type === 'Feature' ? json.geometry : json;
  if (!isObject(geometry))
    return wrong('missing', 'area', 'give a GeoJSON Polygon or MultiPolygon');
  const { type, coordinates } = geometry;
  if (type === 'Polygon') {
    const fault = polygonFault(coordinates);
    if (fault !== undefined) return wrong('bad-area', 'area', fault);
    return ok({ type, coordinates: coordinates as unknown as PolygonCoordinates });
  }
  if (type !== 'MultiPolygon' || !Array.isArray(coordinates) || coordinates.length === 0) {
    return wrong('bad-area', 'area', 'give a GeoJSON Polygon or MultiPolygon');
  }
  for (const polygon of coordinates) {
    const fault = polygonFault(polygon);
    if (fault !== undefined) return wrong('bad-area', 'area', fault);
  }
  return ok({ type, coordinates: coordinates as readonly PolygonCoordinates[] });
}

function polygonFault(rings: unknown): string | undefined {
  if (!Array.isArray(rings) || rings.length === 0) return 'a polygon has at least one ring';
  for (const ring of rings) {
    if (!Array.isArray(ring) || ring.length < 4) return 'a ring has at least four positions';
    if (!ring.every(isPosition))
      return 'a position is [lon, lat] in degrees, lon within ±180, lat ±90';
    const [first, last] = [ring[0] as number[], ring.at(-1) as number[]];
    if (first[0] !== last[0] || first[1] !== last[1]) return 'a ring ends where it begins';
    if (ring.some((at, i) => i > 0 && Math.abs(at[0] - ring[i - 1][0]) > 180)) {
      return 'cut the area at the antimeridian (RFC 7946, 3.1.9)';
    }
  }
  return undefined;
}

const isPosition = (at: unknown): boolean =>
  Array.isArray(at) &&
  at.length >= 2 &&
  Number.isFinite(at[0]) &&
  Number.isFinite(at[1]) &&
  Math.abs(at[0]) <= 180 &&
  Math.abs(at[1]) <= 90;

const moment = (value: unknown): Instant | undefined =>
  typeof value === 'string' ? parseInstant(value) : undefined;

const MOST_KINDS = 100;

const isShares = (value: unknown): value is Readonly<Record<string, number>> =>
  isObject(value) &&
  Object.keys(value).length <= MOST_KINDS &&
  Object.entries(value).every(
    ([kind, pd]) => isKind(kind) && typeof pd === 'number' && pd >= 0 && pd <= 1,
  );

const isState = (value: unknown): value is Look['state'] =>
  (STATES as readonly unknown[]).includes(value);

function fromText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (kind: CoverageFactError['kind'], field: string, text: string) =>
  fail<CoverageFactError>({ kind, field, text });
