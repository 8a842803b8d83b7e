import type { PlausibilityDoubt } from '@greenline/observation';
import { metresBetween, type SelfReport } from './self-report.ts';

/** Two ways that one name goes at once: where it plausibly is, and where it leapt to. */
export interface Ways {
  place: SelfReport | undefined;
  other: SelfReport | undefined;
  /** Reports on the other way since it began. */
  leaps: number;
  /** How often the reports went over from one way to the other, and which they were last on. */
  turns: number;
  away: boolean;
}

/** m/s² that things of a domain do not exceed for long. */
const ACCELERATION: Readonly<Record<string, number>> = {
  aircraft: 20,
  ground: 6,
  vessel: 1,
  person: 3,
};
const MOST_ACCELERATION = 20;
/** Metres that antennas, datums and rounding lie apart, and sigmas of noise. */
const SLACK_M = 100;
const SIGMAS = 6;
/** A clock's stamp is cut to whole seconds by many senders. */
const STAMP_S = 1;
/** Both ways are alive where each was reported within so long, ms. */
const ALIVE_MS = 120_000;
/** After so long without a word from the first place, and so many from the other, it is there. */
const GONE_MS = 300_000;
const SETTLED = 20;
/** Who leaps and comes back was in one place; who leaps again meanwhile is in two. */
const TURNS = 3;

export const noWays = (): Ways => ({
  place: undefined,
  other: undefined,
  leaps: 0,
  turns: 0,
  away: false,
});

/**
 * Whether a thing could have come to where it says it is, and whether its name is used in two places
 * at once, in turns.
 */
export function leapOf(ways: Ways, report: SelfReport): PlausibilityDoubt | undefined {
  const { place, other } = ways;
  if (place === undefined) {
    ways.place = report;
    return undefined;
  }
  const here = wayBetween(place, report);
  const there = other === undefined ? undefined : wayBetween(other, report);
  const recent = other !== undefined && Math.abs(report.at - other.at) <= ALIVE_MS;
  const beside = Math.abs(report.at - place.at) <= ALIVE_MS;
  const onOther = recent && there !== undefined && there.share <= 1 && there.share < here.share;
  if (here.share <= 1 && !onOther) {
    if (report.at >= place.at) ways.place = report;
    if (other === undefined) return undefined;
    turnTo(ways, false);
    const twice = recent && beside && ways.turns >= TURNS && there !== undefined;
    if (twice && there.share > 1) return doubtOf('duplicate', there);
    if (!recent) Object.assign(ways, noWays(), { place: report });
    return undefined;
  }
  ways.other = report;
  turnTo(ways, true);
  if (onOther) {
    ways.leaps += 1;
    if (beside && ways.turns >= TURNS) return doubtOf('duplicate', here);
    if (ways.leaps >= SETTLED && report.at - place.at > GONE_MS)
      Object.assign(ways, noWays(), { place: report });
  } else {
    ways.leaps = 1;
  }
  return doubtOf('jump', here);
}

function turnTo(ways: Ways, away: boolean): void {
  if (ways.away !== away) ways.turns += 1;
  ways.away = away;
}

/** How far it went, how far it can have come at most, metres, and the share of it that it went. */
interface Way {
  readonly gone: number;
  readonly reach: number;
  readonly share: number;
}

const doubtOf = (doubt: 'jump' | 'duplicate', { gone, reach }: Way): PlausibilityDoubt => ({
  doubt,
  measured: Math.round(gone),
  limit: Math.round(reach),
  unit: 'm',
});

function wayBetween(from: SelfReport, to: SelfReport): Way {
  const dt = Math.abs(to.at - from.at) / 1000 + from.clockS + to.clockS + STAMP_S;
  const { topSpeed, domain } = to.mobility;
  const acceleration = ACCELERATION[domain] ?? MOST_ACCELERATION;
  const said =
    from.speedMps === undefined || to.speedMps === undefined
      ? topSpeed
      : Math.max(from.speedMps, to.speedMps) * 1.2 + 0.5 * acceleration * dt;
  const noise = SIGMAS * Math.hypot(from.sigmaM, to.sigmaM) + SLACK_M;
  const reach = Math.min(topSpeed, said) * dt + noise;
  const gone = metresBetween(from.position, to.position);
  return { gone, reach, share: gone / reach };
}
