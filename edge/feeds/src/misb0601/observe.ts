import type { Instant, Json } from '@greenline/base';
import { heightAboveEllipsoid } from '@greenline/base';
import { checkPosition, type Position } from '@greenline/geo';
import type { Handling, Sighting } from '@greenline/observation';
import { ringOf } from '../klv/footprint.ts';
import type { Items } from '../klv/item.ts';
import { handlingOf } from '../klv/security.ts';
import { firstNumber, instantOfUs, numberOf, wordsOf } from '../klv/values.ts';
import { type Footprint, footprintOf, frameCentreOf } from './view.ts';

/** Modes that are not the real thing: training, exercise, test. */
const PRACTICE = [2, 3, 5];

/** What one packet says about itself: whose it is, when, how it may be handled, what it shows. */
export interface Scene {
  readonly sensor: string;
  readonly observedAt: Instant;
  readonly footprint: Footprint | undefined;
  readonly handling: Handling | undefined;
  readonly exercise: boolean;
}

/** `undefined` where neither the packet nor its reception has a time. */
export function sceneOf(items: Items, receivedAt: Instant | undefined): Scene | undefined {
  const observedAt = timeOf(items) ?? receivedAt;
  if (observedAt === undefined) return undefined;
  return {
    sensor: platformOf(items) ?? 'misb0601',
    observedAt,
    footprint: footprintOf(items),
    handling: handlingOf(items[48]?.items),
    exercise: PRACTICE.includes(numberOf(items, 77) ?? 0),
  };
}

/** UTC: the time stamp with the correction and the leap seconds that the set states. */
function timeOf(items: Items): Instant | undefined {
  const us = numberOf(items, 2);
  if (us === undefined) return undefined;
  return instantOfUs(us + (numberOf(items, 137) ?? 0) + 1e6 * (numberOf(items, 136) ?? 0));
}

/** The platform's name of itself: tail number, call sign, core identifier, designation. */
function platformOf(items: Items): string | undefined {
  const core = items[94]?.value;
  const id = typeof core === 'object' && core !== null && 'platform' in core ? core.platform : '';
  return (
    wordsOf(items, 4) ??
    wordsOf(items, 59) ??
    (typeof id === 'string' && id !== '' ? id : undefined) ??
    wordsOf(items, 10)
  );
}

/**
 * The platform, as it reports itself: an uncrewed aircraft with its name as identity, and in the
 * attributes what its camera looks at: `frameCentre`, `footprint` (GeoJSON), `slantRangeM`.
 *
 * Heights above the ellipsoid are the position's; a height above the sea is an attribute.
 */
export function platformSighting(items: Items, scene: Scene): Sighting | undefined {
  const position = positionOf(items);
  if (position === undefined) return undefined;
  const { sensor, observedAt, handling, exercise } = scene;
  const [north, east] = [numberOf(items, 79), numberOf(items, 80)];
  const moving = north !== undefined && east !== undefined;
  const speedMps = numberOf(items, 56) ?? (moving ? Math.hypot(north, east) : undefined);
  const course = numberOf(items, 112) ?? (moving ? degreesOf(east, north) : undefined);
  return {
    kind: 'object',
    sensor,
    observedAt,
    position,
    ...(speedMps !== undefined && { speedMps }),
    ...(course !== undefined && { courseDeg: course % 360 }),
    class: { 'uncrewed-aircraft': 1 },
    identity: sensor,
    selfReport: true,
    attributes: attributesOf(items, scene),
    ...(handling !== undefined && { handling }),
    ...(exercise && { exercise }),
  };
}

function positionOf(items: Items): Position | undefined {
  const [lat, lon] = [numberOf(items, 13), numberOf(items, 14)];
  if (lat === undefined || lon === undefined || !checkPosition({ lon, lat }).ok) return undefined;
  const height = firstNumber(items, 104, 75);
  return height === undefined ? { lon, lat } : { lon, lat, height: heightAboveEllipsoid(height) };
}

function attributesOf(items: Items, { footprint }: Scene): Record<string, Json> {
  const attributes: Record<string, Json> = {};
  const set = (name: string, value: Json | undefined) => {
    if (value !== undefined) attributes[name] = value;
  };
  set('missionId', wordsOf(items, 3));
  set('designation', wordsOf(items, 10));
  set('callSign', wordsOf(items, 59));
  set('camera', wordsOf(items, 11));
  set('heightAboveSeaM', numberOf(items, 15));
  set('headingDeg', numberOf(items, 5));
  set('slantRangeM', numberOf(items, 21));
  const centre = frameCentreOf(items);
  if (centre !== undefined) set('frameCentre', { ...centre });
  if (footprint !== undefined) {
    set('footprint', { type: 'Polygon', coordinates: [ringOf(footprint.corners) as Json] });
    set('footprintFrom', footprint.from);
  }
  return attributes;
}

const degreesOf = (east: number, north: number): number =>
  ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
