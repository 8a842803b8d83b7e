import { forward, toPoint } from 'mgrs';

export interface LonLat {
  readonly lon: number;
  readonly lat: number;
}

export type Grid = 'degrees' | 'mgrs';

/**
 * A position in words, no finer than `sigmaM` warrants: degrees with the hemisphere, or MGRS with
 * as many figures. Without a sigma, to about 100 m.
 */
export function place(position: LonLat, grid: Grid, sigmaM = 100): string {
  return grid === 'mgrs' ? inMgrs(position, sigmaM) : inDegrees(position, sigmaM);
}

function inDegrees({ lon, lat }: LonLat, sigmaM: number): string {
  const digits = sigmaM < 3 ? 5 : sigmaM < 30 ? 4 : sigmaM < 300 ? 3 : 2;
  const ns = lat < 0 ? 'S' : 'N';
  const ew = lon < 0 ? 'W' : 'E';
  return `${Math.abs(lat).toFixed(digits)}° ${ns} ${Math.abs(lon).toFixed(digits)}° ${ew}`;
}

function inMgrs({ lon, lat }: LonLat, sigmaM: number): string {
  if (lat > 84 || lat < -80) return inDegrees({ lon, lat }, sigmaM);
  const figures = sigmaM < 3 ? 5 : sigmaM < 30 ? 4 : sigmaM < 300 ? 3 : 2;
  const text = forward([lon, lat], figures);
  const digits = 2 * figures;
  const head = text.slice(0, -digits);
  return `${head.slice(0, -2)} ${head.slice(-2)} ${text.slice(-digits, -figures)} ${text.slice(-figures)}`;
}

/** Why a typed position was not understood, with the remedy. */
export type PlaceError = { readonly kind: 'unreadable' | 'out-of-range'; readonly text: string };

/**
 * Reads what people type: `49.1234, 36.5678` (latitude first, as people say it), `49.1234 N 36.5678 E`,
 * or MGRS with or without spaces. The hemisphere letters decide where they are given.
 */
export function readPlace(text: string): LonLat | PlaceError {
  const typed = text.trim().toUpperCase();
  const grid = typed.replace(/\s+/g, '');
  if (/^\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z]{2}(\d\d){0,5}$/.test(grid)) return readMgrs(grid);
  const parts = [...typed.matchAll(/([-+\u2212]?\d+(?:[.,]\d+)?)\s*°?\s*([NSEW])?/g)];
  if (parts.length !== 2 || /[^\d\s.,°NSEW+\u2212-]/.test(typed)) {
    return unreadable();
  }
  const [first, second] = parts.map((part) => ({
    value: Number((part[1] ?? '').replace(',', '.').replace('\u2212', '-')),
    letter: part[2],
  }));
  if (first === undefined || second === undefined) return unreadable();
  const swapped = first.letter === 'E' || first.letter === 'W';
  const north = swapped ? second : first;
  const east = swapped ? first : second;
  const lat = north.letter === 'S' ? -Math.abs(north.value) : north.value;
  const lon = east.letter === 'W' ? -Math.abs(east.value) : east.value;
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) {
    return {
      kind: 'out-of-range',
      text: 'Latitude lies within ±90 and longitude within ±180 degrees; latitude comes first.',
    };
  }
  return { lon, lat };
}

export const isPlace = (read: LonLat | PlaceError): read is LonLat => 'lon' in read;

function readMgrs(grid: string): LonLat | PlaceError {
  try {
    const [lon, lat] = toPoint(grid);
    return Number.isFinite(lon) && Number.isFinite(lat) ? { lon, lat } : unreadable();
  } catch {
    return unreadable();
  }
}

const unreadable = (): PlaceError => ({
  kind: 'unreadable',
  text: 'Type degrees with latitude first (49.123 N 36.568 E) or an MGRS reference (37U DQ 1234 5678).',
});
