import { createSocket } from 'node:dgram';
import { concat } from '@greenline/base';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connector } from '../deliver.ts';
import { connected } from '../stream/caller.fixture.ts';
import { listenMavlinkTcp, listenMavlinkUdp } from './connect.ts';
import { frameOf, type SigningLink } from './write.ts';

const open: Connector[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((connector) => connector.close()));
});
const KEY = new Uint8Array(32).fill(9);
const frame = (sequence: number, signing?: SigningLink) =>
  frameOf('HEARTBEAT', { type: 2, autopilot: 3 }, { system: 1, component: 1, sequence }, signing) ??
  new Uint8Array();

describe('the MAVLink socket', () => {
  it('takes frames over UDP, several a datagram', async () => {
    const got: Uint8Array[] = [];
    const connector = await listenMavlinkUdp({ port: 0 }, async (bytes, arrival) => {
      expect(arrival.format).toBe('mavlink');
      got.push(bytes);
    });
    open.push(connector);
    const socket = createSocket('udp4');
    socket.send(concat(frame(1), frame(2)), connector.port, '127.0.0.1');
    await expect.poll(() => connector.counters.kept).toBe(2);
    expect(got).toEqual([frame(1), frame(2)]);
    expect(connector.counters.missing.frames?.()).toBe(0);
    socket.send(frame(6), connector.port, '127.0.0.1');
    await expect.poll(() => connector.counters.kept).toBe(3);
    expect(connector.counters.missing.frames?.()).toBe(3);
    socket.close();
  });

  it('takes frames over TCP, however the stream is chopped, and counts what is none', async () => {
    const got: Uint8Array[] = [];
    const connector = await listenMavlinkTcp({ port: 0 }, async (bytes) => {
      got.push(bytes);
    });
    open.push(connector);
    const socket = await connected(connector.port);
    const stream = concat(Uint8Array.of(1, 2), frame(1), frame(2));
    socket.write(stream.subarray(0, 9));
    socket.end(stream.subarray(9));
    await expect.poll(() => connector.counters.kept).toBe(2);
    expect(got).toEqual([frame(1), frame(2)]);
    expect(connector.counters.refused).toEqual({ 'not-mavlink': 1 });
  });

  it('with a key takes only what is signed, and that once, from whatever port', async () => {
    const connector = await listenMavlinkUdp({ port: 0, keyOf: () => KEY }, async () => {});
    open.push(connector);
    const signed = frame(1, { key: KEY, link: 0, ticks: 1000 });
    const forged = frame(2, { key: new Uint8Array(32), link: 0, ticks: 2000 });
    for (const one of [signed, frame(3), forged, signed]) {
      const socket = createSocket('udp4');
      socket.send(one, connector.port, '127.0.0.1', () => socket.close());
      await expect.poll(() => connector.counters.bytes).toBeGreaterThan(0);
    }
    await expect.poll(() => connector.counters.received).toBe(4);
    expect(connector.counters.kept).toBe(1);
    expect(connector.counters.refused).toEqual({ unsigned: 1, 'bad-signature': 1, replayed: 1 });
  });
});
