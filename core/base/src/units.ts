/** Metres along the ellipsoid or in a local plane. */
export type Metres = number & { readonly '~unit': 'm' };

/** Metres above the WGS 84 ellipsoid. */
export type HeightAboveEllipsoid = number & { readonly '~unit': 'm-hae' };

export const metres = (value: number): Metres => value as Metres;
export const heightAboveEllipsoid = (value: number): HeightAboveEllipsoid =>
  value as HeightAboveEllipsoid;

/** To the millimetre: what distances are rounded to before they are compared or printed. */
export const roundDistance = (value: number): number => Math.round(value * 1e3) / 1e3;

/** To one in a million: what probabilities are rounded to before they are compared or printed. */
export const roundProbability = (value: number): number => Math.round(value * 1e6) / 1e6;
