import type { Instant } from '@greenline/base';
import type { Observation, ScanHabit, Sensor } from '@greenline/observation';
import { type Allowance, allowanceFrom, spend } from '@greenline/tracking';
import { isOfScan } from './sweep-of.ts';

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
  if (look.trust !== sensor.trust) return 'single';
  const age = look.receivedAt - look.observedAt;
  if (age > LATEST_MS) return 'single';
  if (age < -AHEAD_MS) return 'scan-ahead';
  if (!isOfScan(sensor, scan, look)) return 'single';
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
