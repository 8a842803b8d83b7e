import { type Instant, instant } from '@greenline/base';
import { type Label, type LabelId, label } from '@greenline/labels';
import { describe, expect, it } from 'vitest';
import type { Journal, JournalEntry, JournalInput } from './journal.ts';
import type { RecordStore, Row, RowQuery } from './record-store.ts';

/** What every `Journal` keeps to. `open` gives an empty one each time. */
export function journalContract(name: string, open: () => Promise<Journal>): void {
  describe(`${name} as a journal`, () => {
    it('is empty at first', async () => {
      const journal = await open();
      expect(journal.lastSeq).toBe(0);
      expect(await entriesOf(journal)).toEqual([]);
      await journal.close();
    });

    it('gives back every member of every input, in order, numbered from 1', async () => {
      const journal = await open();
      const inputs: JournalInput[] = [
        input(1),
        { ...input(2), lane: 'alert', label: labelId('a'), offset: 2 ** 40 },
        { ...input(3), lane: 'bulk', bytes: new Uint8Array(), by: 'Гвардія ☂', type: 'tick' },
      ];
      expect(await journal.append(inputs)).toBe(1);
      expect(await journal.append([input(4)])).toBe(4);
      expect(journal.lastSeq).toBe(4);
      expect(await entriesOf(journal)).toEqual(
        [...inputs, input(4)].map((one, i) => ({ ...one, seq: i + 1 })),
      );
      await journal.close();
    });

    it('gives concurrent appends their places in the order of the calls', async () => {
      const journal = await open();
      const firsts = await Promise.all(
        Array.from({ length: 50 }, (_, i) => journal.append([input(2 * i), input(2 * i + 1)])),
      );
      expect(firsts).toEqual(Array.from({ length: 50 }, (_, i) => 2 * i + 1));
      const offsets = (await entriesOf(journal)).map((entry) => entry.offset);
      expect(offsets).toEqual(Array.from({ length: 100 }, (_, i) => i));
      await journal.close();
    });

    it('reads on from any seq, and nothing beyond the last', async () => {
      const journal = await open();
      await journal.append(Array.from({ length: 20 }, (_, i) => input(i)));
      expect((await entriesOf(journal, 17)).map((entry) => entry.seq)).toEqual([17, 18, 19, 20]);
      expect(await entriesOf(journal, 21)).toEqual([]);
      await journal.close();
    });

    it('reads as far as was acknowledged at the call, while more is appended', async () => {
      const journal = await open();
      await journal.append([input(0), input(1)]);
      const reading = journal.read(1);
      await journal.append([input(2)]);
      const seqs: number[] = [];
      for await (const batch of reading) seqs.push(...batch.map((entry) => entry.seq));
      expect(seqs).toEqual([1, 2]);
      await journal.close();
    });

    it('never lets received times go back: the earlier of two takes that of the one before', async () => {
      const journal = await open();
      await journal.append([received(10), received(7), received(12)]);
      await journal.append([received(11)]);
      const times = (await entriesOf(journal)).map((entry) => entry.receivedAt);
      expect(times).toEqual([10, 10, 12, 12]);
      await journal.close();
    });

    it('refuses an append of nothing, and any append once it is closed', async () => {
      const journal = await open();
      await expect(journal.append([])).rejects.toThrow();
      await journal.append([input(1)]);
      await journal.close();
      await expect(journal.append([input(2)])).rejects.toThrow();
    });
  });
}

/** What every `RecordStore` keeps to. `open` gives an empty one each time. */
export function recordStoreContract(name: string, open: () => Promise<RecordStore>): void {
  const filled = async (...rows: Row[]): Promise<RecordStore> => {
    const store = await open();
    await store.apply({ position: 1, labels: LABELS, rows });
    return store;
  };

  describe(`${name} as a record store`, () => {
    it('is empty at first', async () => {
      const store = await open();
      expect(await store.position()).toBe(0);
      expect(await store.labels()).toEqual([]);
      expect(await store.query(all('finding'))).toEqual([]);
      await store.close();
    });

    it('gives back rows, labels and position as they were written', async () => {
      const rows = [
        row(1, { kind: 'observation', lon: -0.1, lat: 1 / 3, parent: 'T1' }),
        row(2, { kind: 'observation', body: '{"text":"tab\\t, \\"quote\\", ☂, \\u0000"}\\N\n\t' }),
        row(3, { kind: 'case' }),
      ];
      const store = await filled(...rows);
      expect(await store.query(all('observation'))).toEqual(rows.slice(0, 2));
      expect(await store.query(all('case'))).toEqual(rows.slice(2));
      expect(await store.labels()).toEqual(LABELS);
      expect(await store.position()).toBe(1);
      await store.close();
    });

    it('keeps every kind of record that the walk makes: a node fell when its first release was due', async () => {
      const rows = EVERY_KIND.map((kind, i) => row(i + 1, { kind }));
      const store = await filled(...rows);
      for (const one of rows) expect(await store.query(all(one.kind))).toEqual([one]);
      await store.clear();
      for (const { kind } of rows) expect(await store.count(all(kind))).toBe(0);
      await store.close();
    });

    it('serves the latest state of a record that moved on, in its new place', async () => {
      const store = await filled(
        row(1, { kind: 'track', id: 'T1', lon: 1, lat: 1, parent: 'P' }),
        row(2, { kind: 'track', id: 'T2' }),
        row(3, { kind: 'track', id: 'T1', body: '"third"' }),
      );
      const moved = row(4, { kind: 'track', id: 'T2', body: '"fourth"' });
      await store.apply({ position: 2, labels: [], rows: [moved] });
      expect(await store.query(all('track'))).toEqual([
        row(3, { kind: 'track', id: 'T1', body: '"third"' }),
        moved,
      ]);
      expect(await store.count(all('track'))).toBe(2);
      await store.close();
    });

    it('skips what it already holds when a fold is run again in other stretches', async () => {
      const rows = Array.from({ length: 9 }, (_, i) =>
        row(i + 1, { kind: i % 2 === 0 ? 'observation' : 'track', id: `${i % 3}-${i % 2}-${i}` }),
      );
      const store = await open();
      await store.apply({ position: 6, labels: LABELS, rows: rows.slice(0, 6) });
      const before = await store.digest();
      await store.apply({ position: 3, labels: LABELS, rows: rows.slice(0, 3) });
      expect(await store.position()).toBe(6);
      expect(await store.digest()).toBe(before);
      await store.apply({ position: 9, labels: LABELS, rows: rows.slice(3) });
      expect(await store.position()).toBe(9);
      const other = await open();
      await other.clear();
      await other.apply({ position: 9, labels: LABELS, rows });
      expect(await other.query(all('observation'))).toHaveLength(5);
      expect(await other.query(all('track'))).toHaveLength(4);
      await other.close();
    });

    it('writes all of an apply or nothing', async () => {
      const store = await filled(row(1));
      const unknown: Row = { ...row(3), label: labelId('never declared') };
      await expect(
        store.apply({ position: 2, labels: [], rows: [row(2), unknown] }),
      ).rejects.toThrow(/label/);
      await expect(
        store.apply({ position: 2, labels: [], rows: [row(2), row(3, { id: 'a\u0000b' })] }),
      ).rejects.toThrow(/text/);
      expect(await store.position()).toBe(1);
      expect(await store.query(all('finding'))).toEqual([row(1)]);
      await store.apply({ position: 2, labels: [], rows: [row(2)] });
      expect(await store.count(all('finding'))).toBe(2);
      await store.close();
    });

    it('moves its position where a stretch gave no rows', async () => {
      const store = await filled(row(1));
      await store.apply({ position: 40, labels: [], rows: [] });
      expect(await store.position()).toBe(40);
      await store.close();
    });

    it.each<[string, Partial<RowQuery>, readonly number[]]>([
      ['after a seq', { after: 3 }, [4, 5, 6]],
      ['up to a limit', { limit: 2 }, [1, 2]],
      ['but for the first few', { limit: 2, skip: 1 }, [2, 3]],
      ['with a label', { labels: [A] }, [1, 3, 5]],
      ['with no label at all', { labels: [] }, []],
      ['with a label nobody knows', { labels: [labelId('unknown')] }, []],
      ['from a time on', { from: 4 as Instant }, [4, 5, 6]],
      ['before a time', { to: 4 as Instant }, [1, 2, 3]],
      ['by id', { id: 'R3' }, [3]],
      ['by parent', { parent: 'C1' }, [2, 4]],
      ['in a box', { box: [10.5, -1, 13, 1] }, [2, 3]],
      ['in a box over the antimeridian', { box: [170, -1, -170, 1] }, [5]],
      ['with all of these', { after: 1, labels: [B], parent: 'C1', box: [12, 0, 14, 0] }, [2, 4]],
    ])('finds rows %s', async (_, part, expected) => {
      const store = await filled(
        row(1, { lon: 10, lat: 0 }),
        row(2, { lon: 12, lat: 0, label: B, parent: 'C1' }),
        row(3, { lon: 13, lat: 1 }),
        row(4, { lon: 14, lat: 0, label: B, parent: 'C1' }),
        row(5, { lon: 180, lat: 0, parent: 'C2' }),
        row(6, { label: B }),
        row(7, { kind: 'event', lon: 12, lat: 0, parent: 'C1' }),
      );
      const query = { ...all('finding'), ...part };
      const found = await store.query(query);
      expect(found.map((one) => one.seq)).toEqual(expected);
      if (part.limit === undefined) expect(await store.count(query)).toBe(expected.length);
      await store.close();
    });

    it('is empty again when cleared, and equal rows then give the equal digest', async () => {
      const rows = [row(1, { lon: 0.1, lat: -0 }), row(2, { kind: 'case' }), row(3)];
      const store = await filled(...rows);
      const digest = await store.digest();
      expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
      await store.clear();
      expect(await store.position()).toBe(0);
      expect(await store.labels()).toEqual([]);
      expect(await store.count(all('finding'))).toBe(0);
      expect(await store.digest()).not.toBe(digest);
      await store.apply({ position: 1, labels: LABELS, rows: rows.slice(0, 2) });
      expect(await store.digest()).not.toBe(digest);
      await store.apply({ position: 2, labels: LABELS, rows: rows.slice(2) });
      expect(await store.digest()).toBe(digest);
      await store.close();
    });

    // Computed once by another program (Python's json and hashlib) from the words at `RecordStore.digest`.
    it('has the digest that every other record store has', async () => {
      const store = await filled(
        row(1, { kind: 'track', lon: 33.25, lat: 35.125, parent: 'Ж' }),
        row(2, { kind: 'case', label: B }),
      );
      expect(await store.digest()).toBe(GOLDEN_DIGEST);
      await store.close();
    });
  });
}

const GOLDEN_DIGEST = 'sha256:0df5a747dc97ca2d811fe91a51e495ab845df46df6599975728343a80ff02a5d';

const EVERY_KIND = Object.keys({
  case: 1,
  'commission-case': 1,
  correlation: 1,
  declaration: 1,
  desk: 1,
  event: 1,
  filing: 1,
  finding: 1,
  'hazard-warning': 1,
  interference: 1,
  observation: 1,
  period: 1,
  publication: 1,
  refusal: 1,
  release: 1,
  'released-case': 1,
  'released-declaration': 1,
  'released-event': 1,
  'released-filing': 1,
  'released-finding': 1,
  'released-report': 1,
  report: 1,
  restriction: 1,
  'safety-alert': 1,
  suspension: 1,
  task: 1,
  track: 1,
  'track-history': 1,
  'video-segment': 1,
} satisfies Record<Row['kind'], 1>) as Row['kind'][];

const labelId = (name: string): LabelId => `sha256:${name}`;
const A = labelId('a');
const B = labelId('b');
const LABELS: readonly (readonly [LabelId, Label])[] = [
  [A, label({ owner: 'nation-a' })],
  [B, label({ owner: 'mission', releasableTo: ['public'], exercise: true })],
];

const row = (seq: number, parts: Partial<Row> = {}): Row => ({
  kind: 'finding',
  seq,
  id: `R${seq}`,
  label: A,
  at: instant(seq),
  body: `{"seq":${seq}}`,
  ...parts,
});

const all = (kind: Row['kind']): RowQuery => ({ kind, after: 0, limit: 100, labels: [A, B] });

const input = (offset: number): JournalInput => ({
  receivedAt: instant(1_700_000_000_000),
  lane: 'normal',
  type: 'message/cot',
  by: 'feed-1',
  offset,
  bytes: new Uint8Array([offset & 0xff, 0, 255]),
});

const received = (ms: number): JournalInput => ({ ...input(0), receivedAt: instant(ms) });

async function entriesOf(journal: Journal, from = 1): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const batch of journal.read(from))
    entries.push(...batch.map((entry) => ({ ...entry, bytes: Uint8Array.from(entry.bytes) })));
  return entries;
}
