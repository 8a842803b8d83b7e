import { derivedId, digestOfJson, type Instant } from '@greenline/base';
import { label } from '@greenline/labels';
import {
  type ClockOffset,
  clockOffset,
  noteHeard,
  noteSpoken,
  type Observation,
  type Silence,
  type SilenceNote,
  type Speaking,
  type Stretch,
  silencesBy,
  stretchesBy,
} from '@greenline/observation';
import type { SensorOffset } from '@greenline/tracking';
import { linkOfHand } from './hands.ts';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

/** Before the name of a sensor that somebody else used. */
const BORROWED = 'unvouched ';

/**
 * An observation came by `link`. Its sensor speaks, unless it is one that can be held to its word and
 * this was not: whoever borrows a silent sensor's name does not end its silence.
 */
export function sensorSpoke(
  walk: Walk,
  rooms: Rooms,
  observation: Observation,
  link: string,
): void {
  const registry = rooms.mission.sensors;
  const borrowed =
    observation.trust === 'unauthenticated' &&
    registry.get(observation.sensor)?.trust === 'authenticated';
  const said = borrowed
    ? { ...observation, sensor: `${BORROWED}${observation.sensor}` }
    : observation;
  tell(walk, rooms, noteSpoken(walk.state.sensors, said, linkOfHand(link), registry));
}

/** A sensor said by the hand `by` that it works, and saw nothing. */
export function sensorHeard(
  walk: Walk,
  rooms: Rooms,
  sensor: string,
  by: string,
  at: Instant,
): void {
  const known = rooms.mission.sensors.get(sensor);
  if (known !== undefined && !rooms.vouchesFor(by, known)) return;
  tell(walk, rooms, noteHeard(walk.state.sensors, sensor, at, rooms.mission.sensors));
}

/** Tells the desk of sensors that have been silent for longer than their registry allows. */
export function sensorsGoOn(walk: Walk, rooms: Rooms, now: Instant): void {
  const registry = rooms.mission.sensors;
  const silences = silencesBy(walk.state.sensors, registry, now);
  for (const silence of silences) tell(walk, rooms, silence);
  if (silences.length > 0 || now % LOOK_MS === 0)
    for (const stretch of stretchesBy(walk.state.sensors, registry, now))
      look(walk, rooms, stretch);
}

/** A sensor that works looks at its footprint: its effort is told of so often. */
const LOOK_MS = 600_000;

function look(walk: Walk, { mission }: Rooms, { sensor, from, to }: Stretch): void {
  const known = mission.sensors.get(sensor);
  if (known?.footprint === undefined || known.detectionProbability === undefined) return;
  const { hasher } = walk.ports;
  const source = digestOfJson(hasher, { sensor, from, to });
  const { nation, releasableTo, exercise } = known;
  walk.look({
    id: derivedId(hasher, 'period', [source], 0),
    sensor,
    nation,
    from,
    to,
    area: { type: 'Polygon', coordinates: [known.footprint.map(([lon, lat]) => [lon, lat])] },
    detectionProbability: known.detectionProbability,
    state: 'looked',
    label: walk.labels.intern(label({ owner: nation, releasableTo, exercise })),
    source,
  });
}

function tell(walk: Walk, rooms: Rooms, silence: Silence | undefined): void {
  if (silence === undefined) return;
  const { sensor, since } = silence;
  const note: SilenceNote = {
    id: `silent/${sensor}/${since}`,
    note: 'sensor-silent',
    at: walk.state.now,
    ...silence,
  };
  walk.output.emit('desk', note.id, rooms.missionLabel, note.at, note);
}

/** A registered sensor as the node shows it. */
export interface SensorRow extends Pick<Speaking, 'count' | 'last' | 'silentSince'> {
  readonly sensor: string;
  /** Absent: it was never heard. */
  readonly lastAt?: Instant;
  readonly clock?: ClockOffset;
  /** It lays everything beside where others see it, and is corrected by this. */
  readonly offset?: SensorOffset;
}

/** How all that is registered speaks, and how far the clocks behind each link are from ours. */
export interface SensorsShown {
  readonly sensors: readonly SensorRow[];
  readonly links: ReadonlyMap<string, ClockOffset>;
}

/** Links beyond are not shown: a node has some dozens. */
const MOST_LINKS = 256;

export function showSensors(walk: Walk): SensorsShown {
  const { sensors: book } = walk.state;
  const registry = walk.rooms?.mission.sensors ?? new Map<string, never>();
  const offsets = walk.rooms?.tracker.offsets();
  const links = new Map<string, ClockOffset>();
  for (const [link, speaking] of book.links) {
    const clock = clockOffset(speaking);
    if (clock !== undefined && links.size < MOST_LINKS) links.set(link, clock);
  }
  const sensors = [...registry.keys()].map((sensor): SensorRow => {
    const one = book.sensors.get(sensor);
    const offset = offsets?.get(sensor);
    const place = offset === undefined ? {} : { offset };
    if (one === undefined) return { sensor, count: 0, ...place };
    const { count, lastAt, last, silentSince } = one;
    const clock = clockOffset(one);
    return {
      sensor,
      count,
      ...(count > 0 && { lastAt }),
      ...(last !== undefined && { last }),
      ...(silentSince !== undefined && { silentSince }),
      ...(clock !== undefined && { clock }),
      ...place,
    };
  });
  return { sensors, links };
}
