import { createSocket } from 'node:dgram';
import { describe, expect, it } from 'vitest';
import { listenAisUdp, speakAis } from './ais/connect.ts';
import { Quota } from './quota.ts';
import { connected } from './stream/caller.fixture.ts';
import { listenStream } from './stream/listen.ts';

const LINE = '!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n';

describe('a quota', () => {
  it('lets a burst of five seconds through, then so many a second, each sender its own', () => {
    let now = 0;
    const quota = new Quota({ mostPerS: 2 }, () => now);
    const taken = (sender: string, tries: number) =>
      Array.from({ length: tries }, () => quota.allows(sender)).filter(Boolean).length;
    expect(taken('a', 100)).toBe(10);
    expect(taken('b', 100)).toBe(10);
    now = 1500;
    expect(taken('a', 100)).toBe(3);
    now = 3_600_000;
    expect(taken('a', 100)).toBe(10);
  });

  it('of less than one a second lets one through at first', () => {
    let now = 0;
    const quota = new Quota({ mostPerS: 0.1 }, () => now);
    expect([quota.allows('a'), quota.allows('a')]).toEqual([true, false]);
    now = 10_001;
    expect(quota.allows('a')).toBe(true);
  });

  it('of bytes lets through what fits, and something larger than a burst once it is whole', () => {
    let now = 0;
    const quota = new Quota({ mostBytesPerS: 100 }, () => now);
    expect([400, 200, 100].map((bytes) => quota.allows('a', bytes))).toEqual([true, false, true]);
    now = 5_000;
    expect(quota.allows('a', 2_000)).toBe(true);
    now = 15_000;
    expect(quota.allows('a', 1)).toBe(false);
    now = 21_000;
    expect(quota.allows('a', 1)).toBe(true);
  });

  it('is not widened by made-up senders', () => {
    const quota = new Quota({ mostPerS: 1 }, () => 0);
    let taken = 0;
    for (let n = 0; n < 20_000; n++) if (quota.allows(`ghost-${n}`)) taken += 1;
    expect(taken).toBeLessThan(5000);
  });

  it('holds on datagrams and on streams, and what goes beyond is counted', async () => {
    const byDatagram = await listenAisUdp({ port: 0, mostPerS: 1 }, async () => {});
    const socket = createSocket('udp4');
    socket.send(LINE.repeat(20), byDatagram.port, '127.0.0.1', () => socket.close());
    await expect.poll(() => byDatagram.counters.received).toBe(20);
    const byStream = await listenStream({ port: 0, mostPerS: 1 }, speakAis, async () => {});
    const client = await connected(byStream.port);
    client.end(LINE.repeat(20));
    await expect.poll(() => byStream.counters.received).toBe(20);
    for (const { counters } of [byDatagram, byStream]) {
      await expect.poll(() => counters.kept).toBe(5);
      expect(counters.refused).toEqual({ quota: 15 });
    }
    await byDatagram.close();
    await byStream.close();
  });
});
