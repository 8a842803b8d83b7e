import { canonicalJson, type Instant, type JsonObject, utf8 } from '@greenline/base';
import { keyPair, noteSigner } from '@greenline/crypto';
import { signedBytes } from '@greenline/declarations';
import { type Declared, type JournalInput, type Row, readRecord } from '@greenline/pipeline';
import { moment } from './walk-in-process.ts';

const AREA = {
  type: 'Polygon',
  coordinates: [
    [
      [35.3, 47.4],
      [35.7, 47.4],
      [35.7, 47.8],
      [35.3, 47.8],
      [35.3, 47.4],
    ],
  ],
};

/** A sound declaration of each kind that a party, a nation or the mission makes, in the example mission. */
export const SOUND = {
  notice: {
    declaration: 'notice',
    id: 'N-1',
    kind: 'flight',
    party: 'A',
    from: '2026-03-10T12:00:00Z',
    to: '2026-03-10T14:00:00Z',
    area: AREA,
  },
  permit: {
    declaration: 'permit',
    id: 'P-1',
    kind: 'movement',
    party: 'A',
    from: '2026-03-10T09:00:00Z',
    to: '2026-03-10T18:00:00Z',
    area: AREA,
  },
  inspection: {
    declaration: 'inspection',
    zone: 'buffer',
    at: '2026-03-10T09:00:00Z',
    result: 'done',
  },
  inventory: { declaration: 'inventory', site: 'S-1', party: 'A', serials: ['T-1', 'T-2'] },
  visit: {
    declaration: 'visit',
    site: 'S-1',
    at: '2026-03-10T09:00:00Z',
    seen: ['T-1'],
    access: 'full',
  },
  deployment: {
    declaration: 'deployment',
    nation: 'birch',
    zone: 'buffer',
    personnel: 120,
    from: '2026-03-01T00:00:00Z',
  },
  milestone: { declaration: 'milestone', name: 'EIF', at: '2026-03-01T00:00:00Z' },
  choice: {
    declaration: 'choice',
    clause: '2(a)',
    reading: 'total',
    at: '2026-03-01T00:00:00Z',
  },
  fulfilment: {
    declaration: 'fulfilment',
    id: 'F-1',
    act: 'mine-records',
    party: 'A',
    at: '2026-03-10T09:00:00Z',
  },
  request: { declaration: 'request', id: 'R-1', party: 'A', zone: 'buffer' },
  waiver: {
    declaration: 'waiver',
    id: 'W-1',
    clauses: ['2(a)'],
    agreedBy: ['A', 'B'],
    from: '2026-03-10T09:00:00Z',
    to: '2026-03-10T10:00:00Z',
  },
  contribution: {
    declaration: 'contribution',
    id: 'C-1',
    nation: 'birch',
    domain: 'air',
    what: 'two drones',
    from: '2026-03-01T00:00:00Z',
  },
  'mechanism-call': {
    declaration: 'mechanism-call',
    id: 'M-1',
    party: 'A',
    at: '2026-03-10T10:00:00Z',
    outcome: 'pending',
  },
} as const satisfies Readonly<Record<string, JsonObject>>;

/** Whose word each of them is: the mission’s, party A’s or the nation’s. */
export const WORD_OF: Readonly<Record<keyof typeof SOUND, 'mission' | 'A' | 'birch'>> = {
  notice: 'A',
  permit: 'mission',
  inspection: 'mission',
  inventory: 'A',
  visit: 'mission',
  deployment: 'birch',
  milestone: 'mission',
  choice: 'mission',
  fulfilment: 'A',
  request: 'A',
  waiver: 'mission',
  contribution: 'birch',
  'mechanism-call': 'A',
};

/** A key of a principal, drawn from a word; `vkey` is what stands in the mission’s files. */
export function keyOf(principal: string, word = principal) {
  const seed = new Uint8Array(32)
    .fill(word.length)
    .map((byte, i) => byte + word.charCodeAt(i % word.length));
  const { sign } = keyPair(seed);
  return {
    vkey: noteSigner({ name: principal, seed }).vkey,
    signed: (object: JsonObject): JsonObject => ({
      ...object,
      signature: Buffer.from(sign(signedBytes(object))).toString('base64url'),
    }),
  };
}

/** A declaration, or a list, as the HTTP interface writes it into the journal. */
export const declared = (
  by: string,
  what: JsonObject | readonly JsonObject[],
  at = '2026-03-10T10:00:00Z',
): JournalInput => ({
  receivedAt: moment(at) as Instant,
  lane: 'normal',
  type: 'declaration',
  by,
  offset: 0,
  bytes: utf8(canonicalJson(what)),
});

export const records = (
  rows: readonly Row[],
  kind: 'declaration' | 'released-declaration' = 'declaration',
): readonly Declared[] =>
  rows.filter((row) => row.kind === kind).map(({ body }) => readRecord<Declared>(body));

/** Refusals, as `kind field`. */
export const refusals = (rows: readonly Row[]): readonly string[] =>
  rows
    .filter((row) => row.kind === 'refusal')
    .map(({ body }) => JSON.parse(body).error)
    .map(({ kind, field }) => `${kind} ${field}`);
