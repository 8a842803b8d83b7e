import type { Geometry } from 'geojson';

/** An area as typed: a box of four sides in degrees, or GeoJSON. */
export interface Area {
  readonly as: 'box' | 'geojson';
  readonly west: string;
  readonly south: string;
  readonly east: string;
  readonly north: string;
  readonly text: string;
}

export const SIDES = ['west', 'south', 'east', 'north'] as const;

/** A box by its sides, degrees. */
export type Box = Readonly<Record<(typeof SIDES)[number], number>>;

/** The geometry; `undefined` where nothing is typed, or what is wrong with what is. */
export function readArea(area: Area): Geometry | string | undefined {
  return area.as === 'box' ? readBox(area) : readGeoJson(area.text);
}

/** The box that is typed, where all four sides are numbers in their places. */
export function boxOf(area: Area): Box | undefined {
  if (SIDES.some((side) => area[side].trim() === '')) return undefined;
  const [west, south, east, north] = SIDES.map((side) => Number(area[side].replace(',', '.')));
  if (west === undefined || south === undefined || east === undefined || north === undefined)
    return undefined;
  const sound =
    [west, east].every((lon) => Math.abs(lon) <= 180) &&
    [south, north].every((lat) => Math.abs(lat) <= 90);
  return sound && west < east && south < north ? { west, south, east, north } : undefined;
}

function readBox(area: Area): Geometry | string | undefined {
  if (SIDES.every((side) => area[side].trim() === '')) return undefined;
  const box = boxOf(area);
  if (box === undefined)
    return 'needs four sides in degrees, west less than east and south less than north';
  const { west, south, east, north } = box;
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

function readGeoJson(text: string): Geometry | string | undefined {
  if (text.trim() === '') return undefined;
  try {
    const json = JSON.parse(text);
    const one = json?.type === 'FeatureCollection' ? json.features?.[0] : json;
    return one?.type === 'Feature' ? one.geometry : one;
  } catch {
    return 'is no JSON: paste a GeoJSON Polygon or MultiPolygon';
  }
}

/** A box as text with so many digits as its size warrants: a hundredth of its smaller side, at least. */
export function sidesOf({ west, south, east, north }: Box): Pick<Area, keyof Box> {
  const least = Math.min(east - west, north - south);
  const digits = Math.min(6, Math.max(2, Math.ceil(-Math.log10(least)) + 2));
  const say = (degrees: number) => degrees.toFixed(digits);
  return { west: say(west), south: say(south), east: say(east), north: say(north) };
}
