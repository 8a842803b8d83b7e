import { fromLocal, type LocalFrame, localFrame, type Position, toLocal } from '@greenline/geo';
import type { Covariance } from '@greenline/observation';
import type { Box } from '../objects/field.ts';
import type { Scan } from '../objects/scan.ts';
import type { SectorCell } from './grid.ts';

/** Where a sensor that scans can see: about its site between two ranges, or in a convex ring. */
export type SweptField =
  | { readonly kind: 'range'; readonly minM: number; readonly maxM: number }
  | { readonly kind: 'area'; readonly ring: readonly Position[] };

/** One look of one sensor over its whole field, wherever that lies: what becomes a scan in each sector. */
export interface Sweep {
  readonly sensor: string;
  /** Seconds since 1970: when it was measured, and when it reached us. */
  readonly t: number;
  readonly ta: number;
  /** Where the sensor stands; always given for a field of ranges. */
  readonly site?: Position;
  readonly field: SweptField;
  readonly pd: number;
  /** False detections to expect in the whole field. */
  readonly clutter: number;
  readonly blindBelow?: number;
  /** Of a sensor that measures azimuth and range: one sigma, radians and metres. */
  readonly polar?: { readonly azimuthSigma: number; readonly rangeSigma: number };
  readonly places: readonly Position[];
  /** Of each place, square metres. */
  readonly noises: readonly Covariance[];
  /** Where nothing was detected, or no detection says it. */
  readonly noise: Covariance;
}

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

export function scanIn({ frame }: SectorCell, sweep: Sweep, fallen: readonly Fallen[]): SectorScan {
  const { sensor, t, ta, pd, clutter, blindBelow, polar } = sweep;
  const origin = sweep.site === undefined ? ([0, 0] as const) : placeIn(frame, sweep.site);
  const field = fieldIn(frame, sweep.field);
  const byPolar = polar !== undefined && field.kind === 'disc';
  const scan: Scan = {
    sensor,
    measure: byPolar ? 'polar' : 'place',
    t,
    ta,
    origin,
    field,
    pd,
    clutter,
    ...(blindBelow !== undefined && { blindBelow }),
    noise: byPolar
      ? [
          [polar.azimuthSigma ** 2, 0],
          [0, polar.rangeSigma ** 2],
        ]
      : noiseOf(sweep, fallen),
    detections: fallen.map(({ x, y }) =>
      byPolar
        ? [Math.atan2(y - origin[1], x - origin[0]), Math.hypot(x - origin[0], y - origin[1])]
        : [x, y],
    ),
  };
  const own = Uint8Array.from(fallen, (one) => (one.own ? 1 : 0));
  return { scan, numbers: fallen.map(({ number }) => number), own };
}

/** Degrees about a field, with a margin; a field across the date line reaches around the world. */
export function reachOf(sweep: Sweep, marginM: number): Box {
  const corners = outlineOf(sweep).map(({ lon, lat }) => [lon, lat] as const);
  const lats = corners.map(([, lat]) => lat);
  const lons = corners.map(([lon]) => lon);
  const up = marginM / 111_000;
  const widest = Math.min(89, Math.max(...lats.map(Math.abs)) + up);
  const across = up / Math.cos((widest * Math.PI) / 180);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats) - up, Math.max(...lats) + up];
  return east - west > 180
    ? [-180, south, 180, north]
    : [west - across, south, east + across, north];
}

function outlineOf({ site, field }: Sweep): readonly Position[] {
  if (field.kind === 'area') return field.ring;
  if (site === undefined) return [];
  const frame = localFrame('site', site);
  return [
    [1, 1],
    [1, -1],
    [-1, -1],
    [-1, 1],
  ].map(([x = 0, y = 0]) => fromLocal(frame, { east: x * field.maxM, north: y * field.maxM }));
}

function fieldIn(frame: LocalFrame<string>, field: SweptField): Scan['field'] {
  return field.kind === 'range'
    ? { kind: 'disc', r0: field.minM, r1: field.maxM }
    : { kind: 'poly', pts: field.ring.map((corner) => placeIn(frame, corner)) };
}

/** The mean of what the detections here state; a scan has one noise. */
function noiseOf({ noises, noise }: Sweep, fallen: readonly Fallen[]): Scan['noise'] {
  const stated = fallen.map(({ number }) => noises[number] ?? noise);
  const all = stated.length === 0 ? [noise] : stated;
  const mean = (n: 0 | 1 | 2) => all.reduce((sum, one) => sum + one[n], 0) / all.length;
  return [
    [mean(0), mean(1)],
    [mean(1), mean(2)],
  ];
}

export function placeIn(
  frame: LocalFrame<string>,
  { lon, lat }: Position,
): readonly [number, number] {
  const { east, north } = toLocal(frame, { lon, lat });
  return [east, north];
}
