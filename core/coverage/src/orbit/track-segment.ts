import { type Instant, instant } from '@greenline/base';
import type { States } from './propagator.ts';
import { type SensorFrame, setSensorFrame } from './sensor-frame.ts';

/** States at every second of a stretch of time; between them a cubic, which errs by less than a millimetre. */
export class TrackSegment {
  readonly #states: States;

  constructor(states: States) {
    this.#states = states;
  }

  /** Milliseconds after the first state; must lie within. */
  frameAt(afterMs: number, frame: SensorFrame): void {
    const { position: p, velocity: v, stepMs, count } = this.#states;
    const step = Math.max(0, Math.min(count - 2, Math.floor(afterMs / stepMs)));
    const h = stepMs / 1000;
    const t = afterMs / stepMs - step;
    const i = step * 3;
    if (t === 0) {
      setSensorFrame(
        frame,
        at(p, i),
        at(p, i + 1),
        at(p, i + 2),
        at(v, i),
        at(v, i + 1),
        at(v, i + 2),
      );
      return;
    }
    const a = (1 + 2 * t) * (1 - t) * (1 - t);
    const b = h * t * (1 - t) * (1 - t);
    const c = t * t * (3 - 2 * t);
    const d = h * t * t * (t - 1);
    const place = (k: number) =>
      a * at(p, i + k) + b * at(v, i + k) + c * at(p, i + k + 3) + d * at(v, i + k + 3);
    const speed = (k: number) => (1 - t) * at(v, i + k) + t * at(v, i + k + 3);
    setSensorFrame(frame, place(0), place(1), place(2), speed(0), speed(1), speed(2));
  }

  get from(): Instant {
    return instant(this.#states.from);
  }
}

const at = (of: Float64Array, i: number): number => of[i] as number;
