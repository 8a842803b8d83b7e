import { type JsonObject, roundProbability } from '@greenline/base';
import { effortShares } from '@greenline/coverage';
import type { SeenFire, Watch } from './watch.ts';

type Kept = 'kept' | 'broken' | 'in-doubt' | 'not-observed';

/**
 * How a window of silence was kept. `outcome.told` is what anybody but mission staff is told: it
 * rests on nothing that may not go to both parties.
 */
export function outcomeOf(watch: Watch | undefined): {
  readonly state: string;
  readonly outcome: JsonObject;
  readonly reason: string;
} {
  const seen = [...(watch?.events.values() ?? [])];
  const looked = watch === undefined ? 0 : lookedShare(watch);
  const told = seen.filter((fire) => fire.told);
  const outcome = {
    state: keptBy(seen, looked),
    told: keptBy(told, looked),
    fire: seen.length,
    fireTold: told.length,
    looked,
    events: [...(watch?.events.keys() ?? [])].sort(),
  };
  const share = Math.round(looked * 100);
  return {
    state: outcome.state,
    outcome,
    reason: `${outcome.state}: ${seen.length} of fire seen in it, ${share} % of it looked at`,
  };
}

function keptBy(seen: readonly SeenFire[], looked: number): Kept {
  if (seen.some(({ doubtful }) => !doubtful)) return 'broken';
  if (seen.length > 0) return 'in-doubt';
  return looked > 0 ? 'kept' : 'not-observed';
}

function lookedShare({ looks, from, to, area }: Watch): number {
  if (looks.length === 0) return 0;
  const { looked } = effortShares(looks, { from, to, area });
  return roundProbability(looked);
}
