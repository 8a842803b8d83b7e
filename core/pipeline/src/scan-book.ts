import type { Instant } from '@greenline/base';
import type { Observation, ObservationPeriod, ScanHabit, Sensor } from '@greenline/observation';
import { type Allowance, allowanceFrom, spend } from '@greenline/tracking';
import { type SilentLook, silentLook, silentMoments } from './silent-scans.ts';
import { isOfScan } from './sweep-of.ts';

/** A scan whose detections are still coming in. */
export interface OpenScan {
  readonly sensor: string;
  readonly at: Instant;
  /** When the first of it came. */
  readonly firstAt: Instant;
  readonly looks: Observation[];
  /** Of one in which nothing was detected: at what its sensor says that it looked. */
  readonly silent?: SilentLook;
}

type Standing = 'let-in' | 'shed' | 'silent';

/** One sensor that scans, as far as it has been heard. */
interface Scanner {
  readonly allowance: Allowance;
  /** Moments of its latest scans, let in or shed, or told of by silence alone; in the order in which they came. */
  readonly moments: Map<Instant, Standing>;
  /** The last stretch that it told of, as long as each began where the one before ended. */
  looking?: { readonly from: Instant; readonly to: Instant };
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
/** A line goes into every sector that it runs through. */
const MOST_LINES = 500;
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
  const key = keyOf(look.sensor, look.observedAt);
  const open = book.open.get(key);
  if (open !== undefined && open.silent === undefined) {
    const most = isOfLines(scan) ? MOST_LINES : MOST_DETECTIONS;
    if (open.looks.length >= most) return 'scan-size';
    open.looks.push(look);
    return 'gathered';
  }
  breakSilence(book, look, 1000 * scan.periodS);
  const shed = letIn(book, look, scan);
  if (shed !== undefined) return shed;
  const { observedAt: at, receivedAt: firstAt } = look;
  book.open.set(key, { sensor: look.sensor, at, firstAt, looks: [look] });
  return 'gathered';
}

const isOfLines = ({ measures }: ScanHabit): boolean =>
  measures === 'bearing' || measures === 'time-difference';

const keyOf = (sensor: string, at: Instant): string => `${sensor}@${at}`;

/**
 * Takes a stretch of looking: where its sensor should have scanned and told of nothing, a scan found
 * nothing. What is older than a scan may be tells of the past.
 */
export function noteLooking(
  book: ScanBook,
  period: Pick<ObservationPeriod, 'from' | 'to' | 'area' | 'detectionProbability' | 'state'>,
  sensor: Sensor,
  now: Instant,
): void {
  const { scan } = sensor;
  const { from, to, state } = period;
  if (scan === undefined || state !== 'looked' || to <= from || to > now + AHEAD_MS) return;
  const silent = silentLook(period, sensor, scan);
  if (silent === undefined) return;
  const periodMs = 1000 * scan.periodS;
  const scanner = scannerOf(book, sensor.id, scan, now);
  const { looking, moments, allowance } = scanner;
  const goesOn = looking !== undefined && Math.abs(from - looking.to) <= periodMs / 2;
  scanner.looking = { from: goesOn ? looking.from : from, to };
  const told = [...moments.keys()];
  const since = Math.max(scanner.looking.from, now - LATEST_MS);
  const anchor = told.reduce(
    (last, at) => (at <= from && at > last ? at : last),
    Math.max(since, goesOn ? from - periodMs : from) as Instant,
  );
  for (const at of silentMoments(anchor, told, to, periodMs)) {
    if (!spend(allowance, scan.periodS, now / 1000)) return;
    remember(moments, at, 'silent');
    book.open.set(keyOf(sensor.id, at), { sensor: sensor.id, at, firstAt: now, looks: [], silent });
  }
}

/** A detection of a moment at which nothing seemed to have been detected: that scan was not silent. */
function breakSilence({ open, scanners }: ScanBook, look: Observation, periodMs: number): void {
  for (const [key, { sensor, at, silent }] of open) {
    if (silent === undefined || sensor !== look.sensor) continue;
    if (Math.abs(at - look.observedAt) > periodMs / 2) continue;
    open.delete(key);
    scanners.get(sensor)?.moments.delete(at);
  }
}

function scannerOf(
  { scanners }: ScanBook,
  sensor: string,
  { periodS }: ScanHabit,
  now: Instant,
): Scanner {
  let scanner = scanners.get(sensor);
  if (scanner === undefined) {
    scanner = { allowance: allowanceFrom(periodS, now / 1000), moments: new Map() };
    scanners.set(sensor, scanner);
  }
  return scanner;
}

function remember(moments: Scanner['moments'], at: Instant, how: Standing): void {
  moments.set(at, how);
  if (moments.size > MOST_MOMENTS) moments.delete(moments.keys().next().value as Instant);
}

function letIn(book: ScanBook, look: Observation, scan: ScanHabit): ShedLook | undefined {
  const { allowance, moments } = scannerOf(book, look.sensor, scan, look.receivedAt);
  const { periodS } = scan;
  const now = look.receivedAt / 1000;
  const known = moments.get(look.observedAt);
  // What comes after its scan was taken for silent is let in still.
  if (known !== undefined && known !== 'silent')
    return known === 'shed' ? 'scan-rate' : 'scan-closed';
  const allowed = spend(allowance, periodS, now);
  remember(moments, look.observedAt, allowed ? 'let-in' : 'shed');
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
