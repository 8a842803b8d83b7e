/**
 * Compact position reporting: a position in 2 × 17 bits, written alternately in two grids of zones, even
 * and odd. One message tells where in its zone; a pair of both, or a place known to be near, tells which
 * zone. ICAO Doc 9871, C.2.6; RTCA DO-260B, appendix A.1.7.
 */
export interface Cpr {
  readonly odd: boolean;
  /** 17 bits, fractions of a zone. */
  readonly lat: number;
  readonly lon: number;
}

export interface Place {
  readonly lon: number;
  readonly lat: number;
}

const FULL = 2 ** 17;
/** Latitude zones between the equator and a pole. */
const NZ = 15;

/** Latitudes from which on there are fewer than n longitude zones, by n from 59 down to 2. */
const NL_LATITUDES: readonly number[] = Array.from({ length: 58 }, (_, index) => {
  const zones = 59 - index;
  const ratio = (1 - Math.cos(Math.PI / (2 * NZ))) / (1 - Math.cos((2 * Math.PI) / zones));
  return zones === 2 ? 87 : (Math.acos(Math.sqrt(ratio)) * 180) / Math.PI;
});

/** Longitude zones at a latitude: 59 at the equator, 1 beyond 87°. */
export function longitudeZones(lat: number): number {
  const absolute = Math.abs(lat);
  let from = 0;
  let to = NL_LATITUDES.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (absolute < (NL_LATITUDES[middle] as number) || (middle === 57 && absolute <= 87))
      to = middle;
    else from = middle + 1;
  }
  return 59 - from;
}

const modulo = (a: number, b: number): number => a - b * Math.floor(a / b);
const wrapped = (degrees: number): number => modulo(degrees + 180, 360) - 180;

/**
 * The place of the later of an even and an odd position in the air. `undefined` where the two lie in
 * bands of different longitude zones, or beyond a pole.
 */
export function globalAirborne(even: Cpr, odd: Cpr, latest: 'even' | 'odd'): Place | undefined {
  const [latEven, latOdd] = latitudes(even, odd, 360);
  const north = (lat: number): number => (lat >= 270 ? lat - 360 : lat);
  return longitudeOf(even, odd, latest, north(latEven), north(latOdd), 360);
}

/**
 * The place of the later of an even and an odd position on the ground. A pair repeats in both
 * hemispheres and every 90° of longitude: the one nearest to `near` is meant.
 */
export function globalSurface(
  even: Cpr,
  odd: Cpr,
  latest: 'even' | 'odd',
  near: Place,
): Place | undefined {
  const [latEven, latOdd] = latitudes(even, odd, 90);
  const half = (lat: number): number =>
    Math.abs(lat - 90 - near.lat) < Math.abs(lat - near.lat) ? lat - 90 : lat;
  const place = longitudeOf(even, odd, latest, half(latEven), half(latOdd), 90);
  if (place === undefined) return undefined;
  const turns = [0, 90, 180, 270].map((turn) => wrapped(place.lon + turn));
  const away = (lon: number): number => Math.abs(wrapped(lon - near.lon));
  return { lat: place.lat, lon: turns.reduce((a, b) => (away(b) < away(a) ? b : a)) };
}

function latitudes(even: Cpr, odd: Cpr, circle: number): readonly [number, number] {
  const j = Math.floor((59 * even.lat - 60 * odd.lat) / FULL + 0.5);
  return [
    (circle / 60) * (modulo(j, 60) + even.lat / FULL),
    (circle / 59) * (modulo(j, 59) + odd.lat / FULL),
  ];
}

function longitudeOf(
  even: Cpr,
  odd: Cpr,
  latest: 'even' | 'odd',
  latEven: number,
  latOdd: number,
  circle: number,
): Place | undefined {
  if (Math.abs(latEven) > 90 || Math.abs(latOdd) > 90) return undefined;
  const zones = longitudeZones(latEven);
  if (zones !== longitudeZones(latOdd)) return undefined;
  const m = Math.floor((even.lon * (zones - 1) - odd.lon * zones) / FULL + 0.5);
  const own = latest === 'even' ? even : odd;
  const count = Math.max(1, zones - (latest === 'even' ? 0 : 1));
  return {
    lat: latest === 'even' ? latEven : latOdd,
    lon: wrapped((circle / count) * (modulo(m, count) + own.lon / FULL)),
  };
}

/** The place of one position that lies within half a zone of `near`, in the air or on the ground. */
export function local(cpr: Cpr, near: Place, surface: boolean): Place | undefined {
  const circle = surface ? 90 : 360;
  const odd = cpr.odd ? 1 : 0;
  const height = circle / (4 * NZ - odd);
  const y = cpr.lat / FULL;
  const j = Math.floor(near.lat / height) + Math.floor(0.5 + modulo(near.lat, height) / height - y);
  const lat = height * (j + y);
  if (Math.abs(lat) > 90) return undefined;
  const width = circle / Math.max(1, longitudeZones(lat) - odd);
  const x = cpr.lon / FULL;
  const m = Math.floor(near.lon / width) + Math.floor(0.5 + modulo(near.lon, width) / width - x);
  return { lat, lon: wrapped(width * (m + x)) };
}
