import { createHash } from 'node:crypto';
import type { Digest } from '@greenline/base';
import type { Row, RowKind } from '@greenline/pipeline';

/** Whether the ids of a kind come once, or a later row replaces the one before. */
const LIVES: Readonly<Record<RowKind, 'once' | 'moves on'>> = {
  case: 'moves on',
  'commission-case': 'moves on',
  correlation: 'moves on',
  declaration: 'moves on',
  desk: 'moves on',
  event: 'moves on',
  filing: 'moves on',
  finding: 'moves on',
  'hazard-warning': 'moves on',
  interference: 'moves on',
  observation: 'once',
  period: 'once',
  publication: 'moves on',
  refusal: 'once',
  release: 'moves on',
  'released-case': 'moves on',
  'released-declaration': 'moves on',
  'released-event': 'moves on',
  'released-filing': 'moves on',
  'released-finding': 'moves on',
  'released-report': 'moves on',
  report: 'moves on',
  restriction: 'moves on',
  'safety-alert': 'moves on',
  suspension: 'moves on',
  task: 'moves on',
  track: 'moves on',
  'track-history': 'moves on',
  'video-segment': 'once',
};

/** All kinds in the order of the digest. */
export const KINDS = (Object.keys(LIVES) as RowKind[]).sort();

/** Kinds that are never altered: their ids come once, and nothing is ever replaced. */
export const FACTS: ReadonlySet<RowKind> = new Set(KINDS.filter((kind) => LIVES[kind] === 'once'));

/** Takes rows in order of kind and seq; see `RecordStore.digest` for what is hashed. */
export class RowDigest {
  readonly #hash = createHash('sha256');

  add({ kind, seq, id, label, at, lon, lat, parent, body }: Row): void {
    const fields = [kind, seq, id, label, at, lon ?? null, lat ?? null, parent ?? null, body];
    this.#hash.update(`${JSON.stringify(fields)}\n`);
  }

  digest(): Digest {
    return `sha256:${this.#hash.digest('hex')}`;
  }
}

/**
 * Refuses what PostgreSQL cannot hold as text: NUL characters and halves of surrogate pairs. No
 * canonical JSON has them, so a row that does is our own mistake.
 */
export function mustBeText({ kind, id, parent, body }: Row): void {
  const text = parent === undefined ? id : `${id}${parent}`;
  if (text.includes('\0') || !text.isWellFormed() || body.includes('\0') || !body.isWellFormed())
    throw new TypeError(`a row of kind ${kind} has an id, parent or body that is no text`);
}
