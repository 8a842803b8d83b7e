import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { fromHex, fromUtf8, hex } from '@greenline/base';
import { afterEach, describe, expect, it } from 'vitest';
import { speakAdsb } from '../adsb/connect.ts';
import { listenAisUdp, speakAis } from '../ais/connect.ts';
import { listenAsterix } from '../asterix/connect.ts';
import type { Connector } from '../deliver.ts';
import { dialStream } from '../stream/dial.ts';

const open: (Connector | { close(): unknown })[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
const send = (port: number, ...datagrams: readonly (Uint8Array | string)[]) => {
  const socket = createSocket('udp4');
  let left = datagrams.length;
  for (const one of datagrams)
    socket.send(one, port, '127.0.0.1', () => {
      left -= 1;
      if (left === 0) socket.close();
    });
};

describe('ASTERIX over UDP', () => {
  it('is delivered record by record, whatever the datagram holds', async () => {
    const got: string[] = [];
    const connector = await listenAsterix({ port: 0 }, async (bytes, { format, offset }) => {
      got.push(`${format} ${offset} ${hex(bytes)}`);
    });
    open.push(connector);
    send(connector.port, fromHex('3000098019c98019ca22000ae019c901465000') ?? '', 'noise');
    await expect.poll(() => connector.counters.received).toBe(4);
    expect(got).toEqual([
      'asterix 0 3000068019c9',
      'asterix 3 3000068019ca',
      'asterix 9 22000ae019c901465000',
    ]);
    expect(connector.counters.refused).toEqual({ truncated: 1 });
  });

  it('in an edition that nobody reads is not listened for', () => {
    expect(() => listenAsterix({ port: 0, editions: { '048': '2.0' } }, async () => {})).toThrow(
      'category 048 is not read in edition 2.0',
    );
  });

  it('joins the multicast group that it is told to listen on', async () => {
    const got: number[] = [];
    const connector = await listenAsterix({ port: 0, host: '239.255.86.1' }, async (bytes) => {
      got.push(bytes.length);
    }).catch(() => undefined);
    // A machine without a network has no multicast.
    if (connector === undefined) return;
    open.push(connector);
    const socket = createSocket('udp4');
    const block = fromHex('3000068019c9') ?? '';
    socket.send(block, connector.port, '239.255.86.1', () => socket.close());
    await expect.poll(() => got).toEqual([6]);
  });
});

describe('AIS over UDP', () => {
  it('joins sentences that came in datagrams of their own', async () => {
    const got: string[] = [];
    const connector = await listenAisUdp({ port: 0 }, async (bytes) => {
      got.push(fromUtf8(bytes) ?? '');
    });
    open.push(connector);
    const [one, two] = [
      '!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C',
      '!AIVDM,2,2,1,A,88888888880,2*25\r\n',
    ];
    send(connector.port, one, two);
    await expect.poll(() => got).toEqual([`${one}\n${two.trimEnd()}`]);
  });
});

describe('a sender that listens', () => {
  it('is called, and called again when the connection ends', async () => {
    const beast =
      fromHex('1a3300000000010180' + '8d4840d6202cc371c32ce0576098') ?? new Uint8Array();
    let calls = 0;
    const server = createServer((socket) => {
      calls += 1;
      // Whoever calls may hang up while it is spoken to: a reset.
      socket.on('error', () => {});
      socket.end(beast);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => server.close() });
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const options = { port, host: '127.0.0.1', waitMs: [1, 5] as const };
    const connector = await dialStream(options, speakAdsb, async () => {});
    open.push(connector);
    await expect.poll(() => connector.counters.kept).toBeGreaterThan(2);
    expect(calls).toBeGreaterThan(2);
  });

  it('that is not there is counted, and called until it is', async () => {
    const options = { port: 1, host: '127.0.0.1', waitMs: [1, 5] as const };
    const connector = await dialStream(options, speakAis, async () => {});
    open.push(connector);
    await expect.poll(() => connector.counters.refused.unreachable ?? 0).toBeGreaterThan(2);
  });
});
