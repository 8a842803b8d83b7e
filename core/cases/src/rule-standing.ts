import type { Digest, Instant } from '@greenline/base';
import type { CaseId } from './case.ts';
import type { CaseBook } from './case-book.ts';

/** How a rule of acceptance stands: who signed it, and what its samples say of it. Plain data. */
export interface RuleStanding {
  readonly rule: string;
  readonly version: number;
  readonly digest: Digest;
  standing: 'proposed' | 'in-force' | 'suspended';
  inForceBy?: string;
  since?: Instant;
  /** Cases that it took up so far, sampled ones included: each has its number. */
  taken: number;
  accepted: number;
  sampled: number;
  /** What it accepted since the last good sample, with its number. */
  unvouched: Map<CaseId, number>;
  /** What people are to check, or have checked since the last good sample. */
  samples: Map<CaseId, { readonly number: number; found?: 'confirmed' | 'refuted' }>;
}

export const proposed = (rule: string, version: number, digest: Digest): RuleStanding => ({
  rule,
  version,
  digest,
  standing: 'proposed',
  taken: 0,
  accepted: 0,
  sampled: 0,
  unvouched: new Map(),
  samples: new Map(),
});

/** How many of the present sample were checked, and how many of them refuted. */
export function tally({ samples }: RuleStanding): { checked: number; refuted: number } {
  let checked = 0;
  let refuted = 0;
  for (const { found } of samples.values()) {
    if (found !== undefined) checked++;
    if (found === 'refuted') refuted++;
  }
  return { checked, refuted };
}

export function tellStanding(book: CaseBook, one: RuleStanding, at: Instant): void {
  const { rule, version, digest, standing, inForceBy, since, accepted, sampled } = one;
  book.desk.push({
    note: 'rule',
    id: `rule/${rule}`,
    at,
    rule,
    version,
    digest,
    standing,
    ...(inForceBy !== undefined && { inForceBy }),
    ...(since !== undefined && { since }),
    accepted,
    sampled,
    ...tally(one),
  });
}
