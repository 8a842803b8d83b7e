import { type Connector, countRefusal, type FeedCounters, noCounts } from '../deliver.ts';

/** One round of asking: what it finds it delivers, and counts. */
export type Round = (counters: FeedCounters, signal: AbortSignal) => Promise<void>;

/**
 * Asks at once and then every so often, never twice at a time. A round that fails is counted and the
 * next one asks again; nothing that is known is forgotten because an answer was empty or late.
 */
export function openPoll(everyMs: number, round: Round): Connector {
  const counters = noCounts();
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const again = async (): Promise<void> => {
    try {
      await round(counters, stop.signal);
    } catch {
      if (!stop.signal.aborted) countRefusal(counters, 'unreachable');
    }
    if (stop.signal.aborted) return;
    timer = setTimeout(() => {
      running = again();
    }, everyMs);
    timer.unref();
  };
  let running = again();
  return {
    port: 0,
    counters,
    close: async () => {
      stop.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
