import type { Instant } from '@greenline/base';
import { distanceBetween, type Position } from '@greenline/geo';
import type { Covariance, Observation, ScanHabit, Sensor } from '@greenline/observation';
import { type Allowance, allowanceFrom, type SweptLooks, spend } from '@greenline/tracking';

/** A scan whose detections are still coming in. */
export interface OpenScan {
  readonly sensor: string;
  readonly at: Instant;
  /** When the first of it came. */
  readonly firstAt: Instant;
  readonly looks: Observation[];
}

/** One sensor that scans, as far as it has been heard. */
interface Scanner {
  readonly allowance: Allowance;
  /** Moments of its latest scans, let in or shed; in the order in which they came. */
  readonly moments: Map<Instant, 'let-in' | 'shed'>;
}

/** What is known of scans that are under way: plain data. */
export interface ScanBook {
  /** By sensor and moment. */
  readonly open: Map<string, OpenScan>;
  readonly scanners: Map<string, Scanner>;
}

export const emptyScanBook = (): ScanBook => ({ open: new Map(), scanners: new Map() });

/** Why an observation is kept and not followed. */
export type ShedLook = 'scan-rate' | 'scan-closed' | 'scan-size' | 'scan-ahead';

/** What comes later than this is no scan any more: it tells of the past. */
const LATEST_MS = 30_000;
/** A clock may be ahead by so much. */
const AHEAD_MS = 2_000;
/** A scan's messages come within this time of the first. */
const GATHERED_MS = 1_000;
const MOST_DETECTIONS = 20_000;
const MOST_MOMENTS = 256;
/** Metres and sigmas beyond the field within which a detection may still belong to a scan. */
const BEYOND_M = 200;

/**
 * Puts an observation to the scan it is part of; says `single` of one that is part of none: of a sensor
 * that does not scan, or of what bears a scanner's name and cannot be held to it, or comes so late that
 * it tells of the past. Says why where it is shed.
 */
export function gather(
  book: ScanBook,
  look: Observation,
  sensor: Sensor | undefined,
): 'gathered' | 'single' | ShedLook {
  const scan = sensor?.scan;
  if (sensor === undefined || scan === undefined || look.kind !== 'object') return 'single';
  if (look.position === undefined || look.trust !== sensor.trust) return 'single';
  const age = look.receivedAt - look.observedAt;
  if (age > LATEST_MS) return 'single';
  if (age < -AHEAD_MS) return 'scan-ahead';
  if (!mayBeIn(sensor, scan, look, look.position)) return 'single';
  const key = `${look.sensor}@${look.observedAt}`;
  const open = book.open.get(key);
  if (open !== undefined) {
    if (open.looks.length >= MOST_DETECTIONS) return 'scan-size';
    open.looks.push(look);
    return 'gathered';
  }
  const shed = letIn(book, look, scan);
  if (shed !== undefined) return shed;
  const { observedAt: at, receivedAt: firstAt } = look;
  book.open.set(key, { sensor: look.sensor, at, firstAt, looks: [look] });
  return 'gathered';
}

function letIn(book: ScanBook, look: Observation, { periodS }: ScanHabit): ShedLook | undefined {
  const now = look.receivedAt / 1000;
  let scanner = book.scanners.get(look.sensor);
  if (scanner === undefined) {
    scanner = { allowance: allowanceFrom(periodS, now), moments: new Map() };
    book.scanners.set(look.sensor, scanner);
  }
  const { allowance, moments } = scanner;
  const known = moments.get(look.observedAt);
  if (known !== undefined) return known === 'shed' ? 'scan-rate' : 'scan-closed';
  const allowed = spend(allowance, periodS, now);
  moments.set(look.observedAt, allowed ? 'let-in' : 'shed');
  if (moments.size > MOST_MOMENTS) moments.delete(moments.keys().next().value as Instant);
  return allowed ? undefined : 'scan-rate';
}

/** Scans that are whole by now, in order of their moments. */
export function close(book: ScanBook, now: Instant | undefined): readonly OpenScan[] {
  const whole: OpenScan[] = [];
  for (const [key, scan] of book.open) {
    if (now !== undefined && scan.firstAt + GATHERED_MS > now) continue;
    whole.push(scan);
    book.open.delete(key);
  }
  return whole.sort((a, b) => a.at - b.at || (a.sensor < b.sensor ? -1 : 1));
}

/** A whole scan as the tracker takes it. */
export function sweepOf({ at, looks }: OpenScan, sensor: Sensor, scan: ScanHabit): SweptLooks {
  const { pd, clutter, minSpeedMps, rangeM, area, rangeSigmaM } = scan;
  const { position: site, bearingSigmaDeg, sigmaM = DEFAULT_SIGMA_M } = sensor;
  const received = looks.reduce((last, { receivedAt }) => Math.max(last, receivedAt), 0);
  const noise = [sigmaM ** 2, 0, sigmaM ** 2] as const;
  const polar = rangeM !== undefined && rangeSigmaM !== undefined && bearingSigmaDeg !== undefined;
  return {
    sensor: sensor.id,
    t: at / 1000,
    ta: Math.max(at, received) / 1000,
    ...(site !== undefined && { site: { lon: site.lon, lat: site.lat } }),
    field:
      rangeM === undefined
        ? { kind: 'area', ring: area ?? [] }
        : { kind: 'range', minM: rangeM[0], maxM: rangeM[1] },
    // No sensor is sure, and none is free of false detections.
    pd: Math.min(pd, 0.999),
    clutter: Math.max(clutter, 1e-3),
    ...(minSpeedMps !== undefined && { blindBelow: minSpeedMps }),
    ...(polar && {
      polar: { azimuthSigma: (bearingSigmaDeg * Math.PI) / 180, rangeSigma: rangeSigmaM },
    }),
    places: looks.map(({ position }) => position as Position),
    noises: looks.map((look) => soundCovariance(look) ?? noise),
    noise,
    looks,
  };
}

/** Where neither the detections nor the register tell how good they are, metres. */
const DEFAULT_SIGMA_M = 100;

function soundCovariance({ covariance, sigmaM }: Observation): Covariance | undefined {
  if (covariance === undefined)
    return sigmaM === undefined ? undefined : [sigmaM ** 2, 0, sigmaM ** 2];
  const [ee, en, nn] = covariance;
  return ee > 0 && nn > 0 && en * en < ee * nn ? covariance : undefined;
}

function mayBeIn(
  { position: site }: Sensor,
  { rangeM, area }: ScanHabit,
  look: Observation,
  at: Position,
): boolean {
  const sigma = look.sigmaM ?? Math.sqrt(Math.max(...(look.covariance ?? [0])));
  const beyond = BEYOND_M + 4 * sigma;
  if (rangeM !== undefined && site !== undefined)
    return distanceBetween(site, { lon: at.lon, lat: at.lat }) <= rangeM[1] + beyond;
  const lats = area?.map(({ lat }) => lat) ?? [];
  const lons = area?.map(({ lon }) => lon) ?? [];
  const up = beyond / 110_000;
  const across = up / Math.max(0.01, Math.cos((at.lat * Math.PI) / 180));
  return (
    at.lat >= Math.min(...lats) - up &&
    at.lat <= Math.max(...lats) + up &&
    at.lon >= Math.min(...lons) - across &&
    at.lon <= Math.max(...lons) + across
  );
}
