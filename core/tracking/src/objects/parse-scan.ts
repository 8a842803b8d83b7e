import { fail, ok, type Result } from '@greenline/base';
import type { Field, Measure, Scan } from './scan.ts';

/** What is wrong with a scan or a sector: which field, and how to write it. */
export interface ScanFlaw {
  readonly field: string;
  readonly text: string;
}

/** What each type of sensor measures, in the words of the scans' format. */
const MEASURES: Readonly<Record<string, Measure>> = {
  position: 'place',
  eo: 'place',
  ir: 'place',
  patrol: 'place',
  radar: 'polar',
  acoustic: 'bearing',
};
const SIZE: Readonly<Record<Measure, number>> = { place: 2, polar: 2, bearing: 1 };
/** Metres: nothing in a sector is further from its origin. */
const FAR = 1e7;
const MOST_DETECTIONS = 100_000;

type Said = Readonly<Record<string, unknown>>;

/** A scan as one JSON value: `{t, ta, sensor, type, origin?, cov, pd, clutter, mdv?, R, z}`. */
export function parseScan(json: unknown): Result<Scan, ScanFlaw> {
  if (!isObject(json)) return flaw('', 'a scan is one JSON object a line');
  if (typeof json.sensor !== 'string' || json.sensor === '')
    return flaw('sensor', 'write a text that is not empty');
  const type = json.type as string;
  const measure = Object.hasOwn(MEASURES, type) ? MEASURES[type] : undefined;
  if (measure === undefined) return flaw('type', `is none of ${Object.keys(MEASURES).join(', ')}`);
  for (const field of ['t', 'ta'])
    if (!Number.isFinite(json[field])) return flaw(field, 'write seconds, a finite number');
  if (!(typeof json.pd === 'number' && json.pd > 0 && json.pd <= 1))
    return flaw('pd', 'write a probability above 0, up to 1');
  if (!(within(json.clutter, MOST_DETECTIONS) && (json.clutter as number) >= 0))
    return flaw('clutter', 'write how many false detections to expect, 0 or more');
  if (json.mdv !== undefined && !(within(json.mdv, 1000) && (json.mdv as number) >= 0))
    return flaw('mdv', 'write metres a second, 0 or more');
  const field = fieldOf(json.cov);
  if (field === undefined)
    return flaw(
      'cov',
      'write a rect x0<x1, y0<y1, a disc 0≤r0<r1, or a poly of three corners or more',
    );
  if (measure !== 'place' && field.kind !== 'disc')
    return flaw('cov', 'what measures azimuths looks over a disc');
  if ((measure !== 'place' || field.kind === 'disc') && !isPoint(json.origin))
    return flaw('origin', 'write where the sensor stands, two finite numbers');
  if (!isCovariance(json.R, SIZE[measure]))
    return flaw('R', 'write a symmetric covariance with variances above 0');
  if (!isDetections(json.z, SIZE[measure]))
    return flaw('z', `write detections, each of ${SIZE[measure]} finite numbers`);
  return ok({
    sensor: json.sensor,
    measure,
    t: json.t as number,
    ta: json.ta as number,
    origin: (json.origin as [number, number] | undefined) ?? [0, 0],
    field,
    // No sensor is sure: at one, a single miss would end every object.
    pd: Math.min(json.pd, 0.999),
    // Nor is any free of false detections.
    clutter: Math.max(json.clutter as number, 1e-3),
    ...(json.mdv !== undefined && { blindBelow: json.mdv as number }),
    noise: json.R,
    detections: json.z,
  });
}

function fieldOf(json: unknown): Field | undefined {
  if (!isObject(json)) return undefined;
  const { kind, x0, y0, x1, y1, r0, r1, pts } = json;
  if (kind === 'rect') {
    if (!isPoint([x0, y0]) || !isPoint([x1, y1])) return undefined;
    const rect = { x0, y0, x1, y1 } as { x0: number; y0: number; x1: number; y1: number };
    return rect.x0 < rect.x1 && rect.y0 < rect.y1 ? { kind, ...rect } : undefined;
  }
  if (kind === 'disc') {
    if (!within(r0, FAR) || !within(r1, FAR)) return undefined;
    const disc = { r0, r1 } as { r0: number; r1: number };
    return disc.r0 >= 0 && disc.r0 < disc.r1 ? { kind, ...disc } : undefined;
  }
  if (kind !== 'poly' || !Array.isArray(pts) || pts.length < 3 || pts.length > 64) return undefined;
  return pts.every(isPoint) ? { kind, pts } : undefined;
}

function isCovariance(json: unknown, size: number): json is readonly (readonly number[])[] {
  if (!Array.isArray(json) || json.length !== size) return false;
  if (!json.every((row) => Array.isArray(row) && row.length === size)) return false;
  const [[a, b], [c, d] = []] = json as [unknown[], unknown[]];
  if (!within(a, FAR ** 2) || !((a as number) > 0)) return false;
  if (size === 1) return true;
  if (!within(d, FAR ** 2) || !((d as number) > 0) || !within(b, FAR ** 2)) return false;
  const scale = Math.sqrt((a as number) * (d as number));
  return Math.abs((b as number) - (c as number)) <= 1e-6 * scale && Math.abs(b as number) < scale;
}

function isDetections(json: unknown, size: number): json is readonly (readonly number[])[] {
  if (!Array.isArray(json) || json.length > MOST_DETECTIONS) return false;
  for (const one of json) {
    if (!Array.isArray(one) || one.length !== size) return false;
    for (let i = 0; i < size; i++) if (!within(one[i], FAR)) return false;
  }
  return true;
}

const isObject = (json: unknown): json is Said =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const within = (json: unknown, limit: number): boolean =>
  typeof json === 'number' && Math.abs(json) <= limit;

const isPoint = (json: unknown): json is [number, number] =>
  Array.isArray(json) && json.length === 2 && within(json[0], FAR) && within(json[1], FAR);

const flaw = (field: string, text: string) => fail({ field, text });
