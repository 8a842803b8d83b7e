import { isA } from '@greenline/observation';
import type { Chronicle, Judgement, Thing } from '../chronicle/chronicle.ts';
import { TOTAL } from '../chronicle/chronicle.ts';
import { compared, figure } from '../compare.ts';
import type { FlightRow } from '../report.ts';
import type { ReportMission } from '../report-mission.ts';
import { grouped, partyOrder } from './grouped.ts';

interface Flight {
  readonly id: string;
  readonly class: string;
  readonly party: string;
}

/**
 * Aircraft, by kind and party, each once, and what clauses said of them. Of what was released only the
 * findings are known, since objects are not released.
 */
export function flightRows(
  now: Chronicle,
  before: Chronicle | undefined,
  mission: ReportMission,
): readonly FlightRow[] {
  const flights = flightsIn(now);
  const earlier = before === undefined ? undefined : flightsIn(before);
  const groups = grouped([...flights, ...(earlier ?? [])], (one) => [
    one.class,
    partyOrder(one.party, mission),
  ]);
  return groups.flatMap(([first]): readonly FlightRow[] => {
    if (first === undefined) return [];
    const alike = (of: readonly Flight[]) =>
      of.filter((one) => one.class === first.class && one.party === first.party);
    const judged = judgedOf(now, alike(flights));
    return [
      {
        class: first.class,
        party: first.party,
        ...(now.exact && {
          all: compared(
            alike(flights),
            now.effort.get(TOTAL),
            earlier && alike(earlier),
            before?.effort.get(TOTAL),
          ),
        }),
        breach: subjects(judged, alike(flights), ({ verdict }) => verdict === 'breach'),
        undetermined: subjects(judged, alike(flights), ({ verdict }) => verdict === 'undetermined'),
        excused: subjects(judged, alike(flights), ({ excusedBy }) => excusedBy.length > 0),
      },
    ];
  });
}

const isFlight = (one: Thing | Judgement): boolean =>
  one.class !== undefined && isA(one.class, 'aircraft');

/** Aircraft followed; of what was released, each finding about one. */
function flightsIn({ exact, things, judgements }: Chronicle): readonly Flight[] {
  return exact
    ? things.filter(isFlight)
    : judgements
        .filter(isFlight)
        .map(({ id, class: kind = '', party }) => ({ id, class: kind, party }));
}

function judgedOf(
  { exact, judgements }: Chronicle,
  flights: readonly Flight[],
): readonly (readonly [flight: string, judgement: Judgement])[] {
  const known = new Set(flights.map(({ id }) => id));
  return judgements.flatMap((one) =>
    (exact ? one.subject : [one.id]).filter((id) => known.has(id)).map((id) => [id, one] as const),
  );
}

const subjects = (
  judged: readonly (readonly [string, Judgement])[],
  flights: readonly Flight[],
  holds: (judgement: Judgement) => boolean,
) => {
  const found = new Set(judged.filter(([, one]) => holds(one)).map(([id]) => id));
  return figure(flights.filter(({ id }) => found.has(id)));
};
