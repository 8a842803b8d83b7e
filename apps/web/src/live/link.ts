import type { AlertRow, FeedRow, RowKind, SuspensionOnWire } from '../wire.ts';
import type { Answer, Node, Page } from './node.ts';
import { emptyWorld, type World, withAlerts, withRows, withSuspension } from './world.ts';

const KINDS: readonly RowKind[] = ['case', 'desk', 'task', 'finding', 'event', 'track'];
/** For mission staff alone. */
const STAFF_KINDS: readonly RowKind[] = ['track', 'desk', 'task'];
const BACKOFF_S = [1, 2, 4, 8, 15];
const POLL_MS = 15_000;
const EFFORT_MS = 300_000;

/** What the link needs of the page: the world to change, and a say in when it saves. */
export interface Desk {
  readonly world: () => World;
  readonly change: (turn: (world: World) => World) => void;
  readonly tokenRefused: (text: string) => void;
}

type FromNode =
  | { readonly type: 'hello'; readonly now: string }
  | {
      readonly type: 'rows';
      readonly kind: RowKind | 'observation' | 'period' | 'suspension' | 'safety-alert';
      readonly items: readonly { id: string; seq: number }[];
    }
  | { readonly type: 'feeds'; readonly items: readonly FeedRow[] }
  | {
      readonly type: 'clock';
      readonly now: string;
      readonly position: number;
      readonly suspension?: SuspensionOnWire | null;
    };

/**
 * Keeps the page in step with its node: first everything from the pages by seq, then the stream (or,
 * for those who get none, a question every 15 s). Where the node is gone it tries again with longer
 * and longer pauses, and catches up from the last seq.
 */
export class NodeLink {
  readonly #node: Node;
  readonly #token: string | undefined;
  readonly #desk: Desk;
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #effortTimer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #box: readonly number[] | undefined;
  #over = false;

  constructor(node: Node, token: string | undefined, desk: Desk) {
    this.#node = node;
    this.#token = token;
    this.#desk = desk;
  }

  start(): void {
    void this.#begin();
  }

  /** Tries at once, for the impatient. */
  retry(): void {
    clearTimeout(this.#timer);
    if (!this.#over) void this.#begin();
  }

  stop(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#effortTimer);
    this.#socket?.close();
  }

  /** Tells the node which part of the map is looked at. */
  look(box: readonly number[]): void {
    this.#box = box;
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ box }));
  }

  async #begin(): Promise<void> {
    const [me, mission, zones] = await Promise.all([
      this.#node.me(),
      this.#node.mission(),
      this.#node.zones(),
    ]);
    if (this.#over) return;
    if (!me.ok && me.error.status === 401) {
      this.#desk.tokenRefused(me.error.text);
      return;
    }
    if (!me.ok || !mission.ok) {
      this.#gone();
      return;
    }
    this.#desk.change((world) => ({
      ...(world.mission?.id === mission.value.id ? world : emptyWorld()),
      me: me.value,
      mission: mission.value,
      ...(zones.ok && { zones: zones.value }),
      clockOffset: Date.parse(mission.value.now) - Date.now(),
      revision: world.revision + 1,
    }));
    this.#desk.change((world) => withSuspension(world, mission.value.suspension));
    if (!(await this.#catchUp())) {
      this.#gone();
      return;
    }
    if (me.value.role === 'staff') {
      this.#stream();
      void this.#askEffort();
    } else this.#asked();
  }

  /** All pages of all kinds from the last seq on; false where the node stopped answering. */
  async #catchUp(): Promise<boolean> {
    const staff = this.#desk.world().me?.role === 'staff';
    const kinds = staff ? KINDS : KINDS.filter((kind) => !STAFF_KINDS.includes(kind));
    for (const kind of kinds) {
      for (let more = true; more; ) {
        const after = this.#desk.world().seqs[kind];
        const page: Answer<Page<{ id: string; seq: number }>> = await this.#node.rows(kind, after);
        if (this.#over) return true;
        if (!page.ok) {
          if (page.error.status === 0) return false;
          break;
        }
        this.#desk.change((world) => arrived(withRows(world, kind, page.value.items)));
        more = page.value.more && this.#desk.world().seqs[kind] > after;
      }
    }
    if (!staff) return true;
    const newest = Math.max(0, ...[...this.#desk.world().alerts.values()].map(({ seq }) => seq));
    const alerts = await this.#node.alerts(newest);
    if (alerts.ok) this.#desk.change((world) => withAlerts(world, alerts.value.items));
    const feeds = await this.#node.feeds();
    if (feeds.ok) this.#desk.change((world) => withFeeds(world, feeds.value));
    return true;
  }

  #stream(): void {
    const address = new URL('api/stream', location.href.split('#')[0]);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify({ token: this.#token }));
    socket.onmessage = (message) => {
      const said = read(String(message.data));
      if (said === undefined) return;
      if (said.type === 'hello') {
        this.#tries = 0;
        if (this.#box !== undefined) socket.send(JSON.stringify({ box: this.#box }));
      }
      this.#desk.change((world) => heard(world, said));
    };
    socket.onclose = () => {
      if (this.#socket === socket && !this.#over) this.#gone();
    };
  }

  #asked(): void {
    this.#tries = 0;
    this.#desk.change((world) => ({ ...world, link: { state: 'asking', askedAt: Date.now() } }));
    this.#timer = setTimeout(async () => {
      const mission = await this.#node.mission();
      if (mission.ok) this.#desk.change((world) => withSuspension(world, mission.value.suspension));
      if (await this.#catchUp()) this.#asked();
      else this.#gone();
    }, POLL_MS);
  }

  async #askEffort(): Promise<void> {
    clearTimeout(this.#effortTimer);
    this.#effortTimer = setTimeout(() => void this.#askEffort(), EFFORT_MS);
    const to = Date.now() + this.#desk.world().clockOffset;
    const from = to - 24 * 3_600_000;
    const effort = await this.#node.effort(from, to);
    if (effort.ok && !this.#over) {
      this.#desk.change((world) => ({ ...world, effort: { ...effort.value, from, to } }));
    }
  }

  #gone(): void {
    this.#socket = undefined;
    const pause = (BACKOFF_S[Math.min(this.#tries++, BACKOFF_S.length - 1)] ?? 15) * 1000;
    this.#desk.change((world) => ({
      ...world,
      link: {
        state: 'gone',
        since: world.link.state === 'gone' ? world.link.since : Date.now(),
        nextTryAt: Date.now() + pause,
      },
    }));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#begin(), pause);
  }
}

/** The world after one message of the stream. */
export function heard(world: World, said: FromNode): World {
  switch (said.type) {
    case 'hello':
      return { ...world, link: { state: 'live' }, clockOffset: Date.parse(said.now) - Date.now() };
    case 'rows':
      if (said.kind === 'safety-alert')
        return arrived(withAlerts(world, said.items as readonly AlertRow[]));
      return isHeld(said.kind) ? arrived(withRows(world, said.kind, said.items)) : world;
    case 'feeds':
      return withFeeds(world, said.items);
    case 'clock':
      return {
        ...withSuspension(world, said.suspension),
        link: { state: 'live' },
        clockOffset: Date.parse(said.now) - Date.now(),
        journal: said.position,
      };
  }
}

/** The stream brings more kinds than this page holds. */
const isHeld = (kind: string): kind is RowKind => (KINDS as readonly string[]).includes(kind);

function arrived(world: World): World {
  const { savedAt: _, ...fresh } = world;
  return fresh;
}

const withFeeds = (world: World, feeds: readonly FeedRow[]): World => ({
  ...world,
  feeds,
  feedsAt: Date.now(),
  revision: world.revision + 1,
});

function read(text: string): FromNode | undefined {
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null && 'type' in said
      ? (said as FromNode)
      : undefined;
  } catch {
    return undefined;
  }
}
