import type { TrackRow } from '../wire.ts';

/** A track's state with its moment already read. */
export interface TrackState {
  readonly row: TrackRow;
  readonly at: number;
}

/** All states kept for replays, over all tracks. */
const MOST_STATES = 60_000;

/**
 * The tracks of this session: the latest state of each, and the states before as far as they were
 * loaded, so that any loaded moment can be shown again. Mutable, because it takes thousands of rows
 * a second; `revision` tells whether it changed.
 */
export class TrackBook {
  revision = 0;
  /** The earliest state held: before it nothing can be replayed. */
  earliest: number | undefined;
  readonly #states = new Map<string, TrackState[]>();

  get size(): number {
    return this.#states.size;
  }

  /** Takes rows in any order; a row older in seq than the one held is left out. */
  apply(rows: readonly TrackRow[]): void {
    const keep = Math.max(2, Math.floor(MOST_STATES / Math.max(1, this.#states.size)));
    for (const row of rows) {
      const at = Date.parse(row.at);
      if (Number.isNaN(at)) continue;
      const states = this.#states.get(row.id);
      if (states === undefined) {
        this.#states.set(row.id, [{ row, at }]);
      } else {
        const last = states.at(-1);
        if (last !== undefined && last.row.seq >= row.seq) continue;
        if (last !== undefined && last.at === at) states.pop();
        states.push({ row, at });
        if (states.length > keep * 1.25) states.splice(0, states.length - keep);
      }
      if (this.earliest === undefined || at < this.earliest) this.earliest = at;
    }
    this.revision++;
  }

  latest(id: string): TrackState | undefined {
    return this.#states.get(id)?.at(-1);
  }

  /** The state a track had at a moment; without a moment, its latest. */
  stateAt(id: string, moment?: number): TrackState | undefined {
    const states = this.#states.get(id);
    return states === undefined ? undefined : before(states, moment);
  }

  /** The loaded path of one track up to a moment, oldest first. */
  trail(id: string, moment = Number.POSITIVE_INFINITY): readonly TrackState[] {
    return (this.#states.get(id) ?? []).filter((state) => state.at <= moment);
  }

  /** Every track as it stood at a moment; without one, as it stands. */
  *statesAt(moment?: number): Generator<TrackState> {
    for (const states of this.#states.values()) {
      const state = before(states, moment);
      // What has ended, or is part of another, stands nowhere any more.
      const { ended, joinedTo } = state?.row ?? {};
      if (state !== undefined && ended === undefined && joinedTo === undefined) yield state;
    }
  }
}

function before(states: readonly TrackState[], moment?: number): TrackState | undefined {
  if (moment === undefined) return states.at(-1);
  let low = 0;
  let high = states.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((states[middle] as TrackState).at <= moment) low = middle + 1;
    else high = middle;
  }
  return states[low - 1];
}
