import { formatInstant, type Instant, instant, roundProbability } from '@greenline/base';
import { fromLocal, localFrame, type Position } from '@greenline/geo';
import { areaBelow, type EffortArea, type Outline, outlineOf } from '../effort-area.ts';
import type { Crossing, Glance, Stretch } from './crossing.ts';
import { detectionChance, type PreparedGlance, prepareGlances } from './detection-chance.ts';

/** What must be seen, wherever and whenever in the zone it happens. */
export interface CrossingQuestion {
  readonly count: number;
  readonly headwayS: number;
  readonly speedMps: number;
  /** Metres east and north of where it begins; one place alone: they come there and stay. */
  readonly pathM: readonly (readonly [east: number, north: number])[];
  readonly withinS: number;
}

/** What could be done, as looks. */
export interface CoverageOption {
  readonly name: string;
  readonly glances: readonly Glance[];
}

/** Over where and when an option is weighed. */
export interface AdequacySpan {
  readonly area: EffortArea;
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
  /** Side of the cells, km. */
  readonly cellKm: number;
}

/** How well an option would see it. Probabilities that one vehicle at least is detected in time. */
export interface OptionAdequacy {
  readonly name: string;
  /** Mean over the zone and the hours. */
  readonly mean: number;
  /** Of the worst place and hour. */
  readonly least: number;
  /** Share of places and hours at which it is a half at least, and nine tenths. */
  readonly shareAtHalf: number;
  readonly shareAtNineTenths: number;
  /** Hour by hour, over the zone. */
  readonly hours: readonly {
    readonly from: string;
    readonly mean: number;
    readonly least: number;
  }[];
  /** Place by place, over the hours: middles of cells. */
  readonly places: readonly {
    readonly lon: number;
    readonly lat: number;
    readonly mean: number;
    readonly least: number;
  }[];
}

const HOUR_MS = 3_600_000;

/** Weighs an option: the question is asked at every cell of the zone and every full hour. */
export function adequacy(
  { name, glances }: CoverageOption,
  question: CrossingQuestion,
  span: AdequacySpan,
): OptionAdequacy {
  const places = cellsIn(span.area, span.cellKm);
  const hours: Instant[] = [];
  for (let at: number = span.from; at < span.to; at += HOUR_MS) hours.push(instant(at));
  const near = nearestOf(prepareGlances(glances), question);
  const chances = places.map((place) => {
    const { speedMps, count, headwayS, withinS } = question;
    const path = pathFrom(place, question.pathM);
    const within = near(place);
    const seen = new Map<Outline, readonly Stretch[]>();
    return hours.map((at) => {
      const crossing: Crossing = { path, speedMps, count, headwayS, at, withinS };
      return detectionChance(crossing, within, seen).any;
    });
  });
  const all = chances.flat();
  return {
    name,
    mean: mean(all),
    least: least(all),
    shareAtHalf: mean(all.map((chance) => (chance >= 0.5 ? 1 : 0))),
    shareAtNineTenths: mean(all.map((chance) => (chance >= 0.9 ? 1 : 0))),
    hours: hours.map((from, hour) => {
      const at = chances.map((row) => row[hour] as number);
      return { from: formatInstant(from), mean: mean(at), least: least(at) };
    }),
    places: places.map(({ lon, lat }, i) => {
      const row = chances[i] as readonly number[];
      return { lon, lat, mean: mean(row), least: least(row) };
    }),
  };
}

/** Middles of cells of equal size on the ground that lie in an area. */
export function cellsIn(area: EffortArea, cellKm: number): readonly Position[] {
  const outline = outlineOf(area);
  const up = cellKm / 111.2;
  const cells: Position[] = [];
  for (let lat = outline.south + up / 2; lat < outline.north; lat += up) {
    const across = up / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
    const columns = Math.ceil((outline.east - outline.west) / across);
    for (const [west, east] of outline.spansAt(lat)) {
      const first = Math.max(0, Math.ceil((west - outline.west) / across - 0.5));
      for (let column = first; column < columns; column++) {
        const lon = outline.west + (column + 0.5) * across;
        if (lon >= east) break;
        cells.push({ lon: degrees(lon), lat: degrees(lat) });
      }
    }
  }
  return cells;
}

/** How many cells of a size an area would take, about. */
export function cellsWithin(area: EffortArea, cellKm: number): number {
  const { south, north, spansAt } = outlineOf(area);
  let km2 = 0;
  for (let i = 0; i < 200; i++) {
    const from = south + ((north - south) * i) / 200;
    const to = south + ((north - south) * (i + 1)) / 200;
    const width = spansAt((from + to) / 2).reduce((sum, [west, east]) => sum + east - west, 0);
    km2 += width * (areaBelow(to) - areaBelow(from)) * KM2;
  }
  return km2 / cellKm ** 2;
}

/** Square kilometres to one of `areaBelow`, for one degree of longitude. */
const KM2 = (6_378.137 ** 2 / 2) * (Math.PI / 180);

function pathFrom(place: Position, pathM: CrossingQuestion['pathM']): readonly Position[] {
  const frame = localFrame('crossing', place);
  return pathM.map(([east, north]) => {
    const { lon, lat } = fromLocal(frame, { east, north });
    return { lon, lat };
  });
}

/** Looks that may matter to a crossing that begins at a place: by boxes of a quarter of a degree. */
function nearestOf(
  prepared: readonly PreparedGlance[],
  { pathM }: CrossingQuestion,
): (place: Position) => readonly PreparedGlance[] {
  const reach = Math.max(...pathM.map(([east, north]) => Math.hypot(east, north))) / 111_000;
  const boxes = new Map<string, PreparedGlance[]>();
  const box = (degree: number): number => Math.floor(degree / BOX);
  for (const one of prepared) {
    const { west, east, south, north } = padded(one.outline, reach);
    for (let x = box(west); x <= box(east); x++) {
      for (let y = box(south); y <= box(north); y++) {
        const key = `${x},${y}`;
        const held = boxes.get(key);
        if (held === undefined) boxes.set(key, [one]);
        else held.push(one);
      }
    }
  }
  return ({ lon, lat }) => boxes.get(`${box(lon)},${box(lat)}`) ?? [];
}

const BOX = 0.25;

function padded({ west, east, south, north }: Outline, reach: number) {
  const across =
    reach / Math.max(0.01, Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180));
  return { west: west - across, east: east + across, south: south - reach, north: north + reach };
}

const degrees = (value: number): number => Math.round(value * 1e5) / 1e5;
const mean = (of: readonly number[]): number =>
  of.length === 0 ? 0 : roundProbability(of.reduce((sum, one) => sum + one, 0) / of.length);
const least = (of: readonly number[]): number =>
  of.length === 0 ? 0 : roundProbability(of.reduce((a, b) => Math.min(a, b)));
