import { type Instant, instant, metres } from '@greenline/base';
import { destination, distanceBetween, type Position } from '@greenline/geo';
import type { EffortArea } from '../effort-area.ts';
import { RADIANS } from '../orbit/plane.ts';
import { sunElevation } from '../orbit/sun.ts';
import type { Glance } from './crossing.ts';

/** Sensors of one kind that a plan would place along a line. */
export interface PlacedSensors {
  readonly kind: string;
  readonly everyKm: number;
  readonly rangeM: number;
  /** By day, and with the sun more than 6° under the horizon. */
  readonly detectionProbability: number;
  readonly nightProbability: number;
  /** Absent: each thing has one chance in each hour. */
  readonly glimpseS?: number;
  /** Share of the hours in which weather and upkeep let them work: taken as independent of each other. */
  readonly availability: number;
  /** Hours of the day, UTC, in which they work; absent: all. The end exclusive, over midnight where it is less. */
  readonly hours?: readonly [from: number, to: number];
}

const HOUR_MS = 3_600_000;
const CORNERS = 24;
/** Civil dusk and dawn. */
const DARK_DEG = -6;

/** Their looks over a span, one an hour each. */
export function glancesOfPlaced(
  sensors: PlacedSensors,
  line: readonly Position[],
  from: Instant,
  to: Instant,
): readonly Glance[] {
  const { kind, detectionProbability, nightProbability, availability, hours, glimpseS } = sensors;
  return placesEvery(line, sensors.everyKm).flatMap((place, i) => {
    const area = discAbout(place, sensors.rangeM);
    const looks: Glance[] = [];
    for (let at: number = from; at < to; at += HOUR_MS) {
      const end = Math.min(to, at + HOUR_MS);
      const middle = instant((at + end) / 2);
      if (hours !== undefined && !isWithin(new Date(at).getUTCHours(), hours)) continue;
      const dark = sunElevation(middle, place.lon * RADIANS, place.lat * RADIANS) < DARK_DEG;
      looks.push({
        sensor: `${kind}-${i + 1}`,
        from: instant(at),
        to: instant(end),
        state: 'looked',
        detectionProbability: availability * (dark ? nightProbability : detectionProbability),
        area,
        ...(glimpseS !== undefined && { glimpseS }),
      });
    }
    return looks;
  });
}

/** Places at even distances along a line, the first half a distance from its beginning. */
export function placesEvery(line: readonly Position[], everyKm: number): readonly Position[] {
  const places: Position[] = [];
  let next = everyKm * 500;
  let behind = 0;
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1] as Position, line[i] as Position];
    const length = distanceBetween(from, to);
    for (; next <= behind + length; next += everyKm * 1000) {
      const share = (next - behind) / length;
      const lon = from.lon + share * (to.lon - from.lon);
      places.push({ lon, lat: from.lat + share * (to.lat - from.lat) });
    }
    behind += length;
  }
  return places;
}

function discAbout(place: Position, radiusM: number): EffortArea {
  const ring = Array.from({ length: CORNERS }, (_, i) => {
    const { lon, lat } = destination(place, 360 - (360 * i) / CORNERS, metres(radiusM));
    return [lon, lat];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as number[]]] };
}

const isWithin = (hour: number, [from, to]: readonly [number, number]): boolean =>
  from <= to ? hour >= from && hour < to : hour >= from || hour < to;
