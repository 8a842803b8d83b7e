import { fail, formatInstant, instant, ok, type Result } from '@greenline/base';
import type { Chronicle } from './chronicle/chronicle.ts';
import { figure } from './compare.ts';
import type { Period } from './day-bounds.ts';
import type { Report, Spot } from './report.ts';
import {
  chaptersOf,
  chroniclesOf,
  headOf,
  type ReportError,
  type ReportOptions,
  type ReportSource,
  tooSoon,
} from './report-period.ts';
import { type Sighted, sightedIn } from './sighted.ts';

/** What a spot report is about: one case, or the happenings about one event. Ids as the reader has them. */
export type SpotSubject =
  | { readonly about: 'case'; readonly id: string }
  | { readonly about: 'event'; readonly id: string };

export interface SpotError {
  readonly kind: 'no-such-record';
  readonly text: string;
}

/** Looking, and what disturbed it, from so long before the first happening to so long after the last. */
const AROUND_MS = 30 * 60_000;

/**
 * One case or one cluster of happenings, as it stands now.
 *
 * It can be had as soon as the case is open: a quarter of an hour is long. Nobody but mission staff has
 * it before the guard's delay has passed.
 */
export function spotReport(
  source: ReportSource,
  { subject, ...options }: ReportOptions & { readonly subject: SpotSubject },
): Result<Report, ReportError | SpotError> {
  const sighted = sightedIn(source, subject);
  if (sighted === undefined) {
    const text = `no ${subject.about} ${subject.id} that you may read: ids are in the lists of ${subject.about}s`;
    return fail({ kind: 'no-such-record', text });
  }
  const period = around(sighted);
  const soon = tooSoon(source, sighted.to, options);
  if (soon !== undefined) return fail(soon);
  const { mission, further = [] } = options;
  const [whole] = chroniclesOf(source, period, undefined, mission);
  const chronicle = only(whole, sighted);
  return ok({
    ...headOf(source, period, options),
    kind: 'spot-report',
    schema: 'spot-report/1',
    spot: spotOf(chronicle, sighted, `${subject.about}:${subject.id}`),
    ...chaptersOf(source, [chronicle, undefined], period, mission),
    further,
  });
}

const around = ({ from, to }: Sighted): Period => ({
  from: instant(from - AROUND_MS),
  to: instant(to + AROUND_MS),
});

/** Of a chronicle what is about the subject; effort and interference stay, for they tell how it was seen. */
function only(chronicle: Chronicle, { ids, findings, caseId }: Sighted): Chronicle {
  const { restrictions, replies, sites: _sites, ...rest } = chronicle;
  return {
    ...rest,
    happenings: chronicle.happenings.filter(({ id }) => ids.has(id)),
    things: chronicle.things.filter(({ id }) => ids.has(id)),
    judgements: chronicle.judgements.filter(({ id }) => findings.has(id)),
    turns: chronicle.turns.filter(({ id }) => id === caseId),
    hazards: chronicle.hazards.filter(({ id }) => ids.has(id)),
    ...(restrictions !== undefined && {
      restrictions: restrictions.filter(({ id }) => ids.has(id)),
    }),
    ...(replies !== undefined && { replies: replies.filter(({ id }) => id === caseId) }),
  };
}

function spotOf(chronicle: Chronicle, sighted: Sighted, subject: string): Spot {
  const { from, to, knownAt, sensors, spotCase } = sighted;
  const [first] = [...chronicle.happenings, ...chronicle.things, ...chronicle.turns];
  return {
    subject,
    ...(spotCase !== undefined && { case: spotCase }),
    from: formatInstant(from),
    to: formatInstant(to),
    knownAt: formatInstant(knownAt),
    region: first?.region ?? 'elsewhere',
    happenings: figure(chronicle.happenings),
    ...(sensors !== undefined && { sensors }),
  };
}
