const EARTH_CIRCUMFERENCE_M = 40_075_016.686;

/** Web Mercator in the unit square, y downwards: a drawing frame, never a measuring one. */
export const mercatorX = (lon: number): number => (lon + 180) / 360;

export function mercatorY(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

/** Units of the square to one metre at a latitude. */
export const mercatorPerMetre = (lat: number): number =>
  1 / (EARTH_CIRCUMFERENCE_M * Math.cos((lat * Math.PI) / 180));
