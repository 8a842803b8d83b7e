/** What a drone can do, and how its camera sweeps. */
export interface Drone {
  readonly id: string;
  /** Speed through the air on a survey, m/s. */
  readonly airspeedMps: number;
  /** From take-off to empty, seconds. */
  readonly enduranceS: number;
  /** Share of its endurance that stays unused. */
  readonly reserve: number;
  /** Width on the ground that one pass covers well, metres. */
  readonly swathM: number;
  /** Share of the swath that neighbouring passes have in common. */
  readonly overlap: number;
  /** Above ground, metres. */
  readonly heightM: number;
}

/** Where the wind comes from, degrees clockwise from true north, and how fast, m/s. */
export interface Wind {
  readonly fromDeg: number;
  readonly speedMps: number;
}

export const CALM: Wind = { fromDeg: 0, speedMps: 0 };

/** Seconds that a drone may be up. */
export const usable = ({ enduranceS, reserve }: Drone): number => enduranceS * (1 - reserve);

/** Metres between neighbouring passes. */
export const spacing = ({ swathM, overlap }: Drone): number => swathM * (1 - overlap);
