import type { Result } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import type { Mission } from '@greenline/pipeline';
import type { Report } from '@greenline/reports';
import { DecisionPoint } from '@greenline/sharing';
import { Access } from './access.ts';
import { openKeeping } from './keeping.ts';
import { policyEngine } from './policy.ts';
import { type ReportRequest, reportFor } from './report-for.ts';
import { storeSource } from './store-source.ts';

/** The day's report from a node's data folder, while no node runs on it. The same door is passed. */
export async function reportFromData(
  mission: Mission,
  request: ReportRequest,
  place: { readonly data: string; readonly database?: string },
): Promise<Result<Report, string>> {
  const keeping = await openKeeping({
    mission,
    data: place.data,
    database: place.database,
    fromTheBeginning: false,
    say: () => undefined,
    onFailure: () => undefined,
  });
  try {
    const { labels, store, tokenKey } = keeping;
    const decisions = new DecisionPoint({
      engine: policyEngine(mission),
      hasher: nodeHasher,
      labels,
      context: { exercise: mission.file.exercise },
    });
    const now = () => request.now;
    const access = new Access({ mission: () => mission, decisions, labels, store, tokenKey, now });
    return await reportFor(storeSource(access, request.principal), mission, request);
  } finally {
    await keeping.stop();
  }
}
