import { boundaryOf, distanceBetween, lengthKm } from '@greenline/geo';
import type { Tell } from './contradictions.ts';
import type { Words } from './words.ts';

/** Smaller than any place that a position could be found in or out of. */
const LEAST_M = 10;
/** The box around an area keeps a metre clear of it on each side. */
const CLEAR_M = 2;
/** Longer than any border, wider than any continent that forces were ever drawn out of. */
const LONGEST_LINE_KM = 10_000;
const WIDEST_ZONE_KM = 5000;

/** Kinds of areas that may come out empty. */
const COMPOSED: ReadonlySet<string> = new Set(['intersection', 'difference', 'sector']);

/** Lines and zones whose size is a slip of the pen: metres for kilometres, a digit too many. */
export function sizes(words: Words, refuse: Tell): void {
  for (const [name, { line }] of words.lines) {
    const km = lengthKm(line);
    if (km * 1000 < LEAST_M || km > LONGEST_LINE_KM)
      refuse(
        ['lines', name],
        `is ${km < 1 ? `${(km * 1000).toFixed(1)} m` : `${km.toFixed(0)} km`} long: draw it between ${LEAST_M} m and ${LONGEST_LINE_KM} km`,
      );
  }
  for (const [name, { area }] of words.zones) {
    if (COMPOSED.has(area.area.kind) && boundaryOf(area).polygons.length === 0) {
      refuse(['zones', name], 'holds no place: its parts do not meet, or one takes all of it out');
      continue;
    }
    const { west, east, south, north } = area.bounds;
    const lat = (south + north) / 2;
    const across = distanceBetween({ lon: west, lat }, { lon: east, lat });
    const up = distanceBetween({ lon: west, lat: south }, { lon: west, lat: north });
    const widest = Math.max(across, up) - CLEAR_M;
    if (widest < LEAST_M)
      refuse(
        ['zones', name],
        `is about ${widest.toFixed(0)} m across, less than a position errs: draw it larger`,
      );
    if (widest > WIDEST_ZONE_KM * 1000)
      refuse(
        ['zones', name],
        `is ${(widest / 1000).toFixed(0)} km across: at most ${WIDEST_ZONE_KM} km`,
      );
  }
}
