import { nodeHasher } from '@greenline/crypto';
import type { Mission } from '@greenline/pipeline';
import { cedarEngine, DEFAULT_POLICY, type PolicyFiles } from '@greenline/policy';
import type { PolicyEngine } from '@greenline/sharing';

/** The mission's own policy where it brings one, on the floor that every mission stands on. */
export function policyEngine(mission: Mission): PolicyEngine {
  const own: PolicyFiles = new Map(
    Object.entries(mission.files).filter(([name]) => /^policy\/[^/]+\.cedar$/.test(name)),
  );
  const engine = cedarEngine(nodeHasher, own.size === 0 ? DEFAULT_POLICY : own);
  if (engine.ok) return engine.value;
  const [first] = engine.error;
  throw new Error(`policy of the mission: ${first?.policy ?? ''} ${first?.text ?? ''}`);
}
