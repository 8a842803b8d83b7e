import { type Instant, instant } from '@greenline/base';
import { distanceBetween, type Position } from '@greenline/geo';
import type { Want } from './task.ts';

/** What an asset can be asked for, and how soon. */
export interface TaskableAsset {
  readonly id: string;
  readonly nation: string;
  readonly wants: readonly Want[];
  /** Where it stands or starts from; absent for satellites. */
  readonly position?: Position;
  /** It sees so far from where it is, metres. */
  readonly reachM?: number;
  /** It goes so fast, m/s; absent: it stays. */
  readonly speedMps?: number;
  /** It gets so far from where it starts, metres. */
  readonly radiusM?: number;
  /** Before it sets off, seconds. */
  readonly prepareS: number;
  /** When it looks at a place, for what comes and goes by itself: a satellite's passes. */
  readonly looks?: (at: Position, from: Instant, to: Instant) => readonly Instant[];
  /** Between the look and its product, seconds. */
  readonly deliverS: number;
}

/** Who could do a task, and when; or why not. */
export type Candidate =
  | {
      readonly asset: string;
      readonly nation: string;
      readonly looksAt: Instant;
      readonly deliversAt: Instant;
    }
  | { readonly asset: string; readonly nation: string; readonly because: string };

/** Assets for a task, those that deliver first before others, then those that cannot, with the reason. */
export function candidatesFor(
  want: Want,
  at: Position,
  from: Instant,
  dueAt: Instant,
  assets: readonly TaskableAsset[],
): readonly Candidate[] {
  const all = assets.map((asset) => candidate(asset, want, at, from, dueAt));
  const when = (one: Candidate) =>
    'deliversAt' in one ? one.deliversAt : Number.POSITIVE_INFINITY;
  return all.sort((a, b) => when(a) - when(b) || (a.asset < b.asset ? -1 : 1));
}

function candidate(
  asset: TaskableAsset,
  want: Want,
  at: Position,
  from: Instant,
  dueAt: Instant,
): Candidate {
  const { id, nation, wants, deliverS } = asset;
  const cannot = (because: string): Candidate => ({ asset: id, nation, because });
  if (!wants.includes(want)) return cannot(`does not ${want}`);
  const looksAt = soonest(asset, at, from, dueAt);
  if (typeof looksAt === 'string') return cannot(looksAt);
  const deliversAt = instant(looksAt + deliverS * 1000);
  if (deliversAt > dueAt) return cannot('would deliver too late');
  return { asset: id, nation, looksAt, deliversAt };
}

function soonest(
  asset: TaskableAsset,
  at: Position,
  from: Instant,
  dueAt: Instant,
): Instant | string {
  const ready = instant(from + asset.prepareS * 1000);
  if (asset.looks !== undefined) {
    const next = asset.looks(at, ready, dueAt).find((look) => look >= ready);
    return next ?? 'does not pass in time';
  }
  if (asset.position === undefined) return 'says neither where it is nor when it passes';
  const reach = asset.reachM ?? 0;
  const far = distanceBetween(asset.position, at) - reach;
  if (far <= 0) return ready;
  if (asset.speedMps === undefined) return `is out of reach by ${Math.ceil(far / 100) / 10} km`;
  if (asset.radiusM !== undefined && far > asset.radiusM)
    return `is out of range by ${Math.ceil((far - asset.radiusM) / 100) / 10} km`;
  return instant(ready + Math.ceil((far / asset.speedMps) * 1000));
}
