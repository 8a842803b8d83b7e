import type { Instant } from '@greenline/base';
import type { FeedCounters } from '@greenline/feeds';
import type { ClockOffset } from '@greenline/observation';

/** One feed as its row in `GET /api/feeds`. */
export interface FeedRow {
  readonly id: string;
  readonly format: string;
  readonly transport: string;
  readonly state: 'live' | 'quiet' | 'silent' | 'down';
  readonly received: number;
  readonly kept: number;
  readonly refused: Readonly<Record<string, number>>;
  /** Positions that things report of themselves and that are not plausible, by the kind of doubt. */
  readonly doubted: Readonly<Record<string, number>>;
  /** Seconds since the last message; absent where there was none yet. */
  readonly ageS: number | null;
  readonly ratePerS: number;
  /** Delivered and not yet on the disk. */
  readonly queue: number;
  /** Messages that could not be kept. */
  readonly loss: number;
  /**
   * What its senders numbered and what never came: `frames`, `tsPackets`, `rtpPackets`. Empty where the format
   * numbers nothing.
   */
  readonly missing: Readonly<Record<string, number>>;
  /** Received minus observed of what came by it lately, seconds; absent before the first observation. */
  readonly clock?: ClockOffset;
}

interface Feed {
  readonly id: string;
  readonly format: string;
  readonly transport: string;
  readonly counters: Readonly<FeedCounters> | undefined;
  received: number;
  kept: number;
  refused: Record<string, number>;
  doubted: Record<string, number>;
  lastAt: Instant | undefined;
  /** Messages in each of the last ten seconds. */
  readonly seconds: number[];
  second: number;
  down: boolean;
}

const QUIET_S = 30;
const SILENT_S = 300;
const WINDOW = 10;

/** Counts by hand, then by kind. */
type CountsBy = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** What the fold has counted of each feed. */
export interface FoldCounts {
  readonly refusedBy: CountsBy;
  readonly doubtedBy: CountsBy;
}

/** Age, rate, loss and queue of every feed. What is old stays, with its age: nothing is erased. */
export class FeedHealth {
  readonly #feeds = new Map<string, Feed>();
  readonly #before: FoldCounts;
  #clocks: ReadonlyMap<string, ClockOffset> = new Map();

  /** `before`: what had been counted when the node was started. */
  constructor(before: FoldCounts = { refusedBy: new Map(), doubtedBy: new Map() }) {
    const { refusedBy, doubtedBy } = before;
    this.#before = structuredClone({ refusedBy, doubtedBy });
  }

  add(id: string, format: string, transport: string, counters?: Readonly<FeedCounters>): void {
    this.#feeds.set(id, {
      id,
      format,
      transport,
      counters,
      received: 0,
      kept: 0,
      refused: {},
      doubted: {},
      lastAt: undefined,
      seconds: new Array<number>(WINDOW).fill(0),
      second: 0,
      down: false,
    });
  }

  has(id: string): boolean {
    return this.#feeds.has(id);
  }

  /** A message came; `kept` once it is on the disk. */
  received(id: string, now: Instant, count = 1): void {
    const feed = this.#feeds.get(id);
    if (feed === undefined) return;
    feed.received += count;
    feed.lastAt = now;
    this.#turn(feed, now);
    feed.seconds[feed.second % WINDOW] = (feed.seconds[feed.second % WINDOW] ?? 0) + count;
  }

  kept(id: string, count = 1): void {
    const feed = this.#feeds.get(id);
    if (feed !== undefined) feed.kept += count;
  }

  refused(id: string, kind: string): void {
    const feed = this.#feeds.get(id);
    if (feed !== undefined) feed.refused[kind] = (feed.refused[kind] ?? 0) + 1;
  }

  /** What was refused and doubted of each feed since the node was started. */
  counted({ refusedBy, doubtedBy }: FoldCounts): void {
    for (const { id, transport, refused, doubted } of this.#feeds.values()) {
      // What comes over HTTP is counted when it is answered.
      if (transport !== 'http')
        Object.assign(refused, since(refusedBy.get(id), this.#before.refusedBy.get(id)));
      Object.assign(doubted, since(doubtedBy.get(id), this.#before.doubtedBy.get(id)));
    }
  }

  /** How far the clocks behind each feed are from ours, as the fold last saw them. */
  clocks(clocks: ReadonlyMap<string, ClockOffset>): void {
    this.#clocks = clocks;
  }

  down(id: string): void {
    const feed = this.#feeds.get(id);
    if (feed !== undefined) feed.down = true;
  }

  rows(now: Instant): readonly FeedRow[] {
    return [...this.#feeds.values()].map((feed) => {
      this.#turn(feed, now);
      const { id, format, transport, counters, lastAt } = feed;
      const ageS = lastAt === undefined ? null : Math.max(0, Math.round((now - lastAt) / 1000));
      const clock = this.#clocks.get(id);
      const queue = counters?.pending ?? Math.max(0, feed.received - feed.kept - sum(feed.refused));
      return {
        id,
        format,
        transport,
        state: feed.down ? 'down' : stateOf(ageS),
        received: counters?.received ?? feed.received,
        kept: counters?.kept ?? feed.kept,
        refused: merged(feed.refused, counters?.refused ?? {}),
        doubted: { ...feed.doubted },
        ageS,
        ratePerS: Math.round((feed.seconds.reduce((a, b) => a + b, 0) / WINDOW) * 10) / 10,
        queue,
        loss: counters?.failed ?? 0,
        missing: Object.fromEntries(
          Object.entries(counters?.missing ?? {}).map(([what, count]) => [what, count()]),
        ),
        ...(clock !== undefined && { clock }),
      };
    });
  }

  #turn(feed: Feed, now: Instant): void {
    const second = Math.floor(now / 1000);
    for (let s = Math.max(feed.second + 1, second - WINDOW + 1); s <= second; s++) {
      feed.seconds[s % WINDOW] = 0;
    }
    feed.second = second;
  }
}

function stateOf(ageS: number | null): FeedRow['state'] {
  if (ageS === null || ageS > SILENT_S) return 'silent';
  return ageS > QUIET_S ? 'quiet' : 'live';
}

const since = (
  now: ReadonlyMap<string, number> = new Map(),
  before: ReadonlyMap<string, number> = new Map(),
): Readonly<Record<string, number>> =>
  Object.fromEntries([...now].map(([kind, count]) => [kind, count - (before.get(kind) ?? 0)]));

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0);

function merged(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) {
  const all: Record<string, number> = { ...a };
  for (const [kind, count] of Object.entries(b)) all[kind] = (all[kind] ?? 0) + count;
  return all;
}
