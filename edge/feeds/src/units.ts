/** Metres in one nautical mile, foot; metres a second in one knot. Exact by definition. */
export const NAUTICAL_MILE_M = 1852;
export const FOOT_M = 0.3048;
export const KNOT_MPS = NAUTICAL_MILE_M / 3600;
