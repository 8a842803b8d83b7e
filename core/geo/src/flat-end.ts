import {
  alongOf,
  type Chain,
  type EndFrame,
  endFrames,
  FREE_START,
  pieceEnd,
  piecesWithin,
} from './chain.ts';
import type { Ecef } from './ellipsoid.ts';

/** A flat end cuts within this many depths of the end: what the line's last wiggles reach. */
const AROUND_END = 1.6;

/**
 * How far inside a flat end a place lies: behind the perpendicular, near the end, it is
 * outside.
 *
 * The perpendicular is to the line's course over its last `reach` metres, not to its last segment:
 * a wiggle at the end must not turn the edge of a zone. Where vertices near the end lie behind it,
 * it moves back to the last of them.
 */
export function flatEnds(chain: Chain, reach: number): readonly ((at: Ecef) => number)[] {
  return endFrames(chain).map((frame) => {
    const inward = courseFrom(chain, frame, reach);
    const back = lastBehind(chain, frame, inward, reach).by;
    return (at) => {
      const range = Math.hypot(at.x - frame.x, at.y - frame.y, at.z - frame.z);
      return Math.max(dot(at, frame, inward) + back, range - reach * AROUND_END);
    };
  });
}

/** The vertex at which a line comes back far behind its own end: a flat end makes no sense there. */
export function vertexBehindEnd(chain: Chain, reach: number): number | undefined {
  for (const frame of endFrames(chain)) {
    const last = lastBehind(chain, frame, courseFrom(chain, frame, reach), reach);
    if (last.by > reach / 4) return last.vertex;
  }
  return undefined;
}

/** How far behind the perpendicular through an end the line comes near it, and at which vertex. */
function lastBehind(chain: Chain, frame: EndFrame, inward: Ecef, reach: number) {
  let last = { by: 0, vertex: 0 };
  for (const piece of piecesWithin(chain, frame, reach * AROUND_END)) {
    for (const end of [0, 1] as const) {
      const by = -dot(pieceEnd(chain, piece, end), frame, inward);
      if (by > last.by) last = { by, vertex: (chain.segment[piece] as number) + end };
    }
  }
  return last;
}

/** Component of the way from `origin` to a place along an axis. */
export const dot = (at: Ecef, origin: Ecef, axis: Ecef): number =>
  (at.x - origin.x) * axis.x + (at.y - origin.y) * axis.y + (at.z - origin.z) * axis.z;

/** The level direction from an end to the place of the line `reach` metres on. */
function courseFrom(chain: Chain, frame: EndFrame, reach: number): Ecef {
  const target = pointAlong(chain, frame.end === FREE_START ? reach : lengthOf(chain) - reach);
  const ahead = dot(target, frame, frame.inward);
  const aside = dot(target, frame, frame.left);
  const size = Math.hypot(ahead, aside);
  const mix = (axis: 'x' | 'y' | 'z') =>
    (ahead * frame.inward[axis] + aside * frame.left[axis]) / size;
  return { x: mix('x'), y: mix('y'), z: mix('z') };
}

const lengthOf = (chain: Chain): number => alongOf(chain, chain.count - 1, 1);

function pointAlong(chain: Chain, along: number): Ecef {
  if (along >= lengthOf(chain)) return pieceEnd(chain, chain.count - 1, 1);
  let piece = 0;
  while (piece + 1 < chain.count && alongOf(chain, piece, 1) < along) piece++;
  const start = alongOf(chain, piece, 0);
  const share = Math.max(0, (along - start) / (alongOf(chain, piece, 1) - start));
  const a = pieceEnd(chain, piece, 0);
  const b = pieceEnd(chain, piece, 1);
  return {
    x: a.x + share * (b.x - a.x),
    y: a.y + share * (b.y - a.y),
    z: a.z + share * (b.z - a.z),
  };
}
