import type { Receipt } from '../intake.ts';
import type { NodeParts } from '../parts.ts';

/** Why the fold refused an entry. */
export interface Refused {
  readonly kind: string;
  readonly text: string;
  readonly field?: string;
}

/** What the fold refuses stands in the journal, and here; `undefined` where it took the entry. */
export async function refusedOf(parts: NodeParts, { seq }: Receipt): Promise<Refused | undefined> {
  const [refused] = await parts.store.query({
    kind: 'refusal',
    after: 0,
    limit: 1,
    labels: [parts.missionLabel()],
    id: `refusal-${seq}`,
  });
  return refused && (JSON.parse(refused.body) as { readonly error: Refused }).error;
}
