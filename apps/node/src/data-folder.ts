import { type Instant, instant } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import type { Mission } from '@greenline/pipeline';
import { DecisionPoint, type Principal } from '@greenline/sharing';
import { Access } from './access.ts';
import { type Keeping, openKeeping } from './keeping.ts';
import { policyEngine } from './policy.ts';
import type { RecordSource } from './report-for.ts';
import { storeSource } from './store-source.ts';

/** Where a node keeps its data. */
export interface DataPlace {
  readonly data: string;
  readonly database?: string;
}

/** What is open of a data folder while no node runs on it. */
export interface OpenData {
  readonly keeping: Keeping;
  readonly access: Access;
  readonly decisions: DecisionPoint;
  /** The records that a principal may read, by the same door as over HTTP. */
  sourceFor(principal: Principal): RecordSource;
}

/** Opens a node’s data folder, lets `use` work with it, and closes it whatever comes of that. */
export async function withData<T>(
  mission: Mission,
  place: DataPlace,
  use: (open: OpenData) => Promise<T>,
  now: Instant = instant(0),
): Promise<T> {
  const failed: Error[] = [];
  const keeping = await openKeeping({
    mission,
    data: place.data,
    database: place.database,
    fromTheBeginning: false,
    say: () => undefined,
    onFailure: (cause) => failed.push(cause),
  });
  try {
    const [cause] = failed;
    if (cause !== undefined) throw cause;
    const { labels, store, tokenKey } = keeping;
    const decisions = new DecisionPoint({
      engine: policyEngine(mission),
      hasher: nodeHasher,
      labels,
      context: { exercise: mission.file.exercise },
    });
    const access = new Access({
      mission: () => mission,
      decisions,
      labels,
      store,
      tokenKey,
      now: () => now,
    });
    const sourceFor = (principal: Principal) => storeSource(access, principal);
    return await use({ keeping, access, decisions, sourceFor });
  } finally {
    await keeping.stop();
  }
}
