import {
  canonicalJson,
  digestOf,
  formatInstant,
  type Instant,
  instant,
  utf8,
} from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import type { Filing } from '@greenline/filings';
import { NODE, type Row, readRecord } from '@greenline/pipeline';
import type { Principal, Release } from '@greenline/sharing';
import type { NodeParts } from './parts.ts';

/** One reader that waits for releases: hands a text over, and resolves when it is on its way. */
export interface Recipient {
  readonly party: string;
  readonly hand: (release: Delivered) => Promise<void>;
  readonly drop: () => void;
}

/** A release as it is handed over: the same bytes to both parties. */
export interface Delivered {
  readonly upTo: string;
  readonly digest: string;
  readonly text: string;
}

type Ports = Pick<NodeParts, 'access' | 'intake' | 'mission' | 'store' | 'missionLabel' | 'now'>;

const PAGE = 500;
/** Who has not taken a release up by then holds up nobody: it lies ready for him. */
const PATIENCE_MS = 500;
const GLANCE_MS = 900;
/** What was released longer ago than this when a node first delivers lies ready, and is not delivered anew. */
const ANEW_MS = 86_400_000;

/**
 * Hands every release to both parties at once, the same bytes, and writes down that it did: when each
 * was given it, and how far apart. For a party that has no connection open it lies ready from then on.
 */
export class Delivery {
  readonly #ports: Ports;
  readonly #recipients = new Set<Recipient>();
  /** Milliseconds of a steady clock. */
  readonly #steady: () => number;
  #after = 0;
  #deliveredUpTo: Instant | undefined;
  #working: Promise<void> = Promise.resolve();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(ports: Ports, steady: () => number) {
    this.#ports = ports;
    this.#steady = steady;
  }

  add(recipient: Recipient): () => void {
    this.#recipients.add(recipient);
    return () => this.#recipients.delete(recipient);
  }

  /** Delivers what has been released since the last time. Resolves when all of it is written down. */
  notify(): Promise<void> {
    this.#lookedAt = this.#steady();
    if (!this.#closed)
      this.#working = this.#working.catch(() => undefined).then(() => this.#deliverNew());
    return this.#working;
  }

  /** As `notify`, but not more than once a second: the fold writes more often. */
  async glance(): Promise<void> {
    if (this.#steady() - this.#lookedAt >= GLANCE_MS) await this.notify();
  }

  /** Resolves when nothing is under way, and nothing will be. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#working.catch(() => undefined);
  }

  async #deliverNew(): Promise<void> {
    this.#deliveredUpTo ??= await this.#lastDelivered();
    for (;;) {
      const [first, second] = await this.#released(this.#after);
      if (first === undefined || second === undefined) return;
      if (
        canonicalJson(first.map(({ body }) => body)) !==
        canonicalJson(second.map(({ body }) => body))
      )
        throw new Error('the two parties may read different releases: nothing was delivered');
      for (const row of first) {
        this.#after = row.seq;
        const { upTo } = readRecord<Release>(row.body);
        if (upTo <= this.#deliveredUpTo) continue;
        await this.#deliver(row, upTo);
        this.#deliveredUpTo = upTo;
      }
      if (first.length < PAGE) return;
    }
  }

  async #deliver({ body }: Row, upTo: Instant): Promise<void> {
    const text = `${body}\n`;
    const bytes = utf8(text);
    const release: Delivered = {
      upTo: formatInstant(upTo),
      digest: digestOf(nodeHasher, bytes),
      text,
    };
    const begun = this.#steady();
    const startedAt = this.#ports.intake.now();
    const { parties } = this.#ports.mission().agreement;
    const handed = await Promise.all(
      parties.map(async (party) => {
        const theirs = [...this.#recipients].filter((one) => one.party === party);
        const taken = await Promise.all(theirs.map((one) => this.#hand(one, release)));
        const open = taken.filter((at) => at !== undefined);
        // Ready for whoever comes; handed to whoever is there: the last of them counts.
        const last = open.length === 0 ? begun : Math.max(...open);
        return { party, open: open.length, afterMs: last - begun };
      }),
    );
    const dispatched = handed.map(({ party, open, afterMs }) => ({
      ...{ party, open },
      sentAt: formatInstant(instant(startedAt + Math.round(afterMs))),
    }));
    const times = handed.map(({ afterMs }) => afterMs);
    const skewMs = Math.round((Math.max(...times) - Math.min(...times)) * 1_000) / 1_000;
    const sent = dispatched.map(({ sentAt }) => Date.parse(sentAt));
    const said = {
      ...{ upTo: release.upTo, digest: release.digest, bytes: bytes.length, dispatched },
      skewMs: Math.max(skewMs, Math.max(...sent) - Math.min(...sent)),
    };
    const id = `delivery-${release.upTo.replace(/[:.]/g, '')}`;
    const at = formatInstant(startedAt);
    const object = { file: 'delivery', id, by: NODE, at, with: said };
    await this.#ports.intake.take(utf8(canonicalJson(object)), 'filing', NODE);
  }

  /** When it was handed over, on the steady clock; `undefined` for a reader that let it lie. */
  async #hand(recipient: Recipient, release: Delivered): Promise<number | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, 'late');
    });
    const taken = await Promise.race([recipient.hand(release).catch(() => 'late' as const), late]);
    clearTimeout(timer);
    if (taken !== 'late') return this.#steady();
    this.#recipients.delete(recipient);
    recipient.drop();
    return undefined;
  }

  /** The releases after a row, as each of the parties may read them. */
  #released(after: number): Promise<readonly (readonly Row[])[]> {
    const { access, mission } = this.#ports;
    const { exercise } = mission().file;
    return Promise.all(
      mission().agreement.parties.map((member) => {
        const party: Principal = {
          ...{ id: NODE, role: 'party', member, name: member, may: [] },
          ...(exercise && { exercise: true as const }),
        };
        return access.read(party, 'release', { after, limit: PAGE });
      }),
    );
  }

  async #lastDelivered(): Promise<Instant> {
    const { store, missionLabel } = this.#ports;
    let last = instant(this.#ports.now() - ANEW_MS);
    for (let after = 0; ; ) {
      const labels = [missionLabel()];
      const rows = await store.query({
        kind: 'filing',
        after,
        limit: PAGE,
        labels,
        parent: 'delivery',
      });
      for (const { body } of rows)
        last = instant(Math.max(last, Date.parse(String(readRecord<Filing>(body).with.upTo))));
      const end = rows.at(-1);
      if (end === undefined || rows.length < PAGE) return last;
      after = end.seq;
    }
  }
}
