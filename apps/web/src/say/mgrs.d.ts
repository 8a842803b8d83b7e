declare module 'mgrs' {
  /** MGRS of [lon, lat], with `accuracy` digits for each of easting and northing. */
  export function forward(lonLat: readonly [number, number], accuracy?: number): string;
  /** [lon, lat] of the middle of an MGRS square. */
  export function toPoint(mgrs: string): [number, number];
}
