import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { PlausibilityDoubt } from '@greenline/observation';
import { stepBetween, stepFrom } from '../plane.ts';
import type { SelfReport } from './self-report.ts';

/** Where sensors that can be held to their word last saw what a track follows. */
export interface Seen {
  readonly at: Instant;
  readonly position: Position;
  readonly sigmaM: number;
  /** An earlier sight, from which its velocity is reckoned. */
  readonly from: { readonly at: Instant; readonly position: Position };
}

/** A self-reporter and the track of others that it went along with. */
export interface Company {
  track: string | undefined;
  /** Reports that agreed with what others saw. */
  agreed: number;
  /** Offsets of the last reports from it, east and north, metres. */
  offsets: (readonly [number, number])[];
}

/** What others saw is carried on by its velocity for so long at most, and without one, seconds. */
const FRESH_S = 15;
const AT_ONCE_S = 2;
/** Of what nobody saw for so long, nothing is known any more, seconds. */
const LOST_S = 60;
/** Sights so far apart give a velocity, seconds. */
const BASE_S = [3, 30] as const;
/** How sharply what flies, and what does not, may turn meanwhile, m/s². */
const TURN = { aircraft: 10, other: 1.5 } as const;
const AGREED = 3;
const OFFSETS = 4;
const SIGMAS = 5;
/** Sensors misstate their own place by so much, metres. */
const BIAS_M = 150;
/** Further off than this it is another thing, metres. */
const FARTHEST_M = 20_000;

export const noCompany = (): Company => ({ track: undefined, agreed: 0, offsets: [] });

/**
 * A thing that says it goes where others see that it does not: four reports running lie off the track
 * that it had gone along with, all to one side, further than noise and a sensor's own error explain.
 */
export function driftOf(
  company: Company,
  seen: ReadonlyMap<string, Seen>,
  tracks: readonly string[],
  report: SelfReport,
): PlausibilityDoubt | undefined {
  goOnWith(company, seen, report);
  const kept = company.track === undefined ? undefined : seen.get(company.track);
  const compared = kept === undefined ? undefined : compare(kept, report);
  if (compared === undefined) return meet(company, seen, tracks, report);
  const { offset, limit } = compared;
  if (Math.hypot(...offset) <= limit) {
    company.agreed += 1;
    company.offsets = [];
    return undefined;
  }
  if (company.agreed < AGREED) {
    Object.assign(company, noCompany());
    return undefined;
  }
  company.offsets = [...company.offsets, offset].slice(-OFFSETS);
  if (company.offsets.length < OFFSETS) return undefined;
  const east = company.offsets.reduce((sum, [x]) => sum + x / OFFSETS, 0);
  const north = company.offsets.reduce((sum, [, y]) => sum + y / OFFSETS, 0);
  const off = Math.hypot(east, north);
  if (off > FARTHEST_M) Object.assign(company, noCompany());
  return off > limit && off <= FARTHEST_M
    ? { doubt: 'drift', measured: Math.round(off), limit: Math.round(limit), unit: 'm' }
    : undefined;
}

/** Where a self-report pulls its track away, what others see goes on as another: from where it was. */
function goOnWith(company: Company, seen: ReadonlyMap<string, Seen>, report: SelfReport): void {
  const kept = company.track === undefined ? undefined : seen.get(company.track);
  if (kept === undefined || company.agreed < AGREED) return;
  const silentS = (report.at - kept.at) / 1000;
  if (silentS <= FRESH_S) return;
  if (silentS > LOST_S) {
    Object.assign(company, noCompany());
    return;
  }
  let nearest = Number.POSITIVE_INFINITY;
  for (const [track, one] of seen) {
    if (one.at <= kept.at || one.from.at < kept.from.at) continue;
    const begun = { ...report, ...one.from, sigmaM: one.sigmaM, clockS: 0 };
    const compared = compare(kept, begun);
    const off = compared === undefined ? Number.POSITIVE_INFINITY : Math.hypot(...compared.offset);
    if (compared === undefined || off > compared.limit || off >= nearest) continue;
    nearest = off;
    company.track = track;
  }
}

/** Begins to go along with a track that it is part of, where others see it too. */
function meet(
  company: Company,
  seen: ReadonlyMap<string, Seen>,
  tracks: readonly string[],
  report: SelfReport,
): undefined {
  for (const track of tracks) {
    const one = seen.get(track);
    const compared = one === undefined ? undefined : compare(one, report);
    if (compared === undefined || Math.hypot(...compared.offset) > compared.limit) continue;
    Object.assign(company, { track, agreed: 1, offsets: [] });
    return;
  }
}

/** How far a report lies from where others saw it, and how far it plausibly may, metres. */
function compare(seen: Seen, report: SelfReport) {
  const dt = (report.at - seen.at) / 1000;
  const base = (seen.at - seen.from.at) / 1000;
  const moving = base >= BASE_S[0] && base <= BASE_S[1];
  if (Math.abs(dt) > (moving ? FRESH_S : AT_ONCE_S)) return undefined;
  const [east, north] = moving ? stepBetween(seen.from.position, seen.position) : [0, 0];
  const share = moving ? dt / base : 0;
  const there = stepFrom(seen.position, east * share, north * share);
  const fast = moving ? 0 : (report.speedMps ?? report.mobility.topSpeed);
  const noise = Math.hypot(seen.sigmaM * (1 + Math.abs(share)), report.sigmaM);
  const turn = report.mobility.domain === 'aircraft' ? TURN.aircraft : TURN.other;
  const lag = Math.abs(dt) + report.clockS;
  const way = fast * lag + turn * lag * (lag + (moving ? base : 0)) * 0.5;
  return {
    offset: stepBetween(there, report.position),
    limit: SIGMAS * noise + BIAS_M + way,
  };
}

/** Notes where a sensor that can be held to its word saw what a track follows. */
export function seeTrack(
  seen: Map<string, Seen>,
  track: string,
  at: Instant,
  position: Position,
  sigmaM: number,
): void {
  const before = seen.get(track);
  if (before !== undefined && at <= before.at) return;
  const stale = before === undefined || at - before.from.at > BASE_S[1] * 500;
  const from = stale ? (before ?? { at, position }) : before.from;
  seen.set(track, { at, position, sigmaM, from: { at: from.at, position: from.position } });
}
