/** Ground about an observer, laid out so that lines across the direction of the sweep lie in one piece. */
export interface SweepGround {
  /** Heights over the observer's eye, metres, line after line. */
  readonly z: Float32Array;
  readonly lines: number;
  readonly length: number;
  /** The observer: which line, and where along it; may lie between. */
  readonly line: number;
  readonly along: number;
  readonly cellM: number;
}

export interface SweepAim {
  readonly targetHeightM: number;
  readonly maxDistM: number;
  /** Half the curvature of the Earth as light sees it, 1/m: 1/(2 k Re). */
  readonly drop: number;
  /** Rays in the quarter, and samples from one line to the next. */
  readonly rays: number;
  readonly samples: number;
}

/** What a target at a cell's middle clears the horizon by, metres, written at the cell's place. */
export type Clearance = Float32Array;

/**
 * Sweeps a quarter, line by line away from the observer, towards higher lines or lower.
 *
 * A fan of rays carries the highest slope that terrain had along each so far; a cell is measured against the
 * two rays it lies between. Like R2 (Franklin and Ray 1994), but with the horizon taken between rays, the
 * cell's own height, and samples between lines. Cells on the diagonals belong to the quarter if `diagonals`.
 */
export function sweepQuarter(
  ground: SweepGround,
  aim: SweepAim,
  towards: 1 | -1,
  diagonals: boolean,
  clearance: Clearance,
): void {
  const { lines, line, cellM } = ground;
  const horizon = new Float64Array(aim.rays + 1).fill(UNSEEN);
  const between = new Float32Array(ground.length);
  const furthest = aim.maxDistM / cellM;
  const first = towards === 1 ? Math.floor(line) + 1 : Math.ceil(line) - 1;
  raise(ground, aim, horizon, between, first - towards, towards);
  for (let at = first; at >= 0 && at < lines; at += towards) {
    const away = Math.abs(at - line);
    if (away > furthest) return;
    measure(ground, aim, horizon, at, diagonals, clearance);
    raise(ground, aim, horizon, between, at, towards);
  }
}

/** Below any slope, and finite, so that it can be averaged. */
const UNSEEN = -1e30;

/** Measures the cells of a line against the horizon before it. */
function measure(
  { z, length, line, along, cellM }: SweepGround,
  { targetHeightM, maxDistM, drop, rays, samples }: SweepAim,
  horizon: Float64Array,
  at: number,
  diagonals: boolean,
  clearance: Clearance,
): void {
  const away = Math.abs(at - line);
  const distance = away * cellM;
  const reach = Math.sqrt(Math.max(0, maxDistM * maxDistM - distance * distance)) / cellM + 1e-9;
  const half = Math.min(away, reach);
  let from = Math.max(0, Math.ceil(along - half));
  let to = Math.min(length - 1, Math.floor(along + half));
  if (!diagonals) {
    if (along - from >= away) from += 1;
    if (to - along >= away) to -= 1;
  }
  const perCell = rays / (2 * away);
  const base = at * length;
  const inverse = 1 / distance;
  const bend = drop * distance;
  const bendAside = (drop * cellM * cellM) / distance;
  // The last sample before the cell, an eighth of a cell short of it: what hides low targets.
  const short = 1 / 8;
  const before = (at + (line < at ? -1 : 1)) * length;
  const shortInverse = 1 / ((away - short) * cellM);
  const shortBend = drop * (away - short) * cellM;
  const close = samples < 8 && away > 1;
  for (let j = from; j <= to; j++) {
    const aside = j - along;
    const ray = (aside + away) * perCell;
    const i = Math.min(rays - 1, ray | 0);
    const share = ray - i;
    const over = horizon[i] as number;
    let limit = over + share * ((horizon[i + 1] as number) - over);
    if (close) {
      // It lies beside the cell by so much, and so between the cell's neighbours towards the observer.
      const beside = (aside * short) / away;
      const side = beside > 0 ? -1 : 1;
      const neighbour = j + side >= 0 && j + side < length ? side : 0;
      const u = Math.abs(beside);
      const here = (z[base + j] as number) * (1 - u) + (z[base + j + neighbour] as number) * u;
      const there = (z[before + j] as number) * (1 - u) + (z[before + j + neighbour] as number) * u;
      const slant = aside / away;
      const slope =
        (here + short * (there - here)) * shortInverse - shortBend * (1 + slant * slant);
      if (slope > limit) limit = slope;
    }
    const slope =
      ((z[base + j] as number) + targetHeightM) * inverse - bend - aside * aside * bendAside;
    clearance[base + j] = (slope - limit) * distance;
  }
}

/** Raises the horizon by the ground from a line up to the next, that one left out. */
function raise(
  { z, lines, length, line, along, cellM }: SweepGround,
  { drop, rays, samples }: SweepAim,
  horizon: Float64Array,
  between: Float32Array,
  at: number,
  towards: 1 | -1,
): void {
  const near = Math.min(lines - 1, Math.max(0, at)) * length;
  const far = Math.min(lines - 1, Math.max(0, at + towards)) * length;
  for (let k = 0; k < samples; k++) {
    const share = k / samples;
    const away = towards * (at + towards * share - line);
    if (away <= 1e-9) continue;
    const step = (2 * away) / rays;
    // Rays beside the ground see no more; the first on either side still bounds its last cells.
    const from = Math.max(0, Math.floor((away - along) / step));
    const to = Math.min(rays, Math.ceil((length - 1 - along + away) / step));
    const left = Math.max(0, Math.floor(along - away) - 1);
    const right = Math.min(length - 1, Math.ceil(along + away) + 1);
    for (let j = left; j <= right; j++) {
      const height = z[near + j] as number;
      between[j] = height + share * ((z[far + j] as number) - height);
    }
    const distance = away * cellM;
    raiseBy(between, length, horizon, from, to, along - away, step, 1 / distance, drop * distance);
  }
}

/** Raises the horizon by heights along one line; `start` is where its first ray meets the line. */
function raiseBy(
  heights: Float32Array,
  length: number,
  horizon: Float64Array,
  from: number,
  to: number,
  start: number,
  step: number,
  inverse: number,
  bend: number,
): void {
  const spread = 2 / (horizon.length - 1);
  for (let i = from; i <= to; i++) {
    const place = start + i * step;
    let j = place | 0;
    if (j > length - 2) j = length - 2;
    const left = heights[j] as number;
    const height = left + (place - j) * ((heights[j + 1] as number) - left);
    const aside = i * spread - 1;
    const slope = height * inverse - bend * (1 + aside * aside);
    if (slope > (horizon[i] as number)) horizon[i] = slope;
  }
}
