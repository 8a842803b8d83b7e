import type { Finding } from '@greenline/agreement';
import type { Hasher, Instant } from '@greenline/base';
import type { Case } from '@greenline/cases';
import type { VerifyEd25519Now } from '@greenline/evidence';
import type { Feed } from '@greenline/observation';
import type { Event as Happening, Track } from '@greenline/tracking';
import type { JournalEntry } from './journal.ts';
import type { Mission } from './mission.ts';
import type { Row } from './record-store.ts';
import { readRecord } from './record-text.ts';
import { Walk } from './walk.ts';

/** A track not seen for so long is in no picture. */
export const TRACK_MS = 3_600_000;
/** The longest stretch before its moment that a picture tells of. */
export const LONGEST_PICTURE_MS = 7 * 86_400_000;

/** What a picture holds, each as the text of its record, in the order in which it was made. */
export interface PictureRecords {
  readonly tracks: readonly string[];
  readonly events: readonly string[];
  readonly findings: readonly string[];
  readonly cases: readonly string[];
}

/** The moment of a picture, and where what it tells of begins. */
export interface PictureSpan {
  readonly at: Instant;
  readonly from: Instant;
}

/** Whether a record belongs into a picture: what was there, happened, was found or stood open by then. */
export const inPicture = {
  track: ({ at, joinedTo, ended }: Pick<Track, 'at' | 'joinedTo' | 'ended'>, span: PictureSpan) =>
    joinedTo === undefined && ended === undefined && at <= span.at && at > span.at - TRACK_MS,
  event: (
    { at, supersededBy }: { readonly at: Instant } & Pick<Happening, 'supersededBy'>,
    span: PictureSpan,
  ) => at <= span.at && at >= span.from && supersededBy === undefined,
  finding: ({ from, to }: { from: Instant; to: Instant }, span: PictureSpan) =>
    from <= span.at && to >= span.from,
  case: ({ openedAt, state }: Pick<Case, 'openedAt' | 'state'>, span: PictureSpan) =>
    openedAt <= span.at && state !== 'closed',
};

const KINDS = ['track', 'event', 'finding', 'case'] as const;
type PictureKind = (typeof KINDS)[number];

/** Salts and ids of releases go nowhere from here. */
const NO_SECRET = new Uint8Array(32);
const BETWEEN_SWEEPS = 20_000;

/**
 * The walk once more, up to a moment: what was known then, and nothing that came later. Goes forward
 * only; for an earlier moment another one begins anew.
 */
export class PastWalk {
  readonly #walk: Walk;
  readonly #latest = new Map<PictureKind, Map<string, Row>>(KINDS.map((kind) => [kind, new Map()]));
  #sinceSwept = 0;

  constructor(ports: {
    readonly hasher: Hasher;
    readonly feeds: ReadonlyMap<string, Feed>;
    readonly verify: VerifyEd25519Now;
  }) {
    this.#walk = new Walk({ ...ports, saltKey: NO_SECRET, releaseKey: NO_SECRET }, undefined);
  }

  get position(): number {
    return this.#walk.state.position;
  }

  get now(): Instant {
    return this.#walk.state.now;
  }

  /** The mission in force by then; absent before the first was entered. */
  get mission(): Mission | undefined {
    return this.#walk.rooms?.mission;
  }

  /** Folds entries in, in order: none that came after the moment that is asked for. */
  fold(entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      this.#walk.fold(entry);
      this.#sinceSwept += 1;
      if (this.#sinceSwept % 1_000 === 0) this.#take();
      if (this.#sinceSwept >= BETWEEN_SWEEPS) this.#sweep();
    }
    this.#take();
  }

  /** What was known at the moment: all entries up to it must have been folded, and none beyond. */
  picture(span: PictureSpan): PictureRecords {
    this.#walk.goOnTo(span.at);
    this.#take();
    const of = <T>(kind: PictureKind, belongs: (record: T, span: PictureSpan) => boolean) =>
      [...this.#rows(kind).values()]
        .filter(({ body }) => belongs(readRecord<object>(body) as T, span))
        .map(({ body }) => body);
    return {
      tracks: of('track', inPicture.track),
      events: of('event', inPicture.event),
      findings: of('finding', inPicture.finding),
      cases: of('case', inPicture.case),
    };
  }

  #take(): void {
    for (const row of this.#walk.take().rows) {
      if (!isPictured(row.kind)) continue;
      const rows = this.#rows(row.kind);
      if (row.kind === 'finding') {
        const { supersedes } = JSON.parse(row.body) as Finding;
        if (supersedes !== undefined) rows.delete(supersedes);
      }
      // Put at the end, as a store would.
      rows.delete(row.id);
      rows.set(row.id, row);
    }
  }

  /** Drops what can be in no later picture. */
  #sweep(): void {
    this.#take();
    this.#sinceSwept = 0;
    const { now } = this.#walk.state;
    for (const [id, { at }] of this.#rows('track'))
      if (at < now - TRACK_MS) this.#rows('track').delete(id);
    for (const [id, { at }] of this.#rows('event'))
      if (at < now - LONGEST_PICTURE_MS) this.#rows('event').delete(id);
    for (const [id, { body }] of this.#rows('finding'))
      if (readRecord<Finding>(body).to < now - LONGEST_PICTURE_MS) this.#rows('finding').delete(id);
  }

  #rows(kind: PictureKind): Map<string, Row> {
    return this.#latest.get(kind) as Map<string, Row>;
  }
}

const isPictured = (kind: string): kind is PictureKind =>
  (KINDS as readonly string[]).includes(kind);
