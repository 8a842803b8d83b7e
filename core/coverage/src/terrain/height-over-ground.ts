/** Metres over the ground at which a viewer or a target may be: up to the edge of space. */
const HIGHEST_M = 100_000;

export const HEIGHT_OVER_GROUND = `write metres over the ground, 0 to ${HIGHEST_M}`;

export const isHeightOverGround = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= HIGHEST_M;
