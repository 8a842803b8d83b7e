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
  const horizon = new Float64Array(aim.rays + 2).fill(UNSEEN);
  const furthest = aim.maxDistM / cellM;
  const first = towards === 1 ? Math.floor(line) + 1 : Math.ceil(line) - 1;
  raise(ground, aim, horizon, first - towards, towards);
  for (let at = first; at >= 0 && at < lines; at += towards) {
    const away = Math.abs(at - line);
    if (away > furthest) return;
    measure(ground, aim, horizon, at, diagonals, clearance);
    raise(ground, aim, horizon, at, towards);
  }
}

/** Below any slope, and finite, so that it can be averaged. */
const UNSEEN = -1e30;

/** Measures the cells of a line against the horizon before it. */
function measure(
  { z, length, line, along, cellM }: SweepGround,
  { targetHeightM, maxDistM, drop, rays }: SweepAim,
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
  for (let j = from; j <= to; j++) {
    const aside = j - along;
    const ray = (aside + away) * perCell;
    const i = ray | 0;
    const share = ray - i;
    const over = horizon[i] as number;
    const limit = over + share * ((horizon[i + 1] as number) - over);
    const slope =
      ((z[base + j] as number) + targetHeightM) * inverse - bend - aside * aside * bendAside;
    clearance[base + j] = (slope - limit) * distance;
  }
}

/** Raises the horizon by the ground from a line up to the next, that one left out. */
function raise(
  ground: SweepGround,
  { drop, rays, samples }: SweepAim,
  horizon: Float64Array,
  at: number,
  towards: 1 | -1,
): void {
  const { z, lines, length, line, along, cellM } = ground;
  const next = Math.min(lines - 1, Math.max(0, at + towards));
  const here = Math.min(lines - 1, Math.max(0, at));
  for (let k = 0; k < samples; k++) {
    const share = k / samples;
    const away = towards * (at + towards * share - line);
    if (away <= 1e-9) continue;
    const distance = away * cellM;
    const inverse = 1 / distance;
    const bend = drop * distance;
    const step = (2 * away) / rays;
    const spread = 2 / rays;
    const near = here * length;
    const far = next * length;
    // Rays that leave the ground beside it see no more.
    const from = Math.max(0, Math.ceil((away - along) / step));
    const to = Math.min(rays, Math.floor((length - 1 - along + away) / step));
    let place = along - away + from * step;
    for (let i = from; i <= to; i++, place += step) {
      let j = place | 0;
      if (j > length - 2) j = length - 2;
      const u = place - j;
      let height = (z[near + j] as number) * (1 - u) + (z[near + j + 1] as number) * u;
      if (k > 0) {
        const beyond = (z[far + j] as number) * (1 - u) + (z[far + j + 1] as number) * u;
        height += share * (beyond - height);
      }
      const aside = i * spread - 1;
      const slope = height * inverse - bend * (1 + aside * aside);
      if (slope > (horizon[i] as number)) horizon[i] = slope;
    }
  }
}
