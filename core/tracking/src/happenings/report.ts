/**
 * One sensor's word of one happening, in a local plane: east and north in metres, bearings in radians
 * anticlockwise from east, seconds. Sigmas are one standard deviation.
 */
export interface HappeningReport {
  readonly id: string;
  readonly sensor: string;
  /** Who sent it, which need not be whose sensor it is. */
  readonly nation: string;
  /** `sound`: `t` is when the sound arrived. `light`: `t` is when it happened. */
  readonly by: 'sound' | 'light';
  /** Where the sensor stands. */
  readonly x: number;
  readonly y: number;
  readonly t: number;
  readonly sigmaT: number;
  readonly bearing?: number;
  readonly sigmaBearing?: number;
  readonly range?: number;
  readonly sigmaRange?: number;
  /** Speed of sound in the air around it, m/s; absent: of air of 20 °C. */
  readonly soundMps?: number;
  /** The report that this one sends on, where its sender says so. */
  readonly relayOf?: string;
  readonly receivedAt: number;
}

/** Something that happened once, and every report of it. */
export interface Happening {
  readonly t: number;
  readonly x: number;
  readonly y: number;
  /** Root of the mean of the variances on both axes. */
  readonly sigmaM: number;
  /** Ids, copies included, as they came. */
  readonly reports: readonly string[];
}
