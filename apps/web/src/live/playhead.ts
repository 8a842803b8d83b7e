import { useEffect, useState } from 'react';
import { go, useRoute } from '../address.ts';

export const SPEEDS = [60, 300, 1200] as const;

/** The moment on screen: `undefined` is live. While it plays or is dragged it is not yet in the address. */
export interface Playhead {
  readonly at: number | undefined;
  readonly playing: boolean;
  readonly speed: number;
  readonly drag: (at: number) => void;
  readonly settle: () => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
  readonly live: () => void;
}

const STEP_MS = 100;

/** `now` and `start` are the node's present and the earliest loaded moment. */
export function usePlayhead(now: () => number, start: () => number): Playhead {
  const route = useRoute();
  const [held, setHeld] = useState<number>();
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(300);
  const at = held ?? route.moment;

  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      setHeld((from) => {
        const next = (from ?? route.moment ?? start()) + STEP_MS * speed;
        return next >= now() ? undefined : next;
      });
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [playing, speed, route.moment, now, start]);

  // Having played up to the present, it is live again.
  useEffect(() => {
    if (playing && held === undefined && route.moment !== undefined) {
      setPlaying(false);
      go(withMoment(undefined));
    }
  }, [playing, held, route.moment]);

  const commit = (moment: number | undefined): void => {
    setHeld(undefined);
    go(withMoment(moment));
  };
  return {
    at,
    playing,
    speed,
    drag: (moment) => setHeld(moment),
    settle: () => {
      if (held !== undefined && !playing) commit(held >= now() - 30_000 ? undefined : held);
    },
    toggle: () => {
      if (playing) {
        setPlaying(false);
        commit(held ?? route.moment);
        return;
      }
      const from = at ?? start();
      go(withMoment(from), 'slide');
      setHeld(from);
      setPlaying(true);
    },
    setSpeed,
    live: () => {
      setPlaying(false);
      commit(undefined);
    },
  };
}

const withMoment =
  (moment: number | undefined) =>
  (route: ReturnType<typeof useRoute>): ReturnType<typeof useRoute> => {
    const { moment: _, ...rest } = route;
    return moment === undefined ? rest : { ...rest, moment: Math.round(moment / 1000) * 1000 };
  };
