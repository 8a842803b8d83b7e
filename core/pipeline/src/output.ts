import { concat, type Hasher, hex, type Instant, type JsonObject, utf8 } from '@greenline/base';
import { commit } from '@greenline/evidence';
import type { Position } from '@greenline/geo';
import type { Label, LabelId, LabelTable } from '@greenline/labels';
import type { Row, RowKind } from './record-store.ts';
import { recordText } from './record-text.ts';
import type { WalkState } from './walk-state.ts';

/** What a stretch of the fold gave, to be written in one piece. */
export interface Folded {
  readonly position: number;
  readonly rowSeq: number;
  readonly labels: readonly (readonly [LabelId, Label])[];
  readonly rows: readonly Row[];
  /** Leaves of the transparency log, in order; the first has index `firstLeaf`. */
  readonly leaves: readonly Uint8Array[];
  readonly firstLeaf: number;
}

export interface RowPlace {
  readonly position?: Position;
  readonly parent?: string;
}

/** Kinds whose every record has a leaf of its own in the log. */
const LOGGED: ReadonlySet<RowKind> = new Set([
  'finding',
  'case',
  'declaration',
  'filing',
  'release',
  'publication',
  'suspension',
  'correlation',
  'task',
]);
const BATCH_MS = 10_000;
const SALTED = Uint8Array.of(0x02);
/** So many digests are hashed into one, which goes on as the first of the next so many. */
const MOST_HASHES = 1024;

/** Gathers the rows and leaves of the fold until somebody writes them. */
export class Output {
  readonly #state: WalkState;
  readonly #labels: LabelTable;
  readonly #hasher: Hasher;
  readonly #saltKey: Uint8Array;
  #rows: Row[] = [];
  #leaves: Uint8Array[] = [];
  #firstLeaf: number;
  #labelsOut = 0;

  constructor(state: WalkState, labels: LabelTable, hasher: Hasher, saltKey: Uint8Array) {
    this.#state = state;
    this.#labels = labels;
    this.#hasher = hasher;
    this.#saltKey = saltKey;
    this.#firstLeaf = state.leaves;
    this.#labelsOut = labels.entries().length;
  }

  /** Writes a record down: a row for readers and, where its kind has one, a leaf for the log. */
  emit(
    kind: RowKind,
    id: string,
    labelId: LabelId,
    at: Instant,
    record: object,
    place: RowPlace = {},
  ): string {
    const body = recordText(record);
    this.emitText(kind, id, labelId, at, body, place);
    return body;
  }

  /** As `emit`, for a record whose text is known already. */
  emitText(
    kind: RowKind,
    id: string,
    labelId: LabelId,
    at: Instant,
    body: string,
    { position, parent }: RowPlace = {},
  ): void {
    this.#state.rowSeq += 1;
    this.#rows.push({
      kind,
      seq: this.#state.rowSeq,
      id,
      label: labelId,
      at,
      ...(position !== undefined && { lon: position.lon, lat: position.lat }),
      ...(parent !== undefined && { parent }),
      body,
    });
    if (LOGGED.has(kind)) this.#leaf(this.#recordLeaf(kind, id, labelId, body));
  }

  /**
   * Takes a journal entry into the batch by its digest; a full stretch of time becomes one leaf: a
   * salted hash over all digests in order, so that a batch of one tells no more than a batch of many.
   */
  note(seq: number, receivedAt: Instant, digest: string): void {
    const { batch } = this.#state;
    if (batch.count > 0 && receivedAt >= batch.until) this.closeBatch();
    if (batch.count === 0) {
      batch.from = seq;
      batch.until = ((Math.floor(receivedAt / BATCH_MS) + 1) * BATCH_MS) as Instant;
      batch.salt = this.#hasher.hmacSha256(this.#saltKey, utf8(`journal/${seq}`));
    }
    batch.count += 1;
    batch.hashes.push(digest);
    if (batch.hashes.length === MOST_HASHES) {
      batch.hashes = [this.#hasher.sha256Hex(batch.hashes.join(''))];
    }
  }

  closeBatch(): void {
    const { batch } = this.#state;
    if (batch.count === 0) return;
    const digests = utf8(batch.hashes.join(''));
    const root = this.#hasher.sha256Hex(concat(SALTED, batch.salt, digests));
    const text = recordText({
      commitment: `sha256:${root}`,
      count: batch.count,
      first: batch.from,
      kind: 'journal-batch',
      schema: 'leaf/1',
    });
    batch.hashes = [];
    batch.count = 0;
    this.#leaf(utf8(text));
  }

  /** Everything since the last call. */
  take(): Folded {
    const labels = this.#labels.entries().slice(this.#labelsOut);
    const folded: Folded = {
      position: this.#state.position,
      rowSeq: this.#state.rowSeq,
      labels,
      rows: this.#rows,
      leaves: this.#leaves,
      firstLeaf: this.#firstLeaf,
    };
    this.#labelsOut += labels.length;
    this.#firstLeaf = this.#state.leaves;
    this.#rows = [];
    this.#leaves = [];
    return folded;
  }

  #leaf(bytes: Uint8Array): void {
    this.#leaves.push(bytes);
    this.#state.leaves += 1;
  }

  /** Salted commitments only: no position, no name, no free text goes into the log. */
  #recordLeaf(kind: RowKind, id: string, labelId: LabelId, body: string): Uint8Array {
    const envelope = {
      kind,
      schema: `${kind}/1`,
      id,
      label: labelId,
      madeBy: MADE_BY[kind] ?? 'pipeline/1',
      body: JSON.parse(body) as JsonObject,
    };
    const { root } = commit(envelope, this.#saltKey, this.#hasher);
    return utf8(recordText({ commitment: hexOf(root), kind, schema: 'leaf/1' }));
  }
}

const MADE_BY: Readonly<Partial<Record<RowKind, string>>> = {
  finding: 'agreement/1',
  case: 'cases/1',
  declaration: 'declarations/1',
  filing: 'filings/1',
  release: 'sharing/1',
  publication: 'reports/1',
  suspension: 'safety/1',
  correlation: 'tracking/1',
  task: 'planning/1',
};

const hexOf = (bytes: Uint8Array): string => `sha256:${hex(bytes)}`;
