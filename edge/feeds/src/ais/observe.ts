import { type Instant, instant, type Json, type JsonObject } from '@greenline/base';
import type { ClassProbabilities, FeedMemory, Sighting } from '@greenline/observation';
import { course } from '../number.ts';
import { RADIUS_95 } from '../remoteid/location.ts';
import { KNOT_MPS } from '../units.ts';

/** ITU-R M.1371-5: the accuracy flag says that the position is better than 10 m. */
const ACCURATE_M = 10;
/** Message 27 has tenths of a minute: a step of 185 m, evenly filled. */
const COARSE_SIGMA_M = 185.2 / Math.sqrt(12);
/** A stamp of seconds is believed where it agrees with the reception. */
const MOST_OFF_MS = 20_000;
const MINUTE_MS = 60_000;
const MOST_VESSELS = 50_000;

/** What is remembered of a vessel. Plain data. */
interface Vessel {
  shipType?: number;
  name?: string;
  callsign?: string;
}

const STATUS: readonly string[] = [
  'under-way',
  'anchored',
  'not-under-command',
  'restricted',
  'constrained-by-draught',
  'moored',
  'aground',
  'fishing',
  'sailing',
];
const ACTIVE = 14;
/** Search-and-rescue transmitter, person overboard, emergency beacon: by the MMSI's first digits. */
const DISTRESS: ReadonlyMap<string, string> = new Map([
  ['970', 'sart'],
  ['972', 'man-overboard'],
  ['974', 'epirb'],
]);
/** What an `second` beyond 59 says of how the position was found. */
const POSITIONING: ReadonlyMap<number, string> = new Map([
  [61, 'manual'],
  [62, 'dead-reckoning'],
  [63, 'inoperative'],
]);
const POSITION_REPORTS = [1, 2, 3, 9, 18, 19, 27];

/**
 * Sightings of a message: vessels, aircraft of search and rescue, and calls for help, where the message
 * has a position and somebody knows when it was heard. Stations ashore and aids to navigation are none.
 */
export function sightingsOf(
  said: JsonObject,
  heardAt: Instant | undefined,
  memory: FeedMemory | undefined,
): readonly Sighting[] {
  const vessel = rememberedOf(said, memory);
  const { type, mmsi, lon, lat } = said as {
    type: number;
    mmsi: string;
    lon?: number;
    lat?: number;
  };
  if (heardAt === undefined || lon === undefined || lat === undefined) return [];
  if (!POSITION_REPORTS.includes(type)) return [];
  const distress = DISTRESS.get(mmsi.slice(0, 3));
  const test = distress !== undefined && said.status !== ACTIVE;
  const { speedKt, courseDeg, altitudeM } = said as Record<string, number | undefined>;
  const positioning = POSITIONING.get(said.second as number);
  return [
    {
      kind: distress === undefined ? 'object' : 'event',
      sensor: 'ais',
      ...observedAt(said.second, heardAt),
      position: { lon, lat },
      ...(positioning === undefined && sigmaOf(said)),
      ...(speedKt !== undefined && { speedMps: speedKt * KNOT_MPS }),
      ...(courseDeg !== undefined && { courseDeg: course(courseDeg) }),
      class: distress === undefined ? classOf(type, vessel.shipType) : { distress: 1 },
      identity: `mmsi:${mmsi}`,
      attributes: {
        messageType: type,
        ...(distress !== undefined && { beacon: distress }),
        ...statusOf(said.status),
        ...(positioning !== undefined && { positioning }),
        ...(altitudeM !== undefined && { altitudeM }),
        ...picked(said, 'headingDeg', 'station', 'own', 'raim', 'latePosition'),
        ...(vessel as Record<string, Json>),
      },
      selfReport: true,
      broadcast: true,
      ...(test && { exercise: true as const }),
    },
  ];
}

/** Takes over static data (messages 5, 19, 24), and says what is known of the sender. */
function rememberedOf(said: JsonObject, memory: FeedMemory | undefined): Vessel {
  const mmsi = said.mmsi as string;
  const vessels = memory?.get('vessels') as Map<string, Vessel> | undefined;
  if ((said.shipType ?? said.name ?? said.callsign) === undefined) return vessels?.get(mmsi) ?? {};
  const fresh: Vessel = {
    ...(typeof said.shipType === 'number' && { shipType: said.shipType }),
    ...(typeof said.name === 'string' && { name: said.name }),
    ...(typeof said.callsign === 'string' && { callsign: said.callsign }),
  };
  if (memory === undefined || said.type === 21) return fresh;
  const all = vessels ?? new Map<string, Vessel>();
  if (vessels === undefined) memory.set('vessels', all);
  const known = all.get(mmsi);
  if (known === undefined && all.size >= MOST_VESSELS)
    all.delete(all.keys().next().value as string);
  const vessel = { ...known, ...fresh };
  all.set(mmsi, vessel);
  return vessel;
}

/** Ship and cargo type: 35 is "engaged in military operations"; people and goods are civilian. */
function classOf(type: number, shipType: number | undefined): ClassProbabilities {
  if (type === 9) return { aircraft: 1 };
  if (shipType === 35) return { 'naval-vessel': 1 };
  const civilian =
    shipType !== undefined &&
    (shipType === 30 ||
      shipType === 36 ||
      shipType === 37 ||
      (shipType >= 40 && shipType <= 49) ||
      (shipType >= 60 && shipType <= 89));
  return civilian ? { 'civilian-vessel': 1 } : { vessel: 1 };
}

function sigmaOf(said: JsonObject): Pick<Sighting, 'sigmaM'> {
  if (said.accurate !== true) return {};
  const sigmaM = ACCURATE_M / RADIUS_95;
  return { sigmaM: said.type === 27 ? Math.hypot(sigmaM, COARSE_SIGMA_M) : sigmaM };
}

/** The second of the minute that the message states, in the minute nearest to when it was heard. */
function observedAt(
  second: Json | undefined,
  heardAt: Instant,
): Pick<Sighting, 'observedAt' | 'uncertaintyS'> {
  if (typeof second !== 'number' || second > 59) return { observedAt: heardAt, uncertaintyS: 10 };
  const ahead = (((second * 1000 - heardAt) % MINUTE_MS) + MINUTE_MS) % MINUTE_MS;
  const off = ahead > MINUTE_MS / 2 ? ahead - MINUTE_MS : ahead;
  return Math.abs(off) > MOST_OFF_MS
    ? { observedAt: heardAt, uncertaintyS: 10 }
    : { observedAt: instant(heardAt + off), uncertaintyS: 1 };
}

const statusOf = (status: Json | undefined): Record<string, Json> => {
  const word = typeof status === 'number' ? STATUS[status] : undefined;
  return word === undefined ? {} : { status: word };
};

function picked(said: JsonObject, ...names: readonly string[]): Record<string, Json> {
  const chosen: Record<string, Json> = {};
  for (const name of names) {
    const value = said[name];
    if (value !== undefined) chosen[name] = value;
  }
  return chosen;
}
