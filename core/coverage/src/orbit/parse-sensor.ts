import { fail, type JsonObject, ok, type Result } from '@greenline/base';
import type { SatelliteSensor } from './sensor.ts';

export interface SensorError {
  readonly field: string;
  readonly text: string;
}

/** Reads a sensor: a `cone`, or a `pyramid` that looks to nadir, right, left or both. Angles in degrees. */
export function parseSensor(json: unknown): Result<SatelliteSensor, SensorError> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return wrong('type', 'write an object with "type":"cone" or "pyramid"');
  }
  const record = json as JsonObject;
  const { minSunElevationDeg: sun } = record;
  if (sun !== undefined && sun !== null && !within(sun, -90, 90)) {
    return wrong('minSunElevationDeg', 'write degrees, -90 to 90, or leave it out');
  }
  const shape = shapeOf(record);
  if (!shape.ok || typeof sun !== 'number') return shape;
  return ok({ ...shape.value, minSunElevationDeg: sun });
}

function shapeOf(record: JsonObject): Result<SatelliteSensor, SensorError> {
  const { type, maxOffNadirDeg, alongHalfDeg, side } = record;
  if (type === 'cone') {
    if (!within(maxOffNadirDeg, 0.01, 85))
      return wrong('maxOffNadirDeg', 'write degrees, 0.01 to 85');
    return ok({ type, maxOffNadirDeg });
  }
  if (type !== 'pyramid') return wrong('type', 'write "cone" or "pyramid"');
  if (!within(alongHalfDeg, 0.001, 85)) return wrong('alongHalfDeg', 'write degrees, 0.001 to 85');
  if (side === 'nadir') {
    const { acrossHalfDeg } = record;
    if (!within(acrossHalfDeg, 0.01, 85))
      return wrong('acrossHalfDeg', 'write degrees, 0.01 to 85');
    return ok({ type, alongHalfDeg, side, acrossHalfDeg });
  }
  if (side !== 'right' && side !== 'left' && side !== 'both') {
    return wrong('side', 'write "right", "left", "both" or "nadir"');
  }
  const { nearOffNadirDeg, farOffNadirDeg } = record;
  if (!within(nearOffNadirDeg, 0, 85)) return wrong('nearOffNadirDeg', 'write degrees, 0 to 85');
  if (!within(farOffNadirDeg, nearOffNadirDeg + 0.001, 85)) {
    return wrong('farOffNadirDeg', 'write degrees, more than nearOffNadirDeg and 85 at most');
  }
  return ok({ type, alongHalfDeg, side, nearOffNadirDeg, farOffNadirDeg });
}

const within = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

const wrong = (field: string, text: string) => fail<SensorError>({ field, text });
