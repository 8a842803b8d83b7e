import { instant } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import { LabelTable, label } from '@greenline/labels';
import type { Mission, RecordStore, Row, RowKind, RowQuery } from '@greenline/pipeline';
import { cedarEngine, DEFAULT_POLICY } from '@greenline/policy';
import { DecisionPoint, type Principal, releaseLabel } from '@greenline/sharing';
import { describe, expect, it } from 'vitest';
import { Access } from './access.ts';

const exercise = true as const;
const partyA: Principal = { id: 'a', role: 'party', member: 'A', name: 'A', may: [], exercise };
const officer: Principal = { id: 'o', role: 'staff', name: 'Officer', may: [], exercise };

const labels = new LabelTable(nodeHasher);
const ours = labels.intern(label({ owner: 'mission', exercise }));
const toParties = labels.intern(releaseLabel({ kind: 'parties', members: ['A', 'B'] }, true));
const toPublic = labels.intern(releaseLabel({ kind: 'public' }, true));

/** A store that gives what it has, whatever it was asked: the worst that can stand behind the door. */
function leakingStore(kind: RowKind, marked: string) {
  const asked: RowQuery[] = [];
  const row = { kind, seq: 7, id: 'x', label: marked, at: instant(0), body: '{"id":"x"}' } as Row;
  const store = {
    query: async (query: RowQuery) => {
      asked.push(query);
      return [row];
    },
    count: async (query: RowQuery) => {
      asked.push(query);
      return 1;
    },
  };
  return { store: store as unknown as RecordStore, asked };
}

function door(store: RecordStore): Access {
  const engine = cedarEngine(nodeHasher, DEFAULT_POLICY);
  if (!engine.ok) throw new Error('the default policy does not read');
  return new Access({
    mission: () => ({ file: { exercise: true }, principals: new Map() }) as unknown as Mission,
    decisions: new DecisionPoint({
      engine: engine.value,
      hasher: nodeHasher,
      labels,
      context: { exercise: true },
    }),
    labels,
    store,
    tokenKey: new Uint8Array(32),
    now: () => instant(0),
  });
}

const everything = { after: 0, limit: 10 };

describe('the one door between readers and records', () => {
  it('stops a row that the store should not have given, just before it leaves', async () => {
    for (const [kind, marked] of [
      ['track', ours],
      ['released-finding', ours],
      ['released-finding', 'sha256:unknown'],
    ] as const) {
      const { store } = leakingStore(kind, marked);
      await expect(door(store).read(partyA, 'released-finding', everything)).rejects.toThrow();
    }
    const { store } = leakingStore('released-finding', toParties);
    expect(await door(store).read(partyA, 'released-finding', everything)).toHaveLength(1);
  });

  it('never asks the store for an exact kind for anybody but staff, nor counts one', async () => {
    const { store, asked } = leakingStore('track', ours);
    await expect(door(store).read(partyA, 'track', everything)).rejects.toThrow(/mission staff/);
    await expect(door(store).count(partyA, 'track', { after: 0 })).rejects.toThrow(/mission staff/);
    expect(asked).toEqual([]);
    expect(await door(store).read(officer, 'track', everything)).toHaveLength(1);
  });

  it('asks for the labels and the audience of the reader, whatever the reader asked for', async () => {
    const { store, asked } = leakingStore('released-finding', toParties);
    const crafted = { ...everything, parent: 'aster', labels: [ours], kind: 'track' };
    await door(store).read(partyA, 'released-finding', crafted);
    expect(asked[0]).toMatchObject({ kind: 'released-finding', parent: 'parties' });
    expect(asked[0]?.labels).toEqual([toParties, toPublic].sort());
  });

  it('has nothing called by a name that no database can hold', async () => {
    const { store } = leakingStore('released-case', toParties);
    expect(await door(store).read(partyA, 'released-case', { ...everything, id: '\0' })).toEqual(
      [],
    );
  });
});
