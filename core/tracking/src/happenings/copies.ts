import type { HappeningReport } from './report.ts';

/** A report and those that other senders made of it. */
export interface Original {
  readonly report: HappeningReport;
  readonly ids: readonly string[];
}

/**
 * Puts reports that were sent on with those they were made from.
 *
 * Whoever sends on gives a new id, often rounds, and often does not say whose it was. Two reports of
 * one sensor from different senders are one where they agree as far as the coarser was rounded.
 */
export function withoutCopies(reports: readonly HappeningReport[]): readonly Original[] {
  const originals: { report: HappeningReport; ids: string[] }[] = [];
  const byId = new Map<string, { report: HappeningReport; ids: string[] }>();
  const bySensor = new Map<string, { report: HappeningReport; ids: string[] }[]>();
  // The finer first: a copy is never finer than what it was made from.
  const order = reports
    .map((report, i) => ({ report, i, fine: decimals(report.t) }))
    .sort((a, b) => b.fine - a.fine || a.report.receivedAt - b.report.receivedAt || a.i - b.i);
  for (const { report } of order) {
    const told = report.relayOf === undefined ? undefined : byId.get(report.relayOf);
    const known = bySensor.get(report.sensor) ?? [];
    const original = told ?? nearest(known, report);
    if (original !== undefined) {
      original.ids.push(report.id);
      byId.set(report.id, original);
      continue;
    }
    const own = { report, ids: [report.id] };
    originals.push(own);
    known.push(own);
    bySensor.set(report.sensor, known);
    byId.set(report.id, own);
  }
  return originals;
}

function nearest<T extends { readonly report: HappeningReport }>(
  known: readonly T[],
  copy: HappeningReport,
): T | undefined {
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  const half = 0.5 * 10 ** -decimals(copy.t) + 1e-9;
  for (const one of known) {
    const { report } = one;
    const apart = Math.abs(report.t - copy.t);
    if (report.nation === copy.nation || apart > half || apart >= least) continue;
    if (!alike(report.bearing, copy.bearing, HALF_DEGREE, turn)) continue;
    if (!alike(report.range, copy.range, (copy.range ?? 0) * 0.05 + 1, Math.abs)) continue;
    best = one;
    least = apart;
  }
  return best;
}

/** People who send a bearing on give whole degrees. */
const HALF_DEGREE = Math.PI / 360 + 1e-4;

const turn = (by: number): number => Math.abs(Math.atan2(Math.sin(by), Math.cos(by)));

const alike = (
  a: number | undefined,
  b: number | undefined,
  within: number,
  size: (by: number) => number,
): boolean => (a === undefined || b === undefined ? a === b : size(a - b) <= within);

/** Decimals that a time is written with, two at most. */
function decimals(t: number): number {
  if (Math.abs(t - Math.round(t)) < 1e-6) return 0;
  return Math.abs(t * 10 - Math.round(t * 10)) < 1e-5 ? 1 : 2;
}
