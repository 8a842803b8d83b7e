import type { Instant } from '@greenline/base';
import type { ObservationPeriod } from '@greenline/observation';
import { type EffortArea, mergeSpans, type Outline, outlineOf, type Span } from './effort-area.ts';

/** What effort is reckoned from: an observation period, or a `coverage` fact. */
export type Look = Pick<
  ObservationPeriod,
  'sensor' | 'from' | 'to' | 'detectionProbability' | 'state'
> & {
  readonly area: EffortArea;
  /** For kinds that it detects better or worse than others. */
  readonly pdByClass?: Readonly<Record<string, number>>;
};

/** Looks at one and the same area, each with its stretch of the time that is asked about. */
export interface Watch {
  readonly outline: Outline;
  readonly looks: readonly {
    readonly sensor: string;
    readonly state: Look['state'];
    readonly pd: number;
    readonly pdByClass?: Readonly<Record<string, number>>;
    readonly span: Span;
  }[];
}

/** Looks by area, cut to [from, to); one that was sent twice counts once, and one outside not at all. */
export function watchesOf(looks: readonly Look[], from: Instant, to: Instant): readonly Watch[] {
  const byArea = new Map<
    string,
    { area: EffortArea; looks: Map<string, Watch['looks'][number]> }
  >();
  for (const look of looks) {
    const where = JSON.stringify(look.area.coordinates);
    let watch = byArea.get(where);
    if (watch === undefined) {
      watch = { area: look.area, looks: new Map() };
      byArea.set(where, watch);
    }
    const span: Span = [Math.max(look.from, from), Math.min(look.to, to)];
    if (span[0] >= span[1]) continue;
    const { sensor, state, detectionProbability: pd, pdByClass } = look;
    watch.looks.set([sensor, look.from, look.to, state, pd].join('\u001f'), {
      sensor,
      state,
      pd,
      ...(pdByClass !== undefined && { pdByClass }),
      span,
    });
  }
  return [...byArea.values()].map((watch) => ({
    outline: outlineOf(watch.area),
    looks: [...watch.looks.values()],
  }));
}

/** Watches as far as they fall into a stretch of time; those that do not are left out. */
export function within(watches: readonly Watch[], [from, to]: Span): readonly Watch[] {
  return watches.flatMap(({ outline, looks }) => {
    const cut = looks.flatMap((look) => {
      const span: Span = [Math.max(look.span[0], from), Math.min(look.span[1], to)];
      return span[0] < span[1] ? [{ ...look, span }] : [];
    });
    return cut.length === 0 ? [] : [{ outline, looks: cut }];
  });
}

/** Milliseconds that sensors looked, added up over sensors; one sensor's overlaps count once. */
export function sensorTime(watches: readonly Watch[]): number {
  const bySensor = new Map<string, Span[]>();
  for (const { sensor, state, span } of watches.flatMap(({ looks }) => looks)) {
    if (state !== 'looked') continue;
    const spans = bySensor.get(sensor);
    if (spans === undefined) bySensor.set(sensor, [span]);
    else spans.push(span);
  }
  let sum = 0;
  for (const spans of bySensor.values()) sum += length(mergeSpans(spans));
  return sum;
}

/** Milliseconds of each state at a place that these looks are of: looked before jammed before denied. */
export function timeByState(watches: readonly Watch[]): Readonly<Record<Look['state'], number>> {
  const all = watches.flatMap(({ looks }) => looks);
  const until = (...states: readonly Look['state'][]) =>
    length(mergeSpans(all.filter(({ state }) => states.includes(state)).map(({ span }) => span)));
  const looked = until('looked');
  const orJammed = until('looked', 'jammed');
  return {
    looked,
    jammed: orJammed - looked,
    denied: until('looked', 'jammed', 'denied') - orJammed,
  };
}

/**
 * Means over stretches of time of the probability that at least one of these looks detects: a thing of
 * a kind, or of no kind in particular.
 */
export function meanDetections(
  watches: readonly Watch[],
  stretches: readonly Span[],
  kind?: string,
): Float64Array {
  const looks = watches.flatMap((watch) => watch.looks.filter(({ state }) => state === 'looked'));
  return Float64Array.from(stretches, (stretch) =>
    meanDetection(
      looks.filter(({ span }) => span[0] < stretch[1] && span[1] > stretch[0]),
      stretch,
      kind,
    ),
  );
}

function meanDetection(looks: Watch['looks'], [from, to]: Span, kind: string | undefined): number {
  if (looks.length === 0) return 0;
  const cuts = [...new Set(looks.flatMap(({ span }) => [...span]).concat(from, to))]
    .filter((at) => at >= from && at <= to)
    .sort((a, b) => a - b);
  let sum = 0;
  for (let i = 1; i < cuts.length; i++) {
    const [start, end] = [cuts[i - 1] as number, cuts[i] as number];
    let missed = 1;
    for (const { span, pd, pdByClass = {} } of looks) {
      const own = kind !== undefined && Object.hasOwn(pdByClass, kind) ? pdByClass[kind] : pd;
      if (span[0] <= start && span[1] >= end) missed *= 1 - (own ?? pd);
    }
    sum += (1 - missed) * (end - start);
  }
  return sum / (to - from);
}

const length = (spans: readonly Span[]): number =>
  spans.reduce((sum, [from, to]) => sum + to - from, 0);
