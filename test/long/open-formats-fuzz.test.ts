import { canonicalJson } from '@greenline/base';
import { decodeFile, feeds } from '@greenline/feeds';
import { describe, expect, it } from 'vitest';
import { damaged, SEEDS } from '../../edge/feeds/src/seeds.fixture.ts';

const CASES = 1_000_000;
const MOST_MS = 100;
const MOST_BYTES = 64 * 1024 * 1024;

/** Xorshift, so that a case that fails can be run again by its number. */
function dice(seed: number): (limit: number) => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % limit;
  };
}

describe('a million messages damaged in their structure', () => {
  it.each(SEEDS)(
    'of %s: nothing throws, nothing hangs, every line can be stored: %s',
    (format, text) => {
      const feed = feeds.get(format);
      if (feed === undefined) throw new Error(format);
      const decode = (bytes: Uint8Array): number => {
        let read = 0;
        feed.recognises(bytes);
        feed.decode(bytes, undefined);
        for (const line of decodeFile(feed, bytes)) {
          canonicalJson(line);
          if (line.ok) read += 1;
        }
        return read;
      };
      let read = 0;
      for (let i = 0; i < CASES / SEEDS.length; i++) {
        const bytes = damaged(text, dice(i + 1));
        try {
          const start = performance.now();
          read += decode(bytes);
          if (performance.now() - start <= MOST_MS) continue;
          // Once may be the collector or a busy machine: what counts is what this process worked.
          const before = { cpu: process.cpuUsage(), heap: process.memoryUsage().heapUsed };
          decode(bytes);
          const { user } = process.cpuUsage(before.cpu);
          if (user / 1000 > MOST_MS) throw new Error(`takes ${user / 1000} ms`);
          if (process.memoryUsage().heapUsed - before.heap > MOST_BYTES)
            throw new Error('takes 64 MB');
        } catch (error) {
          throw new Error(`case ${i}: ${Buffer.from(bytes).toString('base64')}`, { cause: error });
        }
      }
      expect(read).toBeGreaterThan(0);
    },
    1_200_000,
  );
});
