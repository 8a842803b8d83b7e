import { type Outline, outlineOf } from '../effort-area.ts';
import type { Crossing, Glance, Stretch } from './crossing.ts';
import { missChance } from './miss-chance.ts';
import { presence } from './presence.ts';

/** How likely a crossing is seen in time. */
export interface DetectionChance {
  /** That one vehicle at least is detected. */
  readonly any: number;
  /** Share of the vehicles that are detected, on average. */
  readonly each: number;
}

/** Looks with their areas made ready, once for many crossings. */
export interface PreparedGlance {
  readonly glance: Glance;
  readonly outline: Outline;
}

/** Looks that looked; what was jammed or denied sees nothing. Looks of one area share its outline. */
export function prepareGlances(glances: readonly Glance[]): readonly PreparedGlance[] {
  const outlines = new Map<Glance['area'], Outline>();
  return glances
    .filter(({ state, detectionProbability }) => state === 'looked' && detectionProbability > 0)
    .map((glance) => {
      const outline = outlines.get(glance.area) ?? outlineOf(glance.area);
      outlines.set(glance.area, outline);
      return { glance, outline };
    });
}

/**
 * Probability that a crossing is detected in time, in closed form.
 *
 * Looks are independent of each other, and so are glimpses of one look and vehicles in one glimpse. `seen` keeps
 * when the path is inside which area, for further questions of the same path and speed.
 */
export function detectionChance(
  crossing: Crossing,
  prepared: readonly PreparedGlance[],
  seen: Map<Outline, readonly Stretch[]> = new Map(),
): DetectionChance {
  const missed = new Float64Array(crossing.count).fill(1);
  let missedAll = 1;
  for (const { glance, outline } of prepared) {
    if (glance.to <= crossing.at || glance.from >= crossing.at + crossing.withinS * 1000) continue;
    let inside = seen.get(outline);
    if (inside === undefined) {
      inside = presence(crossing, outline);
      seen.set(outline, inside);
    }
    if (inside.length === 0) continue;
    const byVehicle = stretchesOf(crossing, glance, inside);
    const { detectionProbability: pd, glimpseS } = glance;
    const one = (stretches: readonly Stretch[]) => {
      if (stretches.length === 0) return 1;
      return glimpseS === undefined ? 1 - pd : missChance(stretches, pd, glimpseS);
    };
    for (const [i, stretches] of byVehicle.entries())
      missed[i] = (missed[i] as number) * one(stretches);
    missedAll *=
      glimpseS === undefined
        ? (1 - pd) ** byVehicle.filter((stretches) => stretches.length > 0).length
        : missChance(byVehicle.flat(), pd, glimpseS);
  }
  const each = missed.reduce((sum, miss) => sum + 1 - miss, 0) / crossing.count;
  return { any: 1 - missedAll, each };
}

/** When each vehicle is there for a look to see, in time to count; seconds after the look began. */
function stretchesOf(
  { at, count, headwayS, withinS }: Crossing,
  { from, to }: Glance,
  inside: readonly Stretch[],
): readonly (readonly Stretch[])[] {
  const began = (at - from) / 1000;
  const first = Math.max(0, began);
  const last = Math.min((to - from) / 1000, began + withinS);
  return Array.from({ length: count }, (_, i) =>
    inside.flatMap(([enters, leaves]): Stretch[] => {
      const start = Math.max(first, began + i * headwayS + enters);
      const end = Math.min(last, began + i * headwayS + leaves);
      return end > start ? [[start, end]] : [];
    }),
  );
}
