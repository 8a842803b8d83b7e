import { createSocket } from 'node:dgram';
import { fromUtf8 } from '@greenline/base';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connector, Deliver } from '../deliver.ts';
import { closed, connected } from '../stream/caller.fixture.ts';
import { meshFrame } from '../takproto/frames.ts';
import { listenCotTcp } from './connect.ts';
import { listenCotUdp } from './connect-udp.ts';

const open: Connector[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((connector) => connector.close()));
});
const tcp = async (deliver: Deliver, options = {}) => {
  const connector = await listenCotTcp({ port: 0, ...options }, deliver);
  open.push(connector);
  return connector;
};

describe('the CoT socket over TCP', () => {
  it('delivers every event in order, split anywhere', async () => {
    const got: string[] = [];
    const connector = await tcp(async (bytes, arrival) => {
      got.push(`${arrival.offset} ${fromUtf8(bytes)}`);
    });
    const socket = await connected(connector.port);
    for (const piece of ['<?xml version="1.0"?><eve', 'nt a="1"/><event', ' a="2"></event', '>'])
      socket.write(piece);
    socket.end();
    await expect.poll(() => connector.counters.kept).toBe(2);
    expect(got).toEqual(['21 <event a="1"/>', '35 <event a="2"></event>']);
    expect(connector.counters).toMatchObject({ received: 2, failed: 0, pending: 0 });
  });

  it('reads no faster than messages are kept', async () => {
    const waiting: (() => void)[] = [];
    const connector = await tcp(() => new Promise((resolve) => waiting.push(resolve)), {
      highWater: 10,
    });
    const socket = await connected(connector.port);
    const events = `<event a="${'x'.repeat(1000)}"/>`.repeat(20_000);
    socket.write(events);
    await expect.poll(() => waiting.length).toBeGreaterThan(10);
    const before = connector.counters.received;
    await new Promise((resolve) => setImmediate(resolve));
    expect(connector.counters.received).toBe(before);
    expect(before).toBeLessThan(1000);
    const drain = setInterval(() => {
      for (const resolve of waiting.splice(0)) resolve();
    }, 1);
    await expect.poll(() => connector.counters.kept).toBe(20_000);
    clearInterval(drain);
    socket.destroy();
  });

  it('closes a connection that trickles bytes but completes no event', async () => {
    const connector = await tcp(async () => {}, { idleMs: 60 });
    const socket = await connected(connector.port);
    const over = closed(socket);
    const trickle = setInterval(() => socket.write('<a'), 10);
    await over;
    clearInterval(trickle);
    expect(connector.counters.refused).toMatchObject({ idle: 1 });
  });

  it('takes no more connections than it should', async () => {
    const connector = await tcp(async () => {}, { mostConnections: 1 });
    const first = await connected(connector.port);
    await expect.poll(() => connector.counters.connections).toBe(1);
    const second = await connected(connector.port);
    await closed(second);
    expect(connector.counters.refused).toEqual({ 'too-many-connections': 1 });
    first.destroy();
    await expect.poll(() => connector.counters.connections).toBe(0);
  });

  it('takes no more connections of one address than it should, and one again when one goes', async () => {
    const connector = await tcp(async () => {}, { mostConnectionsPerAddress: 2 });
    const first = await connected(connector.port);
    await connected(connector.port);
    await closed(await connected(connector.port));
    expect(connector.counters.refused).toEqual({ 'too-many-connections': 1 });
    first.destroy();
    await expect.poll(() => connector.counters.connections).toBe(1);
    const next = await connected(connector.port);
    next.write('<event/>');
    await expect.poll(() => connector.counters.kept).toBe(1);
  });

  it('closes the connection where a message cannot be kept', async () => {
    const connector = await tcp(() => Promise.reject(new Error('disk full')));
    const socket = await connected(connector.port);
    const over = closed(socket);
    socket.write('<event/>');
    await over;
    expect(connector.counters).toMatchObject({ received: 1, kept: 0, failed: 1 });
  });

  it('waits, when closed, for what was delivered', async () => {
    let release: () => void = () => {};
    const connector = await tcp(
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    const socket = await connected(connector.port);
    socket.write('<event/>');
    await expect.poll(() => connector.counters.pending).toBe(1);
    const closing = connector.close();
    release();
    await closing;
    expect(connector.counters).toMatchObject({ kept: 1, pending: 0 });
    open.length = 0;
  });
});

describe('the CoT socket over UDP', () => {
  it('takes one or more events a datagram and counts what it drops', async () => {
    const waiting: (() => void)[] = [];
    const connector = await listenCotUdp({ port: 0, highWater: 2 }, () => {
      return new Promise((resolve) => waiting.push(resolve));
    });
    const socket = createSocket('udp4');
    socket.send('<event a="1"/><event a="2"/><event a="3"/>', connector.port, '127.0.0.1');
    await expect.poll(() => connector.counters.received).toBe(3);
    expect(connector.counters.refused).toEqual({ overrun: 1 });
    for (const resolve of waiting) resolve();
    await expect.poll(() => connector.counters.kept).toBe(2);
    socket.close();
    await connector.close();
  });

  it('takes TAK Protocol datagrams on the same port', async () => {
    const got: string[] = [];
    const connector = await listenCotUdp({ port: 0 }, async (bytes, { format, offset }) => {
      got.push(`${format} ${offset} ${bytes.length}`);
    });
    const socket = createSocket('udp4');
    socket.send(meshFrame(Uint8Array.of(0x0a, 0)), connector.port, '127.0.0.1');
    await expect.poll(() => got).toEqual(['takproto 3 2']);
    socket.close();
    await connector.close();
  });
});
