import { connect } from 'node:net';
import { type Connector, countRefusal, type Deliver, noCounts } from '../deliver.ts';
import { type Allowance, quotaOf } from '../quota.ts';
import { Connection } from './connection.ts';
import type { Speech } from './listen.ts';

export interface DialOptions extends Allowance {
  readonly port: number;
  readonly host: string;
  /** A connection that completes no message for so long is closed, and dialled again, ms. */
  readonly idleMs?: number;
  /** Messages in delivery above which the socket is paused. */
  readonly highWater?: number;
  /** Waits between two tries, the first and the longest, ms. */
  readonly waitMs?: readonly [first: number, longest: number];
}

/**
 * Connects to a sender that listens (a receiver of ADS-B or AIS), and again whenever the connection ends:
 * at first at once, then after twice as long each time that no message came.
 */
export function dialStream(
  options: DialOptions,
  speak: () => Speech,
  deliver: Deliver,
): Promise<Connector> {
  const { port, host, waitMs: [first, longest] = [1_000, 30_000] } = options;
  const counters = noCounts();
  const quota = quotaOf(options);
  let closed = false;
  let wait = first;
  let timer: NodeJS.Timeout | undefined;
  let open: Connection | undefined;
  let abandon: () => void = () => {};

  const dial = (): void => {
    if (closed) return;
    const socket = connect({ port, host });
    const failed = (): void => {
      countRefusal(counters, 'unreachable');
      again();
    };
    abandon = () => socket.destroy();
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.off('error', failed);
      const before = counters.received;
      counters.connections = 1;
      open = new Connection(socket, {
        ...speak(),
        counters,
        deliver,
        ...(quota !== undefined && { quota }),
        highWater: options.highWater ?? 1_000,
        idleMs: options.idleMs ?? 60_000,
        onDone: () => {
          open = undefined;
          counters.connections = 0;
          if (counters.received > before) wait = first;
          again();
        },
      });
      if (closed) void open.close();
    });
  };
  const again = (): void => {
    if (closed) return;
    timer = setTimeout(dial, wait);
    timer.unref();
    wait = Math.min(longest, 2 * wait);
  };

  dial();
  return Promise.resolve({
    port,
    counters,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      if (open === undefined) abandon();
      else await open.close();
    },
  });
}
