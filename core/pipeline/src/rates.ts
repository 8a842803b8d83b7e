import type { CoverageFact } from '@greenline/agreement';
import { digestOfJson, type Instant, instant } from '@greenline/base';
import { effortShares, type Look } from '@greenline/coverage';
import type { Position } from '@greenline/geo';
import { probabilityOf } from '@greenline/observation';
import type { Event, EventId } from '@greenline/tracking';
import { hourOver, noRates, type RateNote, type RateWatch } from '@greenline/trends';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

const HOUR = 3_600_000;
/** Reports and looks of an hour come in for so long before it is weighed. */
const LATE = HOUR;
/** An event is counted once, whatever is learnt of it so long after. */
const REMEMBERED = 36 * HOUR;
/** What is usual is learnt over so long: nothing older is weighed, however far back a look reaches. */
const LEARNT = 28 * 24 * HOUR;

/** What is known of the rate of fire in each sector: plain data. */
export interface Rates {
  readonly watches: Map<string, RateWatch>;
  /** Fire by hour, then by sector. */
  readonly fire: Map<number, Map<string, number>>;
  /** Looks that reach into an hour that is still to be weighed. */
  looks: Look[];
  /** Events that were counted, and when and where they happened. */
  readonly counted: Map<EventId, { readonly at: Instant; readonly sector: string }>;
  /** Hours before it were weighed. */
  upTo: Instant | undefined;
}

export const noFire = (): Rates => ({
  watches: new Map(),
  fire: new Map(),
  looks: [],
  counted: new Map(),
  upTo: undefined,
});

export function countFire({ mission }: Rooms, rates: Rates, event: Event): void {
  const position = event.position ?? event.observer;
  if (event.supersededBy !== undefined) {
    uncount(rates, event);
    return;
  }
  if (rates.counted.has(event.id) || probabilityOf(event.class, 'fire') < 0.5) return;
  const sector = position && sectorOf(mission, position);
  if (sector === undefined) return;
  rates.counted.set(event.id, { at: event.at, sector });
  const hour = hourOf(event.at);
  if (rates.upTo !== undefined && hour < rates.upTo) return;
  const sectors = rates.fire.get(hour) ?? new Map<string, number>();
  rates.fire.set(hour, sectors.set(sector, (sectors.get(sector) ?? 0) + 1));
}

/** What proved to be no happening of its own counts no more, in an hour that is still to be weighed. */
function uncount(rates: Rates, { id }: Event): void {
  const counted = rates.counted.get(id);
  if (counted === undefined) return;
  rates.counted.delete(id);
  const sectors = rates.fire.get(hourOf(counted.at));
  const before = sectors?.get(counted.sector) ?? 0;
  if (before > 0) sectors?.set(counted.sector, before - 1);
}

export function countEffort(
  rates: Rates,
  { sensor, area, from, to, pd, state }: CoverageFact,
): void {
  if (state !== 'looked' || to <= (rates.upTo ?? Number.NEGATIVE_INFINITY)) return;
  rates.looks.push({ sensor, area, from, to, detectionProbability: pd, state });
}

/** Weighs every hour that is over, and tells the desk where a sector's rate has risen. */
export function ratesGoOn(walk: Walk, rooms: Rooms, now: Instant): void {
  const { rates } = walk.state;
  const last = instant(hourOf(now) - LATE);
  rates.upTo = instant(Math.max(rates.upTo ?? firstHour(rates, last), last - LEARNT));
  while (rates.upTo < last) {
    const next = instant(Math.min(last, Math.max(rates.upTo, firstHour(rates, last))));
    if (next >= last) {
      rates.upTo = last;
      break;
    }
    for (const { id, polygon } of rooms.mission.regions) weigh(walk, rooms, id, polygon, next);
    rates.fire.delete(next);
    rates.upTo = instant(next + HOUR);
    rates.looks = rates.looks.filter(({ to }) => to > (rates.upTo as Instant));
  }
  for (const [id, { at }] of rates.counted) if (at < now - REMEMBERED) rates.counted.delete(id);
}

/** The first hour that anything is known of; `last` where nothing is. */
function firstHour({ fire, looks }: Rates, last: Instant): Instant {
  const hours = [...fire.keys(), ...looks.map(({ from }) => hourOf(from))];
  return instant(hours.reduce((first, hour) => Math.min(first, hour), last));
}

function weigh(
  walk: Walk,
  rooms: Rooms,
  sector: string,
  polygon: Rooms['mission']['regions'][number]['polygon'],
  at: Instant,
): void {
  const { rates } = walk.state;
  const within = rates.looks.filter(({ from, to }) => from < at + HOUR && to > at);
  if (within.length === 0) return;
  const area = { type: 'Polygon' as const, coordinates: [polygon] };
  const { sensorHours } = effortShares(within, { from: at, to: instant(at + HOUR), area });
  const happened = rates.fire.get(at)?.get(sector) ?? 0;
  const watch = rates.watches.get(sector) ?? noRates();
  rates.watches.set(sector, watch);
  const warning = hourOver(watch, { at, happened, sensorHours });
  if (warning === undefined) return;
  const told = { note: 'rate-risen' as const, sector, ...warning };
  const id = digestOfJson(walk.ports.hasher, told).slice('sha256:'.length);
  const note: RateNote = { id, ...told };
  walk.output.emit('desk', id, rooms.missionLabel, note.at, note);
}

const hourOf = (at: number): number => Math.floor(at / HOUR) * HOUR;

const sectorOf = ({ regions }: Rooms['mission'], { lon, lat }: Position): string | undefined =>
  regions.find(({ area }) => area.contains(lon, lat))?.id;
