import type { LabelId } from '@greenline/labels';
import type { ClassProbabilities, Observation, Trust } from '@greenline/observation';
import type { Event, EventId } from '../event.ts';
import type { Arrival } from './arrival.ts';
import type { Fix } from './ongoing.ts';

/** What is told of where and when, once arrivals settled it; one arrival alone settles no place. */
export type Told = Pick<Event, 'at' | 'uncertaintyS'> &
  Partial<Pick<Fix, 'position' | 'covariance'>>;

/** An event from the arrivals filed under it, their copies, and what people said of it. */
export function eventOfArrivals(
  id: EventId,
  told: Told,
  arrivals: readonly Arrival[],
  also: readonly Observation[],
  rollUp: (a: LabelId, b: LabelId) => LabelId,
): Event {
  const own = [...arrivals.map(({ report }) => report), ...also];
  const all = [...arrivals.flatMap(({ report, copies }) => [report, ...copies]), ...also];
  const [first] = own;
  if (first === undefined) throw new Error('an event rests on a report');
  const parties = distinct(all.flatMap(({ party }) => party ?? []));
  const attributes = Object.assign({}, ...own.map(plain).toReversed());
  const trust: Trust = own.some((one) => one.trust === 'authenticated')
    ? 'authenticated'
    : 'unauthenticated';
  return {
    id,
    class: meanOf(own.map((one) => one.class)),
    at: told.at,
    uncertaintyS: told.uncertaintyS,
    ...(told.position !== undefined && { position: told.position }),
    ...(told.covariance !== undefined && { covariance: told.covariance }),
    ...(first.sightline !== undefined && { observer: first.sightline.position }),
    direction: directionOf(own),
    ...(parties.length === 1 && {
      party: parties[0] as string,
      namedBy: distinct(all.flatMap(({ party, sensor }) => (party === undefined ? [] : sensor))),
    }),
    reports: all.map((one) => one.id),
    sensors: distinct(all.map(({ sensor }) => sensor)),
    trust,
    ...(Object.keys(attributes).length > 0 && { attributes }),
    label: all.map(({ label }) => label).reduce(rollUp),
    ...(all.some(({ exercise }) => exercise === true) && { exercise: true as const }),
  };
}

/** What says how a sensor heard is its report's, not the event's. */
const OF_ARRIVAL = new Set(['modality', 'temperatureC', 'bearingSigmaDeg', 'rangeSigmaShare']);

const plain = ({ attributes = {} }: Observation) =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !OF_ARRIVAL.has(name)));

/** What those say that say anything; `undetermined` where they disagree. */
function directionOf(reports: readonly Observation[]): Event['direction'] {
  const said = distinct(reports.flatMap(({ direction }) => direction ?? []));
  const [only, ...others] = said.filter((one) => one !== 'undetermined');
  return only === undefined || others.length > 0 ? 'undetermined' : (only as Event['direction']);
}

function meanOf(all: readonly ClassProbabilities[]): ClassProbabilities {
  const said = all.filter((one) => Object.keys(one).length > 0);
  const names = distinct(said.flatMap((one) => Object.keys(one)));
  return Object.fromEntries(
    names.map((name) => {
      const sum = said.reduce((total, one) => total + (one[name] ?? 0), 0);
      return [name, Math.round((sum / said.length) * 1e6) / 1e6];
    }),
  );
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
