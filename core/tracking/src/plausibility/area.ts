import { derivedId, type Hasher, type Instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { Covariance, Observation, PlausibilityDoubt } from '@greenline/observation';
import type { Event, EventId } from '../event.ts';
import { stepBetween, stepFrom } from '../plane.ts';
import { metresBetween } from './self-report.ts';

/** A name that was doubted: by which look, and where it plausibly was before. */
export interface Victim {
  readonly look: Observation;
  readonly doubts: readonly PlausibilityDoubt[];
  readonly was: Position;
}

/** Interference that was told of, and whom it befell: their latest doubted look, by name. */
export interface Interfered {
  readonly id: EventId;
  readonly at: Instant;
  lastAt: Instant;
  readonly victims: Map<string, Victim>;
}

/** So many things doubted alike, so near in time and place, are no matter of one receiver. */
const MANY = 3;
const TOGETHER_MS = 120_000;
const ACROSS_M = 50_000;
/** Those who leap to one place land within so many metres. */
const ONE_PLACE_M = 2_000;
/** It goes on as long as somebody is doubted anew within so long. */
const GOES_ON_MS = 600_000;

interface Remembered {
  readonly victims: ReadonlyMap<string, Victim>;
  readonly interfered: Interfered[];
}

/**
 * Interference over an area: three things or more, at once, leap to one place, circle, or have their
 * clocks pushed. One event as long as it goes on; told anew when somebody is befallen who was not before.
 */
export function interferedOver(
  { victims, interfered }: Remembered,
  look: Observation,
  hasher: Hasher,
  rollUp: (a: LabelId, b: LabelId) => LabelId,
): Event | undefined {
  const name = look.identity;
  const own = name === undefined ? undefined : victims.get(name);
  if (name === undefined || own?.look.id !== look.id) return undefined;
  const running = interfered.find(
    ({ lastAt, victims: befallen }) =>
      look.observedAt - lastAt <= GOES_ON_MS &&
      [...befallen.values()].some((other) => isAlike(own, other, GOES_ON_MS)),
  );
  if (running !== undefined) {
    const known = running.victims.has(name);
    if (!known) running.victims.set(name, own);
    if (look.observedAt > running.lastAt) running.lastAt = look.observedAt;
    return known ? undefined : eventOf(running, rollUp);
  }
  const others = [...victims].filter(([, other]) => isAlike(own, other, TOGETHER_MS));
  if (others.length < MANY) return undefined;
  const times = others.map(([, { look: one }]) => one.observedAt).sort((a, b) => a - b);
  const ids = others.map(([, { look: one }]) => one.id).sort();
  const begun: Interfered = {
    id: derivedId(hasher, 'event', ['interference', ...ids], 0) as EventId,
    at: times[0] as Instant,
    lastAt: look.observedAt,
    victims: new Map(others),
  };
  interfered.push(begun);
  return eventOf(begun, rollUp);
}

function isAlike(a: Victim, b: Victim, withinMs: number): boolean {
  if (Math.abs(a.look.observedAt - b.look.observedAt) > withinMs) return false;
  if (metresBetween(a.was, b.was) > ACROSS_M) return false;
  const kinds = a.doubts.map(({ doubt }) => doubt);
  const shared = b.doubts.map(({ doubt }) => doubt).filter((kind) => kinds.includes(kind));
  if (shared.includes('circling') || shared.includes('clock')) return true;
  const [to, also] = [a.look.position, b.look.position];
  if (!shared.includes('jump') || to === undefined || also === undefined) return false;
  return metresBetween(to, also) <= ONE_PLACE_M;
}

/** Where those whom it befell plausibly were before, and how far they were spread. */
function eventOf(
  { id, at, lastAt, victims }: Interfered,
  rollUp: (a: LabelId, b: LabelId) => LabelId,
): Event {
  const all = [...victims.values()];
  const [first] = all as [Victim, ...Victim[]];
  const steps = all.map(({ was }) => stepBetween(first.was, was));
  const east = steps.reduce((sum, [x]) => sum + x, 0) / steps.length;
  const north = steps.reduce((sum, [, y]) => sum + y, 0) / steps.length;
  const spread = (of: (x: number, y: number) => number) =>
    Math.round(steps.reduce((sum, [x, y]) => sum + of(x - east, y - north), 0) / steps.length);
  const covariance: Covariance = [
    spread((x) => x * x) + 100,
    spread((x, y) => x * y),
    spread((_, y) => y * y) + 100,
  ];
  return {
    id,
    class: { spoofing: 1 },
    at,
    uncertaintyS: Math.max(1, (lastAt - at) / 1000),
    position: stepFrom(first.was, east, north),
    covariance,
    direction: 'undetermined',
    reports: all.map(({ look }) => look.id),
    sensors: [...new Set(all.map(({ look }) => look.sensor))].sort(),
    trust: 'unauthenticated',
    attributes: { things: all.length, system: 'gnss' },
    label: all.map(({ look }) => look.label).reduce(rollUp),
    ...(all.some(({ look }) => look.exercise === true) && { exercise: true as const }),
  };
}
