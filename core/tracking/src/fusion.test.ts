import { type Digest, type Instant, instant } from '@greenline/base';
import type { Position } from '@greenline/geo';
import type { LabelId } from '@greenline/labels';
import type { Covariance, Observation, ObservationId } from '@greenline/observation';
import { describe, expect, it } from 'vitest';
import { type Motion, motionFrom, predict, update } from './constant-velocity.ts';
import { emptyTracker, nearestNeighbourTracker } from './index.ts';
import { chance, normal } from './objects/watch.fixture.ts';
import { stepBetween, stepFrom } from './plane.ts';
import { hasher } from './sectors/many.fixture.ts';
import type { Track, TrackId } from './track.ts';

const NOON = Date.UTC(2026, 2, 10, 12);
const START = { lon: 37, lat: 48 };
const SIGMA = 20;
/** m²/s³: as the filter expects of a ground vehicle. */
const NOISE = 1;
let count = 0;

function look(sensor: string, second: number, more: Partial<Observation>): Observation {
  count += 1;
  const at: Instant = instant(NOON + 1000 * second);
  return {
    id: `observation-${count}` as ObservationId,
    feed: 'asterix',
    sensor,
    nation: sensor,
    kind: 'object',
    observedAt: at,
    receivedAt: at,
    class: { 'ground-vehicle': 1 },
    trust: 'authenticated',
    label: 'sha256:00' as LabelId,
    source: `sha256:${count}` as Digest,
    ...more,
  };
}

/** The tracker of another nation: a filter that hears a detection each second. */
class Elsewhere {
  #position = START;
  #motion: Motion | undefined;

  hear(seen: Position): void {
    const spread = [SIGMA ** 2, 0, SIGMA ** 2] as const;
    if (this.#motion === undefined) {
      this.#motion = motionFrom(spread, 8);
      this.#position = seen;
      return;
    }
    const { east, north } = this.#motion;
    const there = stepFrom(this.#position, east, north);
    predict(this.#motion, 1, NOISE);
    this.#position = stepFrom(there, ...update(this.#motion, ...stepBetween(there, seen), spread));
  }

  /** What it says of a moment so many seconds on. */
  in(later: number): { readonly position: Position; readonly covariance: Covariance } {
    const motion = { ...(this.#motion as Motion) };
    predict(motion, later, NOISE);
    return {
      position: stepFrom(this.#position, later * motion.east, later * motion.north),
      covariance: [motion.pe, motion.pc, motion.pn],
    };
  }
}

/** One vehicle over a minute, seen by the masts; each tracker named passes its own track of that on. */
function drive(seed: number, passedOn: readonly string[], marked: boolean) {
  const next = chance(seed);
  const hears = (sensor: string) => (sensor.startsWith('tracker') && marked ? ['mast'] : undefined);
  const ours = nearestNeighbourTracker(emptyTracker(), hasher, (a) => a, hears);
  const theirs = passedOn.map(() => new Elsewhere());
  let [x, y, vx, vy] = [0, 0, 8 * normal(next), 8 * normal(next)];
  const ids = new Set<TrackId>();
  let track: Track | undefined;
  for (let second = 0; second <= 60; second++) {
    const seen = stepFrom(START, x + SIGMA * normal(next), y + SIGMA * normal(next));
    const detection = look('mast', second, { position: seen, sigmaM: SIGMA, identity: 'V' });
    for (const id of ours.take(detection)) ids.add(id);
    for (const [i, tracker] of theirs.entries()) {
      const name = passedOn[i] as string;
      const later = 0.2 * (i + 1);
      tracker.hear(seen);
      const told = { ...tracker.in(later), identity: `${name}/1` };
      for (const one of ours.take(look(name, second + later, told))) ids.add(one);
    }
    track = ours.state([...ids][0] as TrackId);
    vx += Math.sqrt(NOISE) * normal(next);
    vy += Math.sqrt(NOISE) * normal(next);
    if (second < 60) [x, y] = [x + vx, y + vy];
  }
  const { position, covariance } = track as Track;
  const [east, north] = stepBetween(position, stepFrom(START, x, y));
  const [ee, en, nn] = covariance as Covariance;
  const nees =
    (nn * east * east - 2 * en * east * north + ee * north * north) / (ee * nn - en * en);
  return { nees, ids, track: track as Track, off: Math.hypot(east, north) };
}

const mean = (of: readonly number[]) => of.reduce((sum, one) => sum + one, 0) / of.length;
const runs = (passedOn: readonly string[], marked: boolean) =>
  Array.from({ length: 200 }, (_, seed) => drive(seed + 1, passedOn, marked));

describe('tracks of other trackers', () => {
  const alone = runs([], true);
  const marked = runs(['tracker-c', 'tracker-d'], true);
  const unmarked = runs(['tracker-c', 'tracker-d'], false);

  it('that rest on the same detections make nobody surer than he may be', () => {
    // Normalised estimation error squared: two on average where the covariance is true.
    expect(mean(marked.map(({ nees }) => nees))).toBeLessThan(2.4);
    expect(mean(alone.map(({ nees }) => nees))).toBeLessThan(2.4);
    // Were they taken for independent looks, three would say what one has seen.
    expect(mean(unmarked.map(({ nees }) => nees))).toBeGreaterThan(10);
  });

  it('cost at most a tenth of what the detections tell', () => {
    const off = (all: typeof alone) => mean(all.map((one) => one.off));
    expect(off(marked)).toBeLessThan(1.1 * off(alone));
  });

  it('of two nations are one track of one vehicle, whose detections count once', () => {
    const [{ ids, track } = drive(1, [], true)] = marked;
    expect(ids.size).toBe(1);
    expect(track.identities).toEqual(['V', 'tracker-c/1', 'tracker-d/1']);
    expect(track.sensors).toEqual(['mast', 'tracker-c', 'tracker-d']);
  });
});
