import type { Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { Observation } from './observation.ts';
import type { SensorRegistry } from './sensor.ts';

/** How far a clock is from ours: what was received minus what was observed, seconds. */
export interface ClockOffset {
  readonly medianS: number;
  /** Half of them lie between the quartiles, which are so far apart. */
  readonly spreadS: number;
}

/** How one sensor, or one link, speaks. Plain data. */
export interface Speaking {
  /** Messages and observations that came of it. */
  count: number;
  lastAt: Instant;
  /** The last offsets of its clock, seconds, at most `MOST_OFFSETS`, in a ring. */
  readonly offsetsS: number[];
  /** Where it last said that something was; nothing that comes later without a place erases it. */
  last?: { readonly at: Instant; readonly position: Position; readonly identity?: string };
  /** From when on it has spoken without a longer pause than it may make, as far as not yet told of. */
  spokeFrom?: Instant;
  /** When its silence was told of. */
  silentSince?: Instant;
}

/** By sensor, and by the link that brought what it said. */
export interface SensorBook {
  readonly sensors: Map<string, Speaking>;
  readonly links: Map<string, Speaking>;
  /** From when on silence counts: the first time that the registry was looked at. */
  from: Instant | undefined;
}

/** A registered sensor that should have spoken by now, or that speaks again. */
export interface Silence {
  readonly sensor: string;
  /** When it was last heard; before it ever was, when the watch began. */
  readonly since: Instant;
  readonly expectedEveryS: number;
  /** When it was heard again; absent while it is silent. */
  readonly to?: Instant;
}

/** What the desk is told of a silence. A later note of the same id says that it ended. */
export interface SilenceNote extends Silence {
  readonly id: string;
  readonly note: 'sensor-silent';
  readonly at: Instant;
}

const MOST_OFFSETS = 64;
/** Names that nobody registered are remembered too, up to so many: anybody can make some up. */
const MOST_NAMES = 4096;

export const emptySensorBook = (): SensorBook => ({
  sensors: new Map(),
  links: new Map(),
  from: undefined,
});

/** Takes note of an observation. Returns the end of a silence, where this ends one. */
export function noteSpoken(
  book: SensorBook,
  observation: Pick<Observation, 'sensor' | 'receivedAt' | 'observedAt' | 'position' | 'identity'>,
  link: string,
  registry: SensorRegistry,
): Silence | undefined {
  const { sensor, receivedAt, observedAt, position, identity } = observation;
  const offsetS = (receivedAt - observedAt) / 1000;
  for (const [names, name] of [
    [book.links, link],
    [book.sensors, sensor],
  ] as const) {
    const one = spoken(names, name, receivedAt);
    if (one === undefined) continue;
    one.offsetsS[(one.count - 1) % MOST_OFFSETS] = offsetS;
    if (position !== undefined)
      one.last = { at: observedAt, position, ...(identity !== undefined && { identity }) };
  }
  return ended(book, sensor, receivedAt, registry);
}

/** Takes note that a sensor spoke without having seen anything: a north mark, an empty scan. */
export function noteHeard(
  book: SensorBook,
  sensor: string,
  at: Instant,
  registry: SensorRegistry,
): Silence | undefined {
  spoken(book.sensors, sensor, at);
  return ended(book, sensor, at, registry);
}

function spoken(names: Map<string, Speaking>, name: string, at: Instant): Speaking | undefined {
  let one = names.get(name);
  if (one === undefined) {
    if (names.size >= MOST_NAMES) return undefined;
    one = { count: 0, lastAt: at, offsetsS: [] };
    names.set(name, one);
  }
  one.count += 1;
  one.spokeFrom ??= at;
  one.lastAt = at;
  return one;
}

function ended(
  book: SensorBook,
  sensor: string,
  at: Instant,
  registry: SensorRegistry,
): Silence | undefined {
  const one = book.sensors.get(sensor);
  const expectedEveryS = registry.get(sensor)?.reportsEveryS;
  if (one?.silentSince === undefined || expectedEveryS === undefined) return undefined;
  const since = one.silentSince;
  delete one.silentSince;
  return { sensor, since, expectedEveryS, to: at };
}

/**
 * Silences that begin by `now`, each told of once: of registered sensors whose registry says how often
 * they report. One that was never heard counts from when the watch began.
 */
export function silencesBy(
  book: SensorBook,
  registry: SensorRegistry,
  now: Instant,
): readonly Silence[] {
  book.from ??= now;
  const begun: Silence[] = [];
  for (const [sensor, { reportsEveryS }] of registry) {
    if (reportsEveryS === undefined) continue;
    const known = book.sensors.get(sensor);
    const since = known?.lastAt ?? book.from;
    if (known?.silentSince !== undefined || now - since <= reportsEveryS * 1000) continue;
    if (known === undefined)
      book.sensors.set(sensor, { count: 0, lastAt: since, offsetsS: [], silentSince: since });
    else known.silentSince = since;
    begun.push({ sensor, since, expectedEveryS: reportsEveryS });
  }
  return begun;
}

/** A stretch in which a sensor with a footprint spoke as often as it should: so long it looked. */
export interface Stretch {
  readonly sensor: string;
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The stretches up to `now` in which sensors with a footprint and a detection probability spoke as often as
 * their registry says, each told of once. One that fell silent looked until its last word.
 */
export function stretchesBy(
  book: SensorBook,
  registry: SensorRegistry,
  now: Instant,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const [sensor, { reportsEveryS, footprint, detectionProbability }] of registry) {
    if (reportsEveryS === undefined || footprint === undefined) continue;
    if (detectionProbability === undefined) continue;
    const one = book.sensors.get(sensor);
    if (one?.spokeFrom === undefined) continue;
    const goesOn = now - one.lastAt <= reportsEveryS * 1000;
    const { spokeFrom: from, lastAt: to } = one;
    if (goesOn) one.spokeFrom = to;
    else delete one.spokeFrom;
    if (to > from) stretches.push({ sensor, from, to });
  }
  return stretches;
}

/** Median and spread of the last offsets; `undefined` where nothing was observed yet. */
export function clockOffset({ offsetsS }: Pick<Speaking, 'offsetsS'>): ClockOffset | undefined {
  if (offsetsS.length === 0) return undefined;
  const sorted = [...offsetsS].sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] as number;
    const above = sorted[Math.ceil(place)] as number;
    return below + (above - below) * (place - Math.floor(place));
  };
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  return { medianS: rounded(at(0.5)), spreadS: rounded(at(0.75) - at(0.25)) };
}
