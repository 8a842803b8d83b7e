import { type Json, roundDistance } from '@greenline/base';
import { exactSigned, probabilityBeyond } from '@greenline/geo';
import type { NamedLine } from '../language/terms.ts';
import { sideOf } from '../language/terms.ts';
import type { Look } from './look.ts';
import { UNPLACED } from './place.ts';
import type { Assessment } from './rule.ts';

/** How far a weapon has to stay from a line. */
export interface Limit {
  /** Metres; `undefined` where its range would say, and nobody stated it. */
  readonly metres: number | undefined;
  /** The limit itself is already a breach. */
  readonly strict: boolean;
  readonly doubt?: string | undefined;
}

/** `undefined` where the clause does not speak of things so named. */
export type LimitOf = (
  name: string,
  attributes: Readonly<Record<string, Json>>,
) => Limit | undefined;

/** Farther than this nothing tells a range that is not stated from one that reaches. */
const CERTAIN = 1 - 1e-6;

/**
 * Holds a weapon against a line, seen from the side of `party`: whoever stands across is nearer than
 * any limit. A weapon of unknown range is as likely as not near enough, unless it stands across.
 */
export function standOff(
  line: NamedLine,
  party: string,
  limitOf: LimitOf,
  look: Look,
): Assessment | undefined {
  const side = sideOf(line, party);
  const { position } = look;
  let probability = 0;
  let share = 0;
  let most = 0;
  let what = '';
  let told: number | undefined;
  let doubt: string | undefined;
  let room = Number.POSITIVE_INFINITY;
  let signed: number | undefined;
  for (const name in look.classes) {
    const chance = look.classes[name] ?? 0;
    const limit = chance > 0 ? limitOf(name, look.attributes) : undefined;
    if (limit === undefined) continue;
    share += chance;
    if (chance > most) {
      most = chance;
      what = name;
      told = limit.metres;
    }
    doubt ??= limit.doubt;
    if (position === undefined || side === undefined) continue;
    signed ??= roundDistance(exactSigned(line.line, side, position));
    room = Math.min(room, Math.abs(signed - (limit.metres ?? 0)));
    const nearer = nearerThan(line, side, limit, signed, look);
    if (limit.metres === undefined && nearer < CERTAIN) doubt ??= 'range not stated';
    probability += chance * (limit.metres === undefined ? (nearer + 1) / 2 : nearer);
  }
  if (share === 0) return undefined;
  if (signed === undefined) return { ...UNPLACED, what, against: line.words };
  return {
    probability: Math.min(1, probability),
    placeProbability: Math.min(1, probability / share),
    room,
    what,
    against: line.words,
    measured: signed,
    ...(told === undefined ? {} : { limit: told, margin: roundDistance(told - signed) }),
    unit: 'm',
    ...(doubt === undefined ? {} : { doubt }),
  };
}

function nearerThan(
  line: NamedLine,
  side: NonNullable<ReturnType<typeof sideOf>>,
  { metres = 0, strict }: Limit,
  signed: number,
  { position, covariance }: Look,
): number {
  if (position === undefined || covariance === undefined)
    return Number(strict ? signed <= metres : signed < metres);
  return probabilityBeyond(line.line, side, metres, position, covariance).nearer;
}
