import { createSocket } from 'node:dgram';
import { concat, fromHex, utf8 } from '@greenline/base';
import { afterEach, describe, expect, it } from 'vitest';
import type { Connector } from '../deliver.ts';
import { listenKlvUdp } from '../klv/connect.ts';
import { UAS_DATALINK } from '../klv/packet.ts';
import { klvPacket, localSet } from '../klv/packet-of.ts';
import { caller } from '../stream/caller.fixture.ts';
import { listenMpegTsTcp, listenMpegTsUdp } from './connect.ts';
import { decodeMpegTs } from './decode.ts';
import { packetsOf, pesOf, tablesOf } from './write.ts';

const open: Connector[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((connector) => connector.close()));
});
const KLV = { pid: 0x101, streamType: 6 };
const klv = (mission: string) => klvPacket(UAS_DATALINK, localSet([[3, utf8(mission)]]));
const stream = (...missions: string[]) =>
  concat(
    ...tablesOf([KLV]),
    ...missions.flatMap((one, i) => [...packetsOf(KLV.pid, pesOf(0xbd, klv(one), 90 * i), i)]),
  );
const missionOf = (bytes: Uint8Array) => {
  const decoded = decodeMpegTs(bytes, undefined);
  if (!decoded.ok) return decoded.error.kind;
  return (decoded.value.message.items as { 3: { value: string } })[3].value;
};

describe('the socket of transport streams', () => {
  it('takes the metadata out of UDP, bare and in RTP, each sender a stream of its own', async () => {
    const got: string[] = [];
    const connector = await listenMpegTsUdp({ port: 0 }, async (bytes) => {
      got.push(missionOf(bytes));
    });
    open.push(connector);
    const header = fromHex('8021000100000000deadbeef') ?? new Uint8Array();
    const [bare, wrapped] = [stream('A', 'B'), stream('C', 'D')];
    const [one, two] = [createSocket('udp4'), createSocket('udp4')];
    const half = 3 * 188;
    const send = (socket: typeof one, piece: Uint8Array) =>
      new Promise((resolve) => socket.send(piece, connector.port, '127.0.0.1', resolve));
    await send(one, bare.subarray(0, half));
    await send(two, concat(header, wrapped.subarray(0, half)));
    await send(one, bare.subarray(half));
    await send(two, concat(header, wrapped.subarray(half)));
    await expect.poll(() => connector.counters.kept).toBe(4);
    expect(got.toSorted()).toEqual(['A', 'B', 'C', 'D']);
    one.close();
    two.close();
  });

  it('counts packets that never came, of RTP and of the stream within', async () => {
    const connector = await listenMpegTsUdp({ port: 0 }, async () => {});
    open.push(connector);
    const socket = createSocket('udp4');
    const rtp = (sequence: number, packet: Uint8Array) =>
      concat(
        Uint8Array.of(0x80, 33, sequence >> 8, sequence & 255, 0, 0, 0, 0, 1, 2, 3, 4),
        packet,
      );
    const packets = Array.from(
      { length: 8 },
      (_, i) => [...packetsOf(0x100, new Uint8Array(9), i)][0],
    );
    for (const [at, sequence] of [
      [0, 65_534],
      [1, 65_535],
      [4, 2],
      [5, 3],
      [3, 1],
    ] as const) {
      const datagram = rtp(sequence, packets[at] ?? new Uint8Array());
      await new Promise((resolve) => socket.send(datagram, connector.port, '127.0.0.1', resolve));
    }
    await expect.poll(() => connector.counters.missing.rtpPackets?.()).toBe(1);
    expect(connector.counters.missing.tsPackets?.()).toBeGreaterThanOrEqual(2);
    socket.close();
  });

  it('takes the metadata out of a TCP connection', async () => {
    const got: string[] = [];
    const connector = await listenMpegTsTcp({ port: 0 }, async (bytes) => {
      got.push(missionOf(bytes));
    });
    open.push(connector);
    caller(connector.port).end(stream('A', 'B'));
    await expect.poll(() => got).toEqual(['A', 'B']);
  });

  it('takes bare KLV too', async () => {
    const got: Uint8Array[] = [];
    const connector = await listenKlvUdp({ port: 0 }, 'misb0601', async (bytes) => {
      got.push(Uint8Array.from(bytes));
    });
    open.push(connector);
    const socket = createSocket('udp4');
    socket.send(concat(klv('A'), klv('B')), connector.port, '127.0.0.1');
    await expect.poll(() => got).toEqual([klv('A'), klv('B')]);
    socket.close();
  });
});
