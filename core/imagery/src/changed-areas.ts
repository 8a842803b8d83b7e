import type { ChangeMap } from './change-map.ts';

/** Pixels that changed alike and touch one another. */
export interface ChangedArea {
  readonly sign: 1 | -1;
  readonly pixels: number;
  /** Middle of its pixels, in pixels from the scene's upper left corner: the middle of the first pixel is 0.5, 0.5. */
  readonly x: number;
  readonly y: number;
  /** Mean strength of its pixels. */
  readonly strength: number;
  /** Corners of its convex hull in the same measure, closed. */
  readonly hull: readonly (readonly [x: number, y: number])[];
}

/** Areas of at least so many pixels, largest first; neighbours by side or corner belong together. */
export function changedAreas(map: ChangeMap, leastPixels = 1): readonly ChangedArea[] {
  const { width, height, signs } = map;
  const taken = new Uint8Array(signs.length);
  const areas: ChangedArea[] = [];
  for (let start = 0; start < signs.length; start++) {
    const sign = signs[start] as number;
    if (sign === 0 || taken[start] === 1) continue;
    const members = [start];
    taken[start] = 1;
    for (let next = 0; next < members.length; next++) {
      const at = members[next] as number;
      const [x, y] = [at % width, Math.floor(at / width)];
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          const index = row * width + column;
          if (taken[index] === 1 || signs[index] !== sign) continue;
          taken[index] = 1;
          members.push(index);
        }
    }
    if (members.length >= leastPixels) areas.push(areaOf(members, sign as 1 | -1, map));
  }
  return areas.sort((a, b) => b.pixels - a.pixels);
}

function areaOf(
  members: readonly number[],
  sign: 1 | -1,
  { width, strengths }: ChangeMap,
): ChangedArea {
  let [x, y, strength] = [0, 0, 0];
  const corners: [number, number][] = [];
  for (const index of members) {
    const [column, row] = [index % width, Math.floor(index / width)];
    x += column + 0.5;
    y += row + 0.5;
    strength += strengths[index] as number;
    corners.push([column, row], [column + 1, row], [column, row + 1], [column + 1, row + 1]);
  }
  const count = members.length;
  return {
    sign,
    pixels: count,
    x: x / count,
    y: y / count,
    strength: strength / count,
    hull: hullOf(corners),
  };
}

/** Convex hull, closed. Source: Andrew's monotone chain (1979). */
function hullOf(points: [number, number][]): readonly (readonly [number, number])[] {
  const sorted = points.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: readonly [number, number][]): [number, number][] => {
    const chain: [number, number][] = [];
    for (const point of list) {
      while (chain.length >= 2 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain;
  };
  const lower = half(sorted);
  const upper = half([...sorted].reverse());
  return [...lower.slice(0, -1), ...upper];
}

type Corner = readonly [number, number] | undefined;
function turn(a: Corner, b: Corner, c: Corner): number {
  if (a === undefined || b === undefined || c === undefined) return 0;
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
