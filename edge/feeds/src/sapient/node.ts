import type { Instant, JsonObject } from '@greenline/base';
import type { FeedMemory } from '@greenline/observation';
import type { Polygon } from 'geojson';
import { type Place, placeOf } from './place.ts';

/** What a node told of itself, which its detections are read by. Plain data: it is kept between messages. */
export interface SapientNode {
  /** Where it stands, by its last status. */
  station?: Place;
  /** UTM zone it registered for detections. */
  zone?: string;
  /** It registered velocities in km/h; else they are m/s. */
  kilometresAnHour?: boolean;
  /** How often it reports, by its registration, seconds. */
  intervalS?: number;
  /** Registered with a message that holds. */
  registered?: boolean;
  /** Its state by its last status, `SYSTEM_OK`. */
  system?: string;
  /** What it looks at since its last status, and how well. */
  looking?: { readonly from: Instant; readonly area: Polygon; readonly probability: number };
}

/** Nodes remembered at a time; the one registered first is forgotten first. */
const MOST_NODES = 1_024;

/** The node of a message, as far as it is known; a stranger is remembered from now on. */
export function nodeOf(memory: FeedMemory, id: string): SapientNode {
  const known = memory.get(id) as SapientNode | undefined;
  if (known !== undefined) return known;
  if (memory.size >= MOST_NODES) {
    const [oldest] = memory.keys();
    if (oldest !== undefined) memory.delete(oldest);
  }
  const node: SapientNode = {};
  memory.set(id, node);
  return node;
}

const SECONDS: Readonly<Record<string, number>> = {
  TIME_UNITS_NANOSECONDS: 1e-9,
  TIME_UNITS_MICROSECONDS: 1e-6,
  TIME_UNITS_MILLISECONDS: 1e-3,
  TIME_UNITS_SECONDS: 1,
  TIME_UNITS_MINUTES: 60,
  TIME_UNITS_HOURS: 3_600,
  TIME_UNITS_DAYS: 86_400,
};

/** Takes over a registration: all that an earlier one said is void. */
export function register(node: SapientNode, registration: JsonObject): void {
  const interval = (registration.statusDefinition as JsonObject).statusInterval as JsonObject;
  const seconds = (interval.value as number) * (SECONDS[interval.units as string] ?? Number.NaN);
  node.registered = true;
  delete node.intervalS;
  delete node.zone;
  delete node.kilometresAnHour;
  delete node.looking;
  if (seconds > 0) node.intervalS = seconds;
  for (const mode of registration.modeDefinition as readonly JsonObject[])
    for (const definition of (mode.detectionDefinition ?? []) as readonly JsonObject[]) {
      const { zone } = definition.locationType as JsonObject;
      if (typeof zone === 'string') node.zone ??= zone;
      const velocity = definition.velocityType as JsonObject | undefined;
      const units = velocity?.enuVelocityUnits as JsonObject | undefined;
      if (units?.eastNorthRateUnits === 'SPEED_UNITS_KPH') node.kilometresAnHour = true;
    }
}

/** Takes over where a status says that its node stands. */
export function takeStation(node: SapientNode, status: JsonObject): void {
  if (status.nodeLocation === undefined) return;
  const place = placeOf(status.nodeLocation as JsonObject, node.zone);
  if (place === undefined) delete node.station;
  else node.station = place;
}

/** A timestamp in the form of `formatTimestamp`, in milliseconds; what is finer is cut off. */
export const instantOf = (timestamp: string): Instant => Date.parse(timestamp) as Instant;
