import { metres } from '@greenline/base';
import { destination, type LocalFrame, type Position, toLocal } from '@greenline/geo';
import type { Covariance } from '@greenline/observation';
import type { ReceiverPair, Scan } from '../objects/scan.ts';
import { widestNoise } from '../objects/widest-noise.ts';
import type { SectorCell } from './grid.ts';
import type { CountSweep, LineSweep, Sweep, SweptDifference, SweptField } from './sweep.ts';

/** The part of a sweep that lies in a sector: its detections by their number in the sweep. */
export interface SectorScan {
  readonly scan: Scan;
  readonly numbers: readonly number[];
  /** One for each detection: whether the cell itself holds it, and not only its margin. */
  readonly own: Uint8Array;
}

/** One detection that falls into a sector or its margin. */
export interface Fallen {
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly own: boolean;
}

type Measured = Pick<
  Scan,
  'measure' | 'noise' | 'noises' | 'detections' | 'height' | 'pairs' | 'signalSpeed'
>;

/** Metres from the site at which the direction of a bearing is taken in a sector's frame. */
const ALONG = 10_000;

/** What of a sweep falls into a sector. */
export function scanIn({ frame }: SectorCell, sweep: Sweep, fallen: readonly Fallen[]): SectorScan {
  const origin = originIn(frame, sweep);
  const own = Uint8Array.from(fallen, (one) => (one.own ? 1 : 0));
  const numbers = fallen.map(({ number }) => number);
  const scan = { ...common(frame, sweep, origin), ...placed(sweep, origin, fallen) };
  return { scan: { ...scan, ...labelled(sweep, numbers) }, numbers, own };
}

/** A sweep of lines in a sector: every line, since each may run through it. */
export function linesIn({ frame }: SectorCell, sweep: LineSweep): SectorScan {
  const origin = originIn(frame, sweep);
  const scan: Scan = { ...common(frame, sweep, origin), ...lined(frame, sweep, origin) };
  const numbers = scan.detections.map((_, number) => number);
  return {
    scan: { ...scan, ...labelled(sweep, numbers) },
    numbers,
    own: new Uint8Array(numbers.length).fill(1),
  };
}

/** A count as a scan of a sector: of the whole field, as far as it may reach beyond. */
export function countIn({ frame }: SectorCell, sweep: CountSweep): Scan {
  const { sigma, counts } = sweep.measure;
  const all = counts.reduce((sum, one) => sum + one, 0);
  return {
    ...common(frame, sweep, originIn(frame, sweep)),
    measure: 'count',
    noise: [[Math.max(1, counts.length) * sigma * sigma]],
    detections: [[all]],
  };
}

const labelled = (
  { labels, labelSure = 0.5 }: Sweep,
  numbers: readonly number[],
): Pick<Scan, 'labels' | 'labelSure'> =>
  labels === undefined ? {} : { labels: numbers.map((number) => labels[number]), labelSure };

const originIn = (frame: LocalFrame<string>, { site }: Sweep): readonly [number, number] =>
  site === undefined ? [0, 0] : placeIn(frame, site);

function common(
  frame: LocalFrame<string>,
  { sensor, t, ta, pd, clutter, blindBelow, fastest, siteSigma, field }: Sweep,
  origin: readonly [number, number],
) {
  return {
    sensor,
    t,
    ta,
    origin,
    field: fieldIn(frame, field),
    pd,
    clutter,
    ...(blindBelow !== undefined && { blindBelow }),
    ...(fastest !== undefined && { fastest }),
    ...(siteSigma !== undefined && { poseSigma: siteSigma }),
  };
}

/** Of what lies somewhere: in the sensor's own terms again, about where it stands in this frame. */
function placed(
  sweep: Sweep,
  [ox, oy]: readonly [number, number],
  fallen: readonly Fallen[],
): Measured {
  const { measure } = sweep;
  const seen = (one: (azimuth: number, range: number, number: number) => readonly number[]) =>
    fallen.map(({ x, y, number }) =>
      one(Math.atan2(y - oy, x - ox), Math.hypot(x - ox, y - oy), number),
    );
  switch (measure?.kind) {
    case 'polar':
      return {
        measure: 'polar',
        noise: diagonal(measure.azimuthSigma, measure.rangeSigma),
        detections: seen((azimuth, range) => [azimuth, range]),
      };
    case 'spherical': {
      const { azimuthSigma, rangeSigma, elevationSigma, elevations } = measure;
      return {
        measure: 'spherical',
        noise: diagonal(azimuthSigma, rangeSigma, elevationSigma),
        detections: seen((azimuth, range, number) => {
          const elevation = elevations[number] ?? 0;
          return [azimuth, range / Math.cos(elevation), elevation];
        }),
      };
    }
    case 'sightline': {
      const { azimuthSigma, elevationSigma, heightM } = measure;
      return {
        measure: 'sightline',
        height: heightM,
        noise: diagonal(azimuthSigma, elevationSigma),
        detections: seen((azimuth, range) => [azimuth, -Math.atan2(heightM, Math.max(range, 1))]),
      };
    }
    default:
      return {
        measure: 'place',
        ...noiseOf(sweep, fallen),
        detections: fallen.map(({ x, y }) => [x, y]),
      };
  }
}

function lined(
  frame: LocalFrame<string>,
  { measure, site }: LineSweep,
  [ox, oy]: readonly [number, number],
): Measured {
  const { signalMps } = measure;
  const heard = signalMps === undefined ? {} : { signalSpeed: signalMps };
  if (measure.kind === 'difference')
    return { ...differing(frame, measure.sigma, measure.differences), ...heard };
  const { azimuthSigma, bearingsDeg, sigmas } = measure;
  return {
    measure: 'bearing',
    ...heard,
    noise: diagonal(Math.max(azimuthSigma, ...(sigmas ?? []))),
    ...(sigmas !== undefined && { noises: sigmas.map((sigma) => diagonal(sigma)) }),
    // Meridians meet: north at the site is not the frame's.
    detections: bearingsDeg.map((bearing) => {
      const [x, y] = placeIn(frame, destination(site as Position, bearing, metres(ALONG)));
      return [Math.atan2(y - oy, x - ox)];
    }),
  };
}

/** Differences by their pairs of receivers, each pair once. */
function differing(
  frame: LocalFrame<string>,
  sigma: number,
  differences: readonly SweptDifference[],
): Measured {
  const pairs = new Map<string, readonly [number, ReceiverPair]>();
  const detections = differences.map(({ receivers: [first, second], metres: way }) => {
    const key = `${first.lon} ${first.lat} ${second.lon} ${second.lat}`;
    let known = pairs.get(key);
    if (known === undefined) {
      known = [pairs.size, [placeIn(frame, first), placeIn(frame, second)]];
      pairs.set(key, known);
    }
    return [known[0], way];
  });
  return {
    measure: 'difference',
    noise: diagonal(sigma),
    pairs: [...pairs.values()].map(([, pair]) => pair),
    detections,
  };
}

const diagonal = (...sigmas: readonly number[]): Scan['noise'] =>
  sigmas.map((sigma, i) => sigmas.map((_, j) => (i === j ? sigma * sigma : 0)));

function fieldIn(frame: LocalFrame<string>, field: SweptField): Scan['field'] {
  return field.kind === 'range'
    ? { kind: 'disc', r0: field.minM, r1: field.maxM }
    : { kind: 'poly', pts: field.ring.map((corner) => placeIn(frame, corner)) };
}

/** What the detections here state: each its own, where they differ. */
function noiseOf(
  { noises, noise }: Sweep,
  fallen: readonly Fallen[],
): Pick<Scan, 'noise' | 'noises'> {
  const [first = noise, ...others] = fallen.map(({ number }) => noises[number] ?? noise);
  if (others.every((one) => one === first || one.every((value, i) => value === first[i])))
    return { noise: rows(first) };
  const all = [first, ...others].map(rows);
  return { noise: widestNoise(all), noises: all };
}

const rows = ([ee, en, nn]: Covariance): Scan['noise'] => [
  [ee, en],
  [en, nn],
];

export function placeIn(
  frame: LocalFrame<string>,
  { lon, lat }: Position,
): readonly [number, number] {
  const { east, north } = toLocal(frame, { lon, lat });
  return [east, north];
}
