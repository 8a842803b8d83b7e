/** An object as it is reported: metres and m/s in the plane of the sector. */
export interface ObjectTrack {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
  /** Probability that there is such an object. */
  readonly existence: number;
}

/** An object that had an id and is followed no more. */
export interface GivenUp {
  readonly id: number;
  /** Whether it hardly exists; else nobody knows where it is. */
  readonly gone: boolean;
}
