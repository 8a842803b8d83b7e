import type { Observation } from '@greenline/observation';
import type { EventsState } from '../event-fuser.ts';
import {
  apart,
  clockS,
  covarianceOf,
  EARSHOT_M,
  SLACK_S,
  sum,
  UNPLACED,
  withinGate,
} from '../nearness.ts';
import { stepBetween } from '../plane.ts';
import { familyOf } from './arrival.ts';
import type { Located } from './arrival-book.ts';
import type { Retold } from './arrival-fuser.ts';
import type { Fix } from './ongoing.ts';

const MINUTE = 60_000;

/** Happenings that arrivals settled and a report tells of too: the nearest in time, as many as it counted. */
export function settledBy({ arrivals }: EventsState, report: Observation): readonly Located[] {
  const family = familyOf(report.class);
  if (family === undefined) return [];
  const gap = ({ told }: Located) => Math.abs(told.at - report.observedAt);
  return [...arrivals.located.values()]
    .filter((one) => one.family === family && mayTellOf(report, one.told))
    .filter(({ members, also }) =>
      [...members.map((one) => one.report), ...also].every(
        ({ sensor }) => sensor !== report.sensor,
      ),
    )
    .sort((a, b) => gap(a) - gap(b) || (a.id < b.id ? -1 : 1))
    .slice(0, report.count ?? 1);
}

/** The event of people's reports that arrivals now settle, the nearest in time. */
export function retold(state: EventsState, fix: Fix, family: string): Retold | undefined {
  const minute = Math.floor(fix.at / MINUTE);
  const { located, gone } = state.arrivals;
  let best: Retold | undefined;
  let bestGap = Number.POSITIVE_INFINITY;
  for (let m = minute - RETOLD_MINUTES; m <= minute + RETOLD_MINUTES; m++)
    for (const { at, class: classes, heard, events } of state.occasions.get(m) ?? []) {
      const gap = Math.abs(at - fix.at);
      if (gap >= bestGap || familyOf(classes) !== family) continue;
      if (!heard.some(({ report }) => mayTellOf(report, fix))) continue;
      const ordinal = events.findIndex((id) => !located.has(id) && !gone.has(id));
      const id = events[ordinal];
      if (id === undefined) continue;
      const told = heard.filter(({ report }) => ordinal < (report.count ?? 1));
      best = { id, reports: told.map(({ report }) => report) };
      bestGap = gap;
    }
  return best;
}

/** How far from an occasion a happening of it may lie, minutes. */
const RETOLD_MINUTES = 3;

/** Whether a report without a time of arrival may be of a happening, by time and place. */
function mayTellOf(report: Observation, told: Pick<Fix, 'at' | 'uncertaintyS'> & Partial<Fix>) {
  const gapS = Math.abs(told.at - report.observedAt) / 1000;
  if (gapS > Math.hypot(clockS(report), told.uncertaintyS) + SLACK_S) return false;
  const from = report.position ?? report.sightline?.position;
  if (told.position === undefined || from === undefined) return false;
  const covariance = covarianceOf(report) ?? UNPLACED;
  if (report.position === undefined) return apart(from, told.position) <= EARSHOT_M;
  const step = stepBetween(report.position, told.position);
  return withinGate(step, sum(covariance, told.covariance ?? UNPLACED));
}
