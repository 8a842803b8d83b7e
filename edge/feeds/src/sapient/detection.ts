import type { Instant, Json, JsonObject } from '@greenline/base';
import { isA, type Sighting } from '@greenline/observation';
import { course } from '../number.ts';
import type { SapientNode } from './node.ts';
import { type Place, placeFrom, placeOf, polarOf } from './place.ts';
import { classesOf } from './type-class.ts';

type Writable<T> = { -readonly [name in keyof T]: T[name] };

const KILOMETRES_AN_HOUR = 1 / 3.6;
const DEGREES = 180 / Math.PI;
/** Fields of a detection that are kept as they are told, under the same names. */
const TOLD = [
  'reportId',
  'taskId',
  'state',
  'detectionConfidence',
  'colour',
  'id',
  'trackInfo',
  'objectInfo',
  'behaviour',
  'signal',
  'associatedDetection',
  'derivedDetection',
] as const;

/**
 * What a detection report says. Without a node that said where it stands, a range and bearing is nowhere.
 * `objectId` is the thing's identity; what the standard leaves to words is kept in the attributes.
 */
export function sightingOf(
  report: JsonObject,
  sensor: string,
  observedAt: Instant,
  node: SapientNode | undefined,
): Sighting {
  const classification = (report.classification ?? []) as readonly JsonObject[];
  const classes = classesOf(classification);
  const attributes: Record<string, Json> = {};
  const sighting: Writable<Sighting> = {
    kind: kindOfSighting(classes),
    sensor,
    observedAt,
    class: classes,
    identity: report.objectId as string,
    attributes,
  };
  for (const name of TOLD) {
    const value = report[name];
    if (value !== undefined) attributes[name] = value;
  }
  if (classification.length > 0) attributes.classification = classification;
  if (report.associatedFile !== undefined) attributes.files = report.associatedFile;
  locate(sighting, attributes, report, node);
  const velocity = report.enuVelocity as JsonObject | undefined;
  if (velocity !== undefined) move(sighting, velocity, node);
  return sighting;
}

function kindOfSighting(classes: Readonly<Record<string, number>>): Sighting['kind'] {
  let kind: Sighting['kind'] = 'object';
  let most = 0;
  for (const name in classes) {
    const share = classes[name] ?? 0;
    if (share <= most) continue;
    most = share;
    kind = isA(name, 'happening') ? 'event' : isA(name, 'minefield') ? 'hazard' : 'object';
  }
  return kind;
}

/** Writes where the thing is, or in which direction it was seen from where. */
export function locate(
  sighting: Writable<Sighting>,
  attributes: Record<string, Json>,
  report: JsonObject,
  node: SapientNode | undefined,
): void {
  if (report.location !== undefined) {
    const place = placeOf(report.location as JsonObject, node?.zone);
    if (place === undefined) attributes.location = report.location;
    else takePlace(sighting, attributes, place);
    return;
  }
  if (report.rangeBearing === undefined) return;
  const rangeBearing = report.rangeBearing as JsonObject;
  attributes.rangeBearing = rangeBearing;
  const station = node?.station;
  if (station?.position === undefined) return;
  const polar = polarOf(rangeBearing);
  sighting.sightline = {
    position: station.position,
    ...(station.sigmaM !== undefined && { sigmaM: station.sigmaM }),
    ...(polar.bearingDeg !== undefined && { bearingDeg: polar.bearingDeg }),
    ...(polar.bearingSigmaDeg !== undefined && { bearingSigmaDeg: polar.bearingSigmaDeg }),
    ...(polar.elevationDeg !== undefined && { elevationDeg: polar.elevationDeg }),
    ...(polar.distanceM !== undefined && { distanceM: polar.distanceM }),
  };
  // Without errors of its own the registry's apply, which the sightline is placed by later.
  if (polar.bearingSigmaDeg === undefined || polar.distanceSigmaM === undefined) return;
  const place = placeFrom(station, polar);
  if (place !== undefined) takePlace(sighting, attributes, place);
}

function takePlace(
  sighting: Writable<Sighting>,
  attributes: Record<string, Json>,
  place: Place,
): void {
  if (place.position !== undefined) sighting.position = place.position;
  if (place.sigmaM !== undefined) sighting.sigmaM = place.sigmaM;
  if (place.covariance !== undefined) sighting.covariance = place.covariance;
  if (place.heightAboveGeoidM !== undefined) attributes.heightAboveGeoidM = place.heightAboveGeoidM;
}

function move(
  sighting: Writable<Sighting>,
  velocity: JsonObject,
  node: SapientNode | undefined,
): void {
  const unit = node?.kilometresAnHour === true ? KILOMETRES_AN_HOUR : 1;
  const east = (velocity.eastRate as number) * unit;
  const north = (velocity.northRate as number) * unit;
  sighting.speedMps = Math.sqrt(east * east + north * north);
  if (sighting.speedMps > 0) sighting.courseDeg = course(Math.atan2(east, north) * DEGREES);
}
