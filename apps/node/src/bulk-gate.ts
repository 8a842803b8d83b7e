/** So much of the fold's work may lie before an alert when it comes, as far as bulk is to blame, seconds. */
const MOST_AHEAD_S = 0.15;
const LEAST_ROOM = 50;
const MOST_ROOM = 5_000;
/** Before the fold's pace is known. */
const FIRST_ROOM = 500;

export interface BulkGatePorts {
  /** Journal entries that are on the disk and not folded yet. */
  readonly behind: () => number;
  /** Milliseconds of any steady clock. */
  readonly steady: () => number;
}

/**
 * Lets bulk into the journal only as fast as it is folded. The journal has one order and is folded in it, so what
 * is to come first must not find a long queue there: bulk waits before it, where it can be passed.
 */
export class BulkGate {
  readonly #ports: BulkGatePorts;
  #waiting: { readonly entries: number; readonly go: () => void }[] = [];
  /** Let in, and not known to be on the disk yet. */
  #underWay = 0;
  #room = FIRST_ROOM;
  #open = false;
  #last: { readonly position: number; readonly at: number; readonly busy: boolean } | undefined;

  constructor(ports: BulkGatePorts) {
    this.#ports = ports;
  }

  /** Resolves when so many entries may be appended; `appended` is to be called once they are, or failed. */
  enter(entries: number): Promise<void> {
    if (this.#waiting.length === 0 && this.#hasRoom()) {
      this.#underWay += entries;
      return Promise.resolve();
    }
    return new Promise((go) => this.#waiting.push({ entries, go }));
  }

  appended(entries: number): void {
    this.#underWay -= entries;
  }

  /** The fold has come to a position: what waits may go on, and its pace says how much. */
  folded(position: number): void {
    const at = this.#ports.steady();
    const last = this.#last;
    // The pace of a fold that waits for entries says nothing of how fast it can be.
    if (last?.busy === true && position > last.position && at > last.at) {
      const perS = ((position - last.position) * 1_000) / (at - last.at);
      const room = (this.#room + perS * MOST_AHEAD_S) / 2;
      this.#room = Math.min(MOST_ROOM, Math.max(LEAST_ROOM, room));
    }
    this.#letGo();
    this.#last = { position, at, busy: this.#ports.behind() + this.#underWay > 0 };
  }

  /** Nobody waits any more: the node stops. */
  stop(): void {
    this.#open = true;
    this.#letGo();
  }

  #hasRoom(): boolean {
    return this.#open || this.#ports.behind() + this.#underWay < this.#room;
  }

  #letGo(): void {
    let gone = 0;
    for (const { entries, go } of this.#waiting) {
      if (!this.#hasRoom()) break;
      this.#underWay += entries;
      gone += 1;
      go();
    }
    if (gone > 0) this.#waiting = this.#waiting.slice(gone);
  }
}
