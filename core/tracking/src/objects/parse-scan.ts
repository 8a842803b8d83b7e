import { fail, ok, type Result } from '@greenline/base';
import { AT_ONCE, type Field, type Measure, type Scan } from './scan.ts';
import { widestNoise } from './widest-noise.ts';

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
  satellite: 'place',
  report: 'place',
  radar: 'polar',
  'range-azimuth-elevation': 'spherical',
  'bearing-elevation': 'sightline',
  acoustic: 'bearing',
  bearing: 'bearing',
  tdoa: 'difference',
  count: 'count',
};
/** Numbers of one detection, and of those the ones that `R` is about. */
const SIZE: Readonly<Record<Measure, number>> = {
  place: 2,
  polar: 2,
  spherical: 3,
  sightline: 2,
  bearing: 1,
  difference: 2,
  count: 1,
};
const rankOf = (measure: Measure): number => (measure === 'difference' ? 1 : SIZE[measure]);
/** Metres: nothing in a sector is further from its origin. */
const FAR = 1e7;
const MOST_DETECTIONS = 100_000;
const MOST_PAIRS = 64;
/** A sightline nearer to the horizon than this, radians, meets the ground nowhere in particular. */
const LEVEL = 1e-3;

type Said = Readonly<Record<string, unknown>>;

/**
 * A scan as one JSON value: `{t, ta, sensor, type, origin?, cov, pd, clutter, mdv?, R, z}`, with `Rs`
 * where the covariances of its detections differ, of some types with `height`, `pairs` and `speed`, of moving sensors with `poseSigma` and `azimuthSigma`, of
 * reports with `labels` and `labelSure`.
 */
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
  if (json.fastest !== undefined && !(within(json.fastest, 1e4) && (json.fastest as number) > 0))
    return flaw('fastest', 'write metres a second, above 0');
  const field = fieldOf(json.cov);
  if (field === undefined)
    return flaw(
      'cov',
      'write a rect x0<x1, y0<y1, a disc 0≤r0<r1, or a poly of three corners or more',
    );
  const angles = measure !== 'place' && measure !== 'difference' && measure !== 'count';
  if (angles && field.kind !== 'disc')
    return flaw('cov', 'what measures azimuths looks over a disc');
  const turned = json.azimuthSigma !== undefined;
  if ((angles || turned || field.kind === 'disc') && !isPoint(json.origin))
    return flaw('origin', 'write where the sensor stands, two finite numbers');
  if (!isCovariance(json.R, rankOf(measure)))
    return flaw('R', `write a symmetric covariance of ${rankOf(measure)} with variances above 0`);
  if (!isDetections(json.z, SIZE[measure]))
    return flaw('z', `write detections, each of ${SIZE[measure]} finite numbers`);
  if (json.Rs !== undefined && !areCovariances(json.Rs, rankOf(measure), json.z.length))
    return flaw('Rs', 'write for each detection a covariance as R');
  const more = moreOf(json, measure, json.z);
  if (!more.ok) return more;
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
    ...(json.fastest !== undefined && { fastest: json.fastest as number }),
    noise: json.R,
    ...(json.Rs !== undefined && noisesOf(json.R, json.Rs as Scan['noise'][])),
    detections: json.z,
    ...more.value,
  });
}

/** What only some scans say. */
function moreOf(
  json: Said,
  measure: Measure,
  z: Scan['detections'],
): Result<Partial<Scan>, ScanFlaw> {
  const { height, labels, labelSure } = json;
  for (const [field, most] of [
    ['poseSigma', 1e4],
    ['azimuthSigma', Math.PI],
  ] as const) {
    const sigma = json[field];
    if (sigma !== undefined && !(within(sigma, most) && (sigma as number) >= 0))
      return flaw(field, `write one sigma from 0 to ${most}`);
  }
  if (measure === 'sightline') {
    if (!within(height, 1e5) || !((height as number) > 0))
      return flaw('height', 'write how many metres the sensor stands above the ground it looks at');
    const level = z.findIndex(([, el = 0]) => !(el < -LEVEL && el > -Math.PI / 2));
    if (level !== -1)
      return flaw(`z[${level}]`, 'looks at no ground: leave it out, or send it as a bearing');
  }
  if (measure === 'spherical') {
    const steep = z.findIndex(([, range = 0, el = 0]) => range < 0 || Math.abs(el) >= Math.PI / 2);
    if (steep !== -1)
      return flaw(`z[${steep}]`, 'write [azimuth, range ≥ 0, elevation within ±π/2]');
  }
  if (measure === 'count' && !(z.length === 1 && (z[0]?.[0] as number) >= 0))
    return flaw('z', 'write one count, [[n]] with n ≥ 0');
  if (labels !== undefined) {
    if (!Array.isArray(labels) || labels.length !== z.length || !labels.every(isLabel))
      return flaw('labels', 'write for each detection a text of up to 200 characters, or null');
    if (!(within(labelSure, 0.999) && (labelSure as number) >= 0.001))
      return flaw('labelSure', 'write how probably a label is right, from 0.001 to 0.999');
  }
  if (measure === 'bearing' && json.speed !== undefined && !isSpeed(json.speed))
    return flaw('speed', SPEED_TEXT);
  const { poseSigma, azimuthSigma } = json as Partial<Scan>;
  const common: Partial<Scan> = {
    ...(poseSigma !== undefined && { poseSigma }),
    ...(azimuthSigma !== undefined && { azimuthSigma }),
    ...(measure === 'sightline' && { height: height as number }),
    ...(measure === 'bearing' && json.speed !== undefined && { signalSpeed: json.speed as number }),
    ...(labels !== undefined && {
      labels: (labels as (string | null)[]).map((label) => label ?? undefined),
      labelSure: labelSure as number,
    }),
  };
  return measure === 'difference' ? differencesOf(json, z, common) : ok(common);
}

/** Differences of time in metres of way. */
function differencesOf(
  { pairs, speed, R, Rs }: Said,
  z: Scan['detections'],
  common: Partial<Scan>,
): Result<Partial<Scan>, ScanFlaw> {
  if (!Array.isArray(pairs) || pairs.length === 0 || pairs.length > MOST_PAIRS)
    return flaw('pairs', `write 1 to ${MOST_PAIRS} pairs of receivers`);
  for (const [n, pair] of pairs.entries())
    if (!Array.isArray(pair) || pair.length !== 2 || !pair.every(isPoint) || isOnePlace(pair))
      return flaw(`pairs[${n}]`, 'write two places that differ, [[x, y], [x, y]]');
  if (!isSpeed(speed)) return flaw('speed', SPEED_TEXT);
  const strange = z.findIndex(([n = -1]) => !(Number.isInteger(n) && n >= 0 && n < pairs.length));
  if (strange !== -1) return flaw(`z[${strange}]`, 'write [number of the pair from 0, seconds]');
  const fast = speed as number;
  const ofWay = ([[variance = 1] = []]: Scan['noise']) => [[variance * fast * fast]];
  return ok({
    ...common,
    ...(fast < AT_ONCE && { signalSpeed: fast }),
    pairs: pairs as NonNullable<Scan['pairs']>,
    noise: ofWay(R as Scan['noise']),
    ...(Rs !== undefined &&
      noisesOf(ofWay(R as Scan['noise']), (Rs as Scan['noise'][]).map(ofWay))),
    detections: z.map(([n = 0, seconds = 0]) => [n, seconds * fast]),
  });
}

const SPEED_TEXT = 'write how fast the signal goes, m/s: sound 343, radio 299792458';

const isSpeed = (json: unknown): boolean => within(json, 3e8) && (json as number) >= 100;

const isOnePlace = ([[ax, ay], [bx, by]]: number[][] | [number[], number[]]): boolean =>
  ax === bx && ay === by;

const isLabel = (json: unknown): boolean =>
  json === null || (typeof json === 'string' && json !== '' && json.length <= 200);

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
  const square = (row: unknown) =>
    Array.isArray(row) && row.length === size && row.every((one) => within(one, FAR ** 2));
  if (!json.every(square)) return false;
  const rows = json as number[][];
  const cell = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 0; i < size; i++) {
    if (!(cell(i, i) > 0)) return false;
    for (let j = 0; j < i; j++) {
      const scale = Math.sqrt(cell(i, i) * cell(j, j));
      if (Math.abs(cell(i, j) - cell(j, i)) > 1e-6 * scale) return false;
      if (!(Math.abs(cell(i, j)) < scale)) return false;
    }
  }
  // Three by three: besides every pair, the whole.
  const [a, b, c, d, e, f] = [
    cell(0, 0),
    cell(0, 1),
    cell(0, 2),
    cell(1, 1),
    cell(1, 2),
    cell(2, 2),
  ];
  return size < 3 || a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d) > 0;
}

const noisesOf = (noise: Scan['noise'], noises: readonly Scan['noise'][]) => ({
  noise: widestNoise([noise, ...noises]),
  noises,
});

const areCovariances = (json: unknown, size: number, count: number): boolean =>
  Array.isArray(json) && json.length === count && json.every((one) => isCovariance(one, size));

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
