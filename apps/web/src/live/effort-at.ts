import { useEffect, useState } from 'react';
import { useStore } from './store.ts';
import type { World } from './world.ts';

/** What was looked at is asked for by the quarter of a day. */
const QUARTER_MS = 6 * 3_600_000;

/** The world with what was looked at about a moment, also where that is older than the day that is held. */
export function useEffortAt(world: World, at: number | undefined, wanted: boolean): World {
  const { node } = useStore();
  const [asked, setAsked] = useState<World['effort']>();
  const staff = world.me?.role === 'staff';
  const elsewhere = wanted && staff && at !== undefined && !holds(world.effort, at);
  const from = elsewhere ? Math.floor(at / QUARTER_MS) * QUARTER_MS : undefined;
  useEffect(() => {
    if (from === undefined) return;
    let over = false;
    const to = from + QUARTER_MS;
    void node.effort(from, to).then((answer) => {
      if (!over && answer.ok) setAsked({ ...answer.value, from, to });
    });
    return () => {
      over = true;
    };
  }, [node, from]);
  if (!elsewhere) return world;
  const { effort: _, ...rest } = world;
  return asked !== undefined && holds(asked, at) ? { ...rest, effort: asked } : rest;
}

const holds = (effort: World['effort'], at: number): boolean =>
  effort !== undefined && effort.from <= at && at <= effort.to;
