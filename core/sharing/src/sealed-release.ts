import { canonicalJson, type Digest, digestOf, type Hasher, instant, utf8 } from '@greenline/base';
import type { Release, ReleasedRecord } from './released.ts';

/** A release as it is handed over: the same bytes for every member of its audience. */
export interface SealedRelease {
  /** Canonical JSON on one line and a newline: fit to be signed as a note. */
  readonly text: string;
  /** Of the text. */
  readonly digest: Digest;
}

export function sealRelease(hasher: Hasher, release: Release): SealedRelease {
  const text = `${canonicalJson(release)}\n`;
  return { text, digest: digestOf(hasher, utf8(text)) };
}

/**
 * Several releases to one audience as one: a record told again replaces what was told before.
 *
 * `undefined` for none at all. Throws where they are not of one audience: that is our own mistake.
 */
export function mergeReleases(releases: readonly Release[]): Release | undefined {
  const [last] = releases.toSorted((a, b) => b.upTo - a.upTo);
  if (last === undefined) return undefined;
  if (
    releases.some(
      ({ audience, exercise }) => audience !== last.audience || exercise !== last.exercise,
    )
  )
    throw new Error('releases to different audiences are never merged');
  const records = new Map<string, ReleasedRecord>();
  for (const { records: told } of releases.toSorted((a, b) => a.upTo - b.upTo))
    for (const record of told) records.set(record.id, record);
  const texts = [...records.values()].map((record) => [canonicalJson(record), record] as const);
  return {
    ...last,
    releasedAt: instant(Math.max(...releases.map(({ releasedAt }) => releasedAt))),
    records: texts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record),
  };
}
