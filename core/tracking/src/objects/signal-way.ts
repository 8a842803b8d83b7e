import { bounds } from './field.ts';
import type { Scan } from './scan.ts';

type Heard = Pick<Scan, 'origin' | 'field' | 'signalSpeed' | 'pairs'>;

/** Where a signal was when a scan's time says: at the sensor, or at the second of two receivers. */
export const heardAt = ({
  origin,
  pairs,
}: Pick<Heard, 'origin' | 'pairs'>): readonly [number, number] => pairs?.[0]?.[1] ?? origin;

/** Seconds that a signal was under way from a place; none of what is seen. */
export function wayOf(heard: Heard, x: number, y: number): number {
  if (heard.signalSpeed === undefined) return 0;
  const [hx, hy] = heardAt(heard);
  return Math.hypot(x - hx, y - hy) / heard.signalSpeed;
}

/** Seconds that a signal may have been under way at most, from the far end of the field. */
export function underWay(scan: Scan): number {
  if (scan.signalSpeed === undefined) return 0;
  const [x0, y0, x1, y1] = bounds(scan);
  const corners = [
    wayOf(scan, x0, y0),
    wayOf(scan, x0, y1),
    wayOf(scan, x1, y0),
    wayOf(scan, x1, y1),
  ];
  const far = scan.field.kind === 'disc' ? scan.field.r1 / scan.signalSpeed : Math.max(...corners);
  return Math.min(far, LONGEST);
}

/** Nothing is heard for longer. */
const LONGEST = 60;
