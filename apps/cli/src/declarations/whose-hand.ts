import { nodeHasher } from '@greenline/crypto';
import { describeMissionError, openMission } from '@greenline/node';
import type { Mission } from '@greenline/pipeline';
import { Failure, inOneLine } from '../failure.ts';

/** The mission in a folder, or a failure that says what is wrong with it. */
export function missionIn(folder: string): Mission {
  const mission = openMission(folder, nodeHasher);
  if (mission.ok) return mission.value;
  throw new Failure(inOneLine(mission.error.map((error) => describeMissionError(folder, error))));
}

/** The first of mission staff who may declare. */
export function firstWhoMay({ principals }: Mission): string {
  const found = [...principals.values()].find(
    ({ role, may }) => role === 'staff' && may.includes('declare'),
  );
  if (found === undefined)
    throw new Failure('--for: nobody of mission staff may declare: name who does');
  return found.id;
}

/** Fails where the mission knows nobody of that id. */
export function mustKnow(principal: string | undefined, { principals }: Mission): void {
  if (principal === undefined || principals.has(principal)) return;
  const known = [...principals.keys()].join(', ');
  throw new Failure(`--for ${principal}: the mission’s principals are ${known}`);
}
