import { nodeHasher } from '@greenline/crypto';
import { type Mission, readMission, type WalkState } from '@greenline/pipeline';

/** The mission that a fold's state is in; `undefined` where none was entered yet. */
export function openReadMission(state: WalkState): Mission | undefined {
  if (state.mission === undefined) return undefined;
  const mission = readMission(state.mission, nodeHasher);
  if (mission.ok) return mission.value;
  throw new Error(`the journal’s mission no longer reads: ${mission.error[0]?.text}`);
}
