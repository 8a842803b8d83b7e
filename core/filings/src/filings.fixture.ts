import { createHash, createHmac } from 'node:crypto';
import { type Hasher, type Instant, instant, type JsonObject } from '@greenline/base';
import { type LabelId, label, labelId } from '@greenline/labels';
import type { Consequence } from './consequence.ts';
import {
  DEFAULT_FILING_PRACTICE,
  emptyFilingBook,
  type Filer,
  type Filing,
  type FilingBook,
  type FilingContext,
  fileNew,
  isNewFiling,
  type Outcome,
  readHandedIn,
  takeStep,
  tickFilings,
} from './index.ts';

export const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha256Hex: (input) => createHash('sha256').update(input).digest('hex'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
};

export const T0 = instant(Date.parse('2026-03-10T10:00:00Z'));
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const PEOPLE = {
  officer: { id: 'officer', standing: 'mission' },
  analyst: { id: 'analyst', standing: 'mission' },
  a: { id: 'a', standing: 'party', member: 'A' },
  b: { id: 'b', standing: 'party', member: 'B' },
  chair: { id: 'chair', standing: 'commission' },
  residents: { id: 'residents', standing: 'humanitarian' },
  relief: { id: 'relief', standing: 'humanitarian' },
  aster: { id: 'aster', standing: 'nation', member: 'aster' },
  node: { id: 'node', standing: 'node' },
} as const satisfies Readonly<Record<string, Filer>>;

export type Person = keyof typeof PEOPLE;

/** A book, those who write in it, and what came of it besides. */
export class Desk {
  readonly book: FilingBook = emptyFilingBook();
  readonly consequences: Consequence[] = [];
  readonly context: FilingContext;
  now: Instant = T0;
  #acts = 0;

  constructor(more: Partial<FilingContext> = {}) {
    this.context = {
      hasher,
      practice: DEFAULT_FILING_PRACTICE,
      parties: ['A', 'B'],
      exercise: false,
      label: (owner, shownTo): LabelId => labelId(hasher, label({ owner, releasableTo: shownTo })),
      caseNamed: (name, { standing }) =>
        name === 'case-1' && standing === 'mission'
          ? name
          : name === 'told-1'
            ? 'case-1'
            : undefined,
      refuses: () => undefined,
      regionOf: ({ lon }) => (lon < 0 ? 'west' : 'east'),
      hasRegion: (id) => id === 'west' || id === 'east',
      ...more,
    };
  }

  file(who: Person, file: string, id: string, said: JsonObject): Outcome {
    return this.hand(who, { file, id, with: said });
  }

  step(who: Person, filing: string, step: string, said: JsonObject = {}): Outcome {
    this.#acts += 1;
    return this.hand(who, { filing, step, with: said }, this.#acts);
  }

  /** Hands an object in; `act` tells two that say the same apart. */
  hand(who: Person, what: JsonObject, act = 0): Outcome {
    const at = new Date(Date.parse('2026-03-10T09:00:00Z') + act).toISOString();
    const read = readHandedIn({ ...what, by: PEOPLE[who].id, at }, hasher);
    if (!read.ok) return { changed: [], consequences: [], refusal: read.error };
    const take = isNewFiling(read.value)
      ? fileNew(this.book, read.value, PEOPLE[who], this.now, this.context)
      : takeStep(this.book, read.value, PEOPLE[who], this.now, this.context);
    this.consequences.push(...take.consequences);
    return take;
  }

  goOn(ms: number): readonly Filing[] {
    this.now = instant(this.now + ms);
    return tickFilings(this.book, this.now, this.context);
  }

  filing(id: string): Filing {
    const found = this.book.filings.get(id);
    if (found === undefined) throw new Error(`no filing ${id}`);
    return found;
  }
}

const NONE = { child: 0, adult: 0, older: 0, unknown: 0 };
export const AREA = {
  type: 'Polygon',
  coordinates: [
    [
      [35.4, 47.5],
      [35.6, 47.5],
      [35.6, 47.7],
      [35.4, 47.7],
      [35.4, 47.5],
    ],
  ],
};

/** Sound words of each form, for party A where they are a party’s. */
export const SOUND = {
  protest: { party: 'A', against: 'B', clause: '4', text: 'Shots were fired at a post.' },
  message: { to: ['mission'], priority: 'urgent', text: 'Stand by.' },
  'comment-window': { party: 'A', case: 'case-1' },
  'counter-evidence': {
    party: 'A',
    case: 'told-1',
    items: [
      {
        kind: 'object',
        class: 'tank',
        seenAt: '2026-03-10T09:00:00Z',
        position: { lon: 35.5, lat: 47.6 },
        sigmaM: 20,
        party: 'B',
      },
    ],
  },
  session: { sitsAt: '2026-03-11T10:00:00Z', agenda: ['told-1', 'A:P-1'] },
  remedy: {
    party: 'A',
    act: 'Withdraw two howitzers.',
    dueAt: '2026-03-20T00:00:00Z',
    case: 'told-1',
  },
  casualties: {
    happenedAt: '2026-03-10T08:30:00Z',
    position: { lon: 35.51234, lat: 47.61234 },
    killed: { ...NONE, adult: 1 },
    injured: { ...NONE, child: 2 },
    cause: 'shelling',
  },
  silence: {
    works: 'water',
    from: '2026-03-10T12:00:00Z',
    to: '2026-03-10T16:00:00Z',
    area: AREA,
  },
  crossing: { crossing: 'bridge-2', status: 'open', hours: '08:00-18:00' },
  complaint: { about: 'water', households: '6-20', position: { lon: 35.51234, lat: 47.61234 } },
  delivery: {
    upTo: '2026-03-10T04:00:00Z',
    digest: `sha256:${'a'.repeat(64)}`,
    bytes: 512,
    dispatched: [
      { party: 'A', sentAt: '2026-03-10T10:00:00.010Z', open: 1 },
      { party: 'B', sentAt: '2026-03-10T10:00:00.011Z', open: 0 },
    ],
    skewMs: 1,
  },
} as const satisfies Readonly<Record<string, JsonObject>>;
