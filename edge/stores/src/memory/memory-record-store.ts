import type { Label, LabelId } from '@greenline/labels';
import type { Effects, RecordStore, Row, RowKind, RowQuery } from '@greenline/pipeline';
import { FACTS, KINDS, mustBeText, RowDigest } from '../row-digest.ts';

/** A record store that forgets: for tests and for replays that write files only. */
export function memoryRecordStore(): RecordStore {
  return new MemoryRecordStore();
}

class MemoryRecordStore implements RecordStore {
  #position = 0;
  #lastRow = 0;
  readonly #labels = new Map<LabelId, Label>();
  /** By kind, in order of seq: facts by seq, the others by id, moved to the end when replaced. */
  readonly #rows = new Map<RowKind, Map<number | string, Row>>();

  async apply({ position, labels, rows }: Effects): Promise<void> {
    if (position <= this.#position) return;
    const known = new Set([...this.#labels.keys(), ...labels.map(([id]) => id)]);
    const fresh = rows.filter((row) => row.seq > this.#lastRow);
    for (const row of fresh) {
      mustBeText(row);
      if (!known.has(row.label)) throw new RangeError(`label ${row.label} was never declared`);
    }
    for (const [id, label] of labels) this.#labels.set(id, label);
    for (const row of fresh) {
      const ofKind = this.#ofKind(row.kind);
      const key = FACTS.has(row.kind) ? row.seq : row.id;
      ofKind.delete(key);
      ofKind.set(key, row);
      this.#lastRow = Math.max(this.#lastRow, row.seq);
    }
    this.#position = position;
  }

  async position(): Promise<number> {
    return this.#position;
  }

  async query(query: RowQuery): Promise<readonly Row[]> {
    const wanted = wants(query);
    const found: Row[] = [];
    let skip = query.skip ?? 0;
    for (const row of this.#ofKind(query.kind).values()) {
      if (found.length >= query.limit) break;
      if (!wanted(row)) continue;
      if (skip > 0) skip -= 1;
      else found.push(row);
    }
    return found;
  }

  async count(query: Omit<RowQuery, 'limit' | 'skip'>): Promise<number> {
    const wanted = wants(query);
    let count = 0;
    for (const row of this.#ofKind(query.kind).values()) if (wanted(row)) count++;
    return count;
  }

  async labels(): Promise<readonly (readonly [LabelId, Label])[]> {
    return [...this.#labels];
  }

  async clear(): Promise<void> {
    this.#position = 0;
    this.#lastRow = 0;
    this.#labels.clear();
    this.#rows.clear();
  }

  async digest(): Promise<string> {
    const digest = new RowDigest();
    for (const kind of KINDS) for (const row of this.#ofKind(kind).values()) digest.add(row);
    return digest.digest();
  }

  async close(): Promise<void> {}

  #ofKind(kind: RowKind): Map<number | string, Row> {
    let ofKind = this.#rows.get(kind);
    if (ofKind === undefined) {
      ofKind = new Map();
      this.#rows.set(kind, ofKind);
    }
    return ofKind;
  }
}

function wants(query: Omit<RowQuery, 'limit' | 'skip'>): (row: Row) => boolean {
  const labels = new Set(query.labels);
  return (row) =>
    row.seq > query.after &&
    labels.has(row.label) &&
    (query.from === undefined || row.at >= query.from) &&
    (query.to === undefined || row.at < query.to) &&
    (query.id === undefined || row.id === query.id) &&
    (query.parent === undefined || row.parent === query.parent) &&
    (query.box === undefined || isIn(query.box, row));
}

function isIn([west, south, east, north]: NonNullable<RowQuery['box']>, row: Row): boolean {
  const { lon, lat } = row;
  if (lon === undefined || lat === undefined || lat < south || lat > north) return false;
  return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
}
