import { useEffect, useState } from 'react';
import { useStore } from '../live/store.ts';
import type { FilmRow } from './film.ts';

const HALF_DAY_MS = 12 * 3_600_000;
/** The list of what is recorded at present is asked for anew this often. */
const AGAIN_MS = 30_000;

export interface Films {
  readonly state: 'asking' | 'here' | 'refused';
  readonly films: readonly FilmRow[];
  readonly words?: string;
}

/** What was recorded in the day around a moment; without one, in the last day. */
export function useFilms(at: number | undefined, now: number): Films {
  const { node } = useStore();
  const [held, setHeld] = useState<Films>({ state: 'asking', films: [] });
  // A slider moves a moment a hundred times: it is asked again only in another hour.
  const middle = at === undefined ? undefined : Math.round(at / 3_600_000) * 3_600_000;
  const turn = at === undefined ? Math.floor(now / AGAIN_MS) : 0;
  useEffect(() => {
    let over = false;
    const to = middle === undefined ? (turn + 2) * AGAIN_MS : middle + HALF_DAY_MS;
    void node.films(to - 2 * HALF_DAY_MS, to).then((answer) => {
      if (over) return;
      setHeld((before) =>
        answer.ok
          ? { state: 'here', films: answer.value }
          : { state: 'refused', films: before.films, words: answer.error.text },
      );
    });
    return () => {
      over = true;
    };
  }, [node, middle, turn]);
  return held;
}
