import { concat, utf8 } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import { UAS_DATALINK } from '../klv/packet.ts';
import { klvPacket, localSet } from '../klv/packet-of.ts';
import { mavlink } from '../mavlink/decode.ts';
import { frameOf } from '../mavlink/write.ts';
import { misb0601 } from '../misb0601/decode.ts';
import { mpegts } from '../mpegts/decode.ts';
import { packetsOf, pesOf, tablesOf } from '../mpegts/write.ts';

const START_S = Date.UTC(2026, 2, 10) / 1000;

/** A pcap of bare IPv4 (LINKTYPE 101): one datagram a second. */
function captureOf(...payloads: readonly Uint8Array[]): Uint8Array {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt32LE(65_535, 16);
  header.writeUInt32LE(101, 20);
  const records = payloads.map((payload, i) => {
    const packet = Buffer.alloc(28 + payload.length);
    packet[0] = 0x45;
    packet.writeUInt16BE(packet.length, 2);
    packet[9] = 17;
    packet.writeUInt16BE(14_550, 22);
    packet.writeUInt16BE(8 + payload.length, 24);
    packet.set(payload, 28);
    const record = Buffer.alloc(16);
    record.writeUInt32LE(START_S + i, 0);
    record.writeUInt32LE(packet.length, 8);
    record.writeUInt32LE(packet.length, 12);
    return Buffer.concat([record, packet]);
  });
  return Uint8Array.from(Buffer.concat([header, ...records]));
}

const OTHER = utf8('a datagram of another protocol');
const klv = klvPacket(UAS_DATALINK, localSet([[3, utf8('M')]]));
const frame =
  frameOf('HEARTBEAT', { type: 2 }, { system: 1, component: 1, sequence: 0 }) ?? new Uint8Array();

describe('a capture of datagrams', () => {
  it('is cut into the messages of a format, each with the time it was heard', () => {
    const stream = concat(
      ...tablesOf([{ pid: 0x101, streamType: 6 }]),
      ...packetsOf(0x101, pesOf(0xbd, klv, 90), 0),
    );
    for (const [feed, payloads] of [
      [mavlink, [frame, OTHER, concat(frame, frame)]],
      [misb0601, [klv, OTHER, concat(klv, klv)]],
      [mpegts, [stream.subarray(0, 188), OTHER, stream.subarray(188)]],
    ] as const) {
      const read = [...feed.split(captureOf(...payloads))];
      const times = read.map((one) => one.ok && (one.value.receivedAt ?? 0) / 1000 - START_S);
      expect(times).toEqual(feed === mpegts ? [2] : [0, 2, 2]);
      for (const one of read)
        expect(one.ok && feed.decode(one.value.bytes, undefined).ok).toBe(true);
    }
  });

  it('names the place of a message in the file', () => {
    const file = captureOf(frame, frame);
    for (const one of mavlink.split(file)) {
      if (!one.ok) throw new Error(one.error.text);
      const { offset, bytes } = one.value;
      expect(file.subarray(offset, offset + bytes.length)).toEqual(bytes);
    }
  });
});
