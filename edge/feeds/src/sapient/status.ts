import { type Instant, instant, type Json, type JsonObject, metres } from '@greenline/base';
import { destination, type Position } from '@greenline/geo';
import type { Decoded, Sighting } from '@greenline/observation';
import type { Polygon } from 'geojson';
import { type SapientNode, takeStation } from './node.ts';
import { type Place, placeOf, polarOf } from './place.ts';

type Period = NonNullable<Decoded['periods']>[number];

/** A node that reported later than so many of its intervals was silent in between: nobody looked. */
const MISSED_INTERVALS = 3;
const ARC_STEP_DEG = 5;
/** It is remembered until the next status, for every node. */
const MOST_CORNERS = 256;

/** What a status adds to what is known of its node. */
export interface StatusSaid {
  readonly period?: Period;
  /** A change of its state that people should read. */
  readonly note?: Sighting;
}

/**
 * Takes over a status: where the node stands, what it looks at, how it is.
 *
 * Between two statuses of a node that looked, the time between is an observation period over its field of
 * view (else its coverage). Nothing is assumed: without a registered interval, an area, or a stated
 * probability of detection (`STATUS_TYPE_PD`, 0 to 1 or per cent) there is no period; obscured parts are
 * not cut out of it.
 */
export function takeStatus(
  node: SapientNode,
  status: JsonObject,
  sensor: string,
  at: Instant,
): StatusSaid {
  takeStation(node, status);
  const before = node.looking;
  const period = periodOf(before, node.intervalS, sensor, at);
  const area = areaOf(status, node);
  const probability = probabilityOf(status);
  if (area !== undefined && probability !== undefined && isLooking(status))
    node.looking = { from: at, area, probability };
  else if (status.info !== 'INFO_UNCHANGED' || !isLooking(status)) delete node.looking;
  else if (before !== undefined) node.looking = { ...before, from: at };
  const note = noteOf(node, status, sensor, at);
  node.system = status.system as string;
  return { ...(period !== undefined && { period }), ...(note !== undefined && { note }) };
}

function periodOf(
  looking: SapientNode['looking'],
  intervalS: number | undefined,
  sensor: string,
  to: Instant,
): Period | undefined {
  if (looking === undefined || intervalS === undefined || to <= looking.from) return undefined;
  if (to > instant(looking.from + MISSED_INTERVALS * 1000 * intervalS)) return undefined;
  const { from, area, probability } = looking;
  return {
    sensor,
    nation: 'unknown',
    from,
    to,
    area,
    detectionProbability: probability,
    state: 'looked',
  };
}

const statuses = (status: JsonObject): readonly JsonObject[] =>
  (status.status ?? []) as readonly JsonObject[];

const isLooking = (status: JsonObject): boolean =>
  (status.system === 'SYSTEM_OK' || status.system === 'SYSTEM_WARNING') &&
  !statuses(status).some(({ statusType }) => statusType === 'STATUS_TYPE_NOT_DETECTING');

function probabilityOf(status: JsonObject): number | undefined {
  const told = statuses(status).find(({ statusType }) => statusType === 'STATUS_TYPE_PD');
  const match = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(String(told?.statusValue ?? ''));
  if (match === null) return undefined;
  const value = Number(match[1]) / (match[2] === '%' ? 100 : 1);
  return value <= 1 ? value : undefined;
}

function areaOf(status: JsonObject, node: SapientNode): Polygon | undefined {
  const [coverage] = (status.coverage ?? []) as readonly JsonObject[];
  for (const shape of [status.fieldOfView as JsonObject | undefined, coverage]) {
    const ring = shape === undefined ? undefined : ringOf(shape, node);
    if (ring !== undefined) return { type: 'Polygon', coordinates: [ring] };
  }
  return undefined;
}

function ringOf(shape: JsonObject, node: SapientNode): number[][] | undefined {
  const list = shape.locationList as JsonObject | undefined;
  if (list === undefined) return coneOf(shape.rangeBearing as JsonObject, node.station);
  const corners: number[][] = [];
  const locations = list.locations as readonly JsonObject[];
  if (locations.length > MOST_CORNERS) return undefined;
  for (const location of locations) {
    const position = placeOf(location, node.zone)?.position;
    if (position === undefined) return undefined;
    corners.push([position.lon, position.lat]);
  }
  return closed(corners);
}

/** A field of view as a sector over ground, to its range; a full turn is a disc. */
function coneOf(cone: JsonObject, station: Place | undefined): number[][] | undefined {
  const { bearingDeg, distanceM } = polarOf(cone);
  const centre = station?.position;
  const extent = cone.horizontalExtent;
  if (centre === undefined || distanceM === undefined || typeof extent !== 'number')
    return undefined;
  const inRadians = String(cone.coordinateSystem).includes('RADIANS');
  const width = Math.min(360, extent * (inRadians ? 180 / Math.PI : 1));
  if (!(width > 0) || (bearingDeg === undefined && width < 360)) return undefined;
  const from = (bearingDeg ?? 0) - width / 2;
  const steps = Math.max(1, Math.ceil(width / ARC_STEP_DEG));
  const corners = width < 360 ? [[centre.lon, centre.lat]] : [];
  for (let i = 0; i <= (width < 360 ? steps : steps - 1); i++)
    corners.push(cornerAt(centre, from + (i * width) / steps, distanceM));
  return closed(corners);
}

function cornerAt(centre: Position, bearing: number, distanceM: number): number[] {
  const { lon, lat } = destination(centre, bearing, metres(distanceM));
  return [lon, lat];
}

function closed(corners: number[][]): number[][] | undefined {
  const [first] = corners;
  if (first === undefined || corners.length < 3) return undefined;
  const last = corners[corners.length - 1];
  if (last?.[0] === first[0] && last?.[1] === first[1])
    return corners.length < 4 ? undefined : corners;
  return [...corners, first];
}

const FAULTS: Readonly<Record<string, string>> = {
  SYSTEM_WARNING: 'works with a warning',
  SYSTEM_ERROR: 'reports an error: it may not see',
  SYSTEM_GOODBYE: 'has signed off',
};

/** Told once, when its state changes to something that is not well, and when it is well again. */
function noteOf(
  node: SapientNode,
  status: JsonObject,
  sensor: string,
  at: Instant,
): Sighting | undefined {
  const system = status.system as string;
  if (node.system === system) return undefined;
  if (system === 'SYSTEM_OK' && node.system === undefined) return undefined;
  const faults = statuses(status)
    .filter(({ statusValue }) => statusValue !== undefined)
    .map(({ statusType, statusValue }): Json => ({ statusType, statusValue }) as JsonObject);
  return {
    kind: 'note',
    sensor,
    observedAt: at,
    class: {},
    text: `Sensor ${sensor} ${FAULTS[system] ?? 'works again'}.`,
    attributes: { system, ...(faults.length > 0 && { status: faults }) },
  };
}
