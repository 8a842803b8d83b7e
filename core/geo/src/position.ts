import { fail, type HeightAboveEllipsoid, ok, type Result } from '@greenline/base';

/** A place on WGS 84: degrees east and north. `height` is absent where nobody measured it. */
export interface Position {
  readonly lon: number;
  readonly lat: number;
  readonly height?: HeightAboveEllipsoid;
}

/** What is wrong with one position; `swapped` means the two numbers look exchanged. */
export type PositionError =
  | { readonly kind: 'not-a-number' }
  | { readonly kind: 'out-of-range'; readonly coordinate: 'lon' | 'lat'; readonly value: number }
  | { readonly kind: 'swapped'; readonly lon: number; readonly lat: number };

/** Checks a position: finite, lon within ±180, lat within ±90. */
export function checkPosition(position: Position): Result<Position, PositionError> {
  const { lon, lat } = position;
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) return fail({ kind: 'not-a-number' });
  const lonWrong = Math.abs(lon) > 180;
  const latWrong = Math.abs(lat) > 90;
  if (latWrong && Math.abs(lat) <= 180 && Math.abs(lon) <= 90) {
    return fail({ kind: 'swapped', lon, lat });
  }
  if (latWrong) return fail({ kind: 'out-of-range', coordinate: 'lat', value: lat });
  if (lonWrong) return fail({ kind: 'out-of-range', coordinate: 'lon', value: lon });
  return ok(position);
}
