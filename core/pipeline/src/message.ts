import { type Digest, derivedId } from '@greenline/base';
import { label } from '@greenline/labels';
import type { Feed, FeedMemory, Sighting } from '@greenline/observation';
import { deviceOf } from './hands.ts';
import type { JournalEntry } from './journal.ts';
import { type Link, linkOf } from './link.ts';
import type { Mission } from './mission.ts';
import { type Carriage, observe } from './observe.ts';
import { refuse } from './refuse.ts';
import type { Rooms } from './rooms.ts';
import { noteLooking } from './scan-book.ts';
import { sensorHeard } from './sensor-watch.ts';
import { noteSeen, takeTaskAnswer } from './task-answers.ts';
import type { Walk } from './walk.ts';

/** One message of a feed: what it says goes on as observations, what it is not is kept and counted. */
export function takeMessage(
  walk: Walk,
  rooms: Rooms,
  entry: JournalEntry,
  format: string,
  source: Digest,
): void {
  const plan = linkOf(rooms.mission.file, entry.by);
  const spoken = walk.ports.feeds.get(format);
  const as = deviceOf(entry.by) ?? plan?.as;
  const feed = spoken && settledFeed(spoken, plan, as, rooms.mission);
  if (feed === undefined) {
    refuse(walk, entry, format, {
      kind: 'unknown-format',
      text: `no feed of this node reads ${format}`,
    });
    return;
  }
  const link = `${format}/${entry.by}`;
  let memory: FeedMemory | undefined = walk.state.memories.get(link);
  if (memory === undefined) {
    memory = new Map();
    walk.state.memories.set(link, memory);
  }
  const decoded = feed.decode(entry.bytes, entry.receivedAt, memory);
  if (!decoded.ok) {
    refuse(walk, entry, format, decoded.error);
    return;
  }
  walk.state.accepted += 1;
  const { hasher } = walk.ports;
  const carriage: Carriage = {
    feed: format,
    by: entry.by,
    receivedAt: entry.receivedAt,
    source,
    offset: entry.offset,
    ...(entry.label !== undefined && { label: entry.label }),
  };
  for (const [index, sighting] of decoded.value.sightings.entries()) {
    const named: Sighting = {
      ...sighting,
      ...(as !== undefined && { sensor: as }),
      ...(feed.trustClass === 'broadcast' && { broadcast: true as const }),
    };
    const { mission, vouchesFor } = rooms;
    const seen = observe(named, index, carriage, mission, vouchesFor, walk.labels, hasher);
    noteSeen(walk, seen.attributes?.taskId, seen);
    walk.sense(seen, entry.by);
  }
  for (const sensor of decoded.value.heard ?? [])
    sensorHeard(walk, rooms, as ?? sensor, entry.by, entry.receivedAt);
  for (const answer of decoded.value.answers ?? [])
    takeTaskAnswer(walk, rooms, entry, { ...answer, ...(as !== undefined && { sensor: as }) });
  for (const [index, period] of (decoded.value.periods ?? []).entries()) {
    const sensor = rooms.mission.sensors.get(period.sensor);
    const { exercise } = rooms.mission.file;
    const marked =
      sensor === undefined
        ? label({ owner: 'mission', exercise })
        : label({ owner: sensor.nation, releasableTo: sensor.releasableTo, exercise });
    if (sensor !== undefined && rooms.vouchesFor(entry.by, sensor))
      noteLooking(walk.state.scans, period, sensor, entry.receivedAt);
    walk.look({
      ...period,
      id: derivedId(hasher, 'period', [carriage.source, String(entry.offset)], index),
      nation: sensor?.nation ?? period.nation,
      label: walk.labels.intern(marked),
      source: carriage.source,
    });
  }
}

const settled = new WeakMap<Mission, Map<string, Feed>>();

/** The format as this link, or this device, speaks it: its editions, and where the receiver stands. */
function settledFeed(
  feed: Feed,
  plan: Link | undefined,
  as: string | undefined,
  mission: Mission,
): Feed {
  const place = as === undefined ? undefined : mission.sensors.get(as)?.position;
  const editions = plan !== undefined && 'editions' in plan ? plan.editions : undefined;
  if (feed.settled === undefined || (place === undefined && editions === undefined)) return feed;
  const known = settled.get(mission) ?? new Map<string, Feed>();
  settled.set(mission, known);
  const key = JSON.stringify([feed.format, plan?.id, as]);
  let one = known.get(key);
  if (one === undefined) {
    one = feed.settled({
      ...(editions !== undefined && { editions }),
      ...(place !== undefined && { place }),
    });
    known.set(key, one);
  }
  return one;
}
