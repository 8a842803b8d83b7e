import { type Chain, type EndFrame, endFrames, pieceEnd, piecesWithin } from './chain.ts';
import type { Ecef } from './ellipsoid.ts';
import { dot } from './flat-end.ts';

/** The end segment of a line carried on: where places past the end change sides. */
export interface Ray extends EndFrame {
  /** Whether the line comes back behind this end. */
  readonly pocket: boolean;
}

/** The rays at the ends of a line; `radius` is how far around them places will be asked for. */
export const endRays = (chain: Chain, radius: number): readonly Ray[] =>
  endFrames(chain).map((frame) => rayOf(chain, frame, radius));

/** Never less: a limit on the size of a margin must not take its sign, rounding included. */
const LEAST = 1e-3;

/** A margin cut down to what the ends of the line leave of it: past an end a place may change sides. */
export function limitedByEnds(
  margin: number,
  rays: readonly Ray[],
  at: Ecef,
  d: number,
  past: number,
): number {
  let limited = margin;
  for (const ray of rays) {
    if (past !== ray.end && isFarFrom(ray, at, d + 2 * Math.abs(limited))) continue;
    const limit = sideLimit(ray, at, d, past);
    limited = limited >= 0 ? Math.min(limited, limit) : Math.max(limited, -limit);
  }
  return limited;
}

/** With a metre to spare: half of what an end lies farther away than the line is then more than the margin. */
function isFarFrom(ray: Ray, at: Ecef, reach: number): boolean {
  const dx = at.x - ray.x;
  const dy = at.y - ray.y;
  const dz = at.z - ray.z;
  return dx * dx + dy * dy + dz * dz > (reach + 1) * (reach + 1);
}

/**
 * Metres at least to where a place past this end changes sides.
 *
 * For a place whose nearest point is not this end that is half of what the end lies farther away,
 * or the way to the end segment carried on. Where the line comes back behind its own end, the
 * change may be anywhere: no more than a millimetre is then promised.
 */
function sideLimit(ray: Ray, at: Ecef, d: number, past: number): number {
  const ahead = dot(at, ray, ray.inward);
  const aside = Math.abs(dot(at, ray, ray.left));
  if (past === ray.end) return ray.pocket ? LEAST : Math.max(LEAST, aside);
  const range = Math.hypot(at.x - ray.x, at.y - ray.y, at.z - ray.z);
  if (ahead >= 0) return Math.max(LEAST, range);
  const overtaken = Math.max(LEAST, (range - d) / 2);
  return ray.pocket ? overtaken : Math.max(aside, overtaken);
}

function rayOf(chain: Chain, frame: EndFrame, radius: number): Ray {
  const pocket = piecesWithin(chain, frame, radius).some((piece) =>
    ([0, 1] as const).some((end) => dot(pieceEnd(chain, piece, end), frame, frame.inward) < -0.01),
  );
  return { ...frame, pocket };
}
