import { type Instant, instant } from '@greenline/base';
import type { TakClient } from '@greenline/feeds';
import type { LabelId, LabelTable } from '@greenline/labels';
import type { Mission, Row, RowKind } from '@greenline/pipeline';
import type { Principal } from '@greenline/sharing';
import type { Access } from '../access.ts';
import { eventOfRecord, namesIn } from './record-event.ts';
import { eventOfTask } from './task-event.ts';

export interface StaffFeedParts {
  readonly mission: () => Mission;
  readonly missionLabel: () => LabelId;
  readonly access: Access;
  readonly labels: LabelTable;
  /** Seq of the last row made. */
  readonly rowSeq: () => number;
  readonly now: () => Instant;
}

const KINDS: readonly RowKind[] = ['track', 'event', 'task'];
const PACE_MS = 500;
/** What a client that comes is told of the time before, ms. */
const PAST_MS = 600_000;

/** One client and how far it was told of each kind. */
interface Follower {
  readonly client: TakClient;
  readonly principal: string;
  readonly after: Map<RowKind, number>;
  readonly since: Instant;
  busy: boolean;
}

/**
 * What TAK clients of mission staff see: tracks, events and tasks as the guard and the policy let them out, asked
 * anew each time. A client is the principal that its certificate names. Nobody else is told anything; those
 * who may hand in observations may connect and do so.
 */
export class StaffFeed {
  readonly #parts: StaffFeedParts;
  readonly #followers = new Set<Follower>();
  readonly #ticking: NodeJS.Timeout;

  constructor(parts: StaffFeedParts) {
    this.#parts = parts;
    this.#ticking = setInterval(() => void this.tell(), PACE_MS);
    this.#ticking.unref();
  }

  /** A client came; what comes back is called when it goes. `undefined`: it may not be here. */
  join(client: TakClient): (() => void) | undefined {
    const { certified } = client;
    // Without TLS nobody knows who it is: it may speak as any sender may, and is told nothing.
    if (certified === undefined) return () => undefined;
    const principal = this.#parts.mission().principals.get(certified);
    if (principal === undefined) return undefined;
    if (!this.#maySee(principal))
      return principal.may.includes('intake') ? () => undefined : undefined;
    const since = instant(this.#parts.now() - PAST_MS);
    const follower = { client, principal: certified, after: new Map(), since, busy: false };
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** Tells every client what is new to it. */
  async tell(): Promise<void> {
    await Promise.all([...this.#followers].map((follower) => this.#tell(follower)));
  }

  close(): void {
    clearInterval(this.#ticking);
    this.#followers.clear();
  }

  #maySee(principal: Principal): boolean {
    if (principal.role !== 'staff') return false;
    try {
      this.#parts.access.must(principal, 'stream', this.#parts.missionLabel());
      return true;
    } catch {
      return false;
    }
  }

  async #tell(follower: Follower): Promise<void> {
    if (follower.busy) return;
    follower.busy = true;
    try {
      const principal = this.#parts.mission().principals.get(follower.principal);
      if (principal === undefined || !this.#maySee(principal)) throw new Error('no longer allowed');
      for (const kind of KINDS) await this.#tellKind(follower, principal, kind);
    } catch {
      this.#followers.delete(follower);
      follower.client.close();
    }
    follower.busy = false;
  }

  async #tellKind(follower: Follower, principal: Principal, kind: RowKind): Promise<void> {
    const { access, rowSeq } = this.#parts;
    const upTo = rowSeq();
    const after = follower.after.get(kind) ?? 0;
    if (upTo <= after) return;
    const { rows } = await access.readToExport(principal, kind, { after, from: follower.since });
    for (const row of rows) this.#show(follower, row);
    follower.after.set(kind, upTo);
  }

  #show({ client }: Follower, row: Row): void {
    // What a client told us itself would come back to it as somebody else's.
    const names = row.kind === 'task' ? [] : namesIn(row);
    if (names.length > 0 && names.every((name) => client.told(name))) return;
    const { labels, mission } = this.#parts;
    const label = labels.get(row.label);
    if (label === undefined) return;
    const toEvent = row.kind === 'task' ? eventOfTask : eventOfRecord;
    const event = toEvent(row, label, mission().file.mission);
    if (event !== undefined) client.send(event);
  }
}
