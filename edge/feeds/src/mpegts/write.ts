import { concat, fromHex, utf8 } from '@greenline/base';
import { PACKET_BYTES, SYNC } from './packet.ts';
import { crc32 } from './section.ts';
import { type KlvUnit, SYNCHRONOUS, type VideoTime } from './unit.ts';

const MAP_PID = 0x1000;
/** A registration descriptor: KLVA. */
const KLVA = fromHex('05044b4c5641') ?? new Uint8Array();
/** A metadata descriptor, KLVA twice; service 0, no decoder configuration. */
const METADATA_KLVA = fromHex('26090100ff4b4c5641000f') ?? new Uint8Array();
const VIDEO_STREAM_ID = 0xe0;

/**
 * Writes one packet of metadata as a transport stream of its own: the programme's tables, the headers of
 * the first and the last picture before it, and the packet. It reads back as the same unit. `counter`
 * is the continuity counter of the metadata, where several such streams are to follow each other.
 */
export function streamOf(unit: Omit<KlvUnit, 'offset'>, counter = 0): Uint8Array {
  const { pid, streamType, bytes, pts, video } = unit;
  const cell = streamType === SYNCHRONOUS ? cellOf(bytes) : bytes;
  const metadata = pesOf(streamType === SYNCHRONOUS ? 0xfc : 0xbd, cell, pts);
  const parts = [...tablesOf([...(video ? [video] : []), { pid, streamType }])];
  if (video !== undefined) parts.push(...pictures(video));
  parts.push(...packetsOf(pid, metadata, counter));
  return concat(...parts);
}

function* pictures({ pid, firstPts, pts }: VideoTime): Generator<Uint8Array> {
  yield* packetsOf(pid, pesOf(VIDEO_STREAM_ID, new Uint8Array(), firstPts), 0);
  if (pts !== firstPts) yield* packetsOf(pid, pesOf(VIDEO_STREAM_ID, new Uint8Array(), pts), 1);
}

/** The association and the map of one programme. Metadata is registered as KLVA. */
export function* tablesOf(
  streams: readonly { readonly pid: number; readonly streamType: number }[],
): Generator<Uint8Array> {
  yield* packetsOf(0, section(0, Uint8Array.of(0, 1, 0xe0 | (MAP_PID >> 8), MAP_PID & 0xff)), 0);
  const entries = streams.map(({ pid, streamType }) => {
    const descriptors =
      streamType === 6 ? KLVA : streamType === SYNCHRONOUS ? METADATA_KLVA : new Uint8Array();
    return concat(
      Uint8Array.of(streamType, 0xe0 | (pid >> 8), pid & 0xff, 0xf0, descriptors.length),
      descriptors,
    );
  });
  const clock = streams[0]?.pid ?? 0x1fff;
  const head = Uint8Array.of(0xe0 | (clock >> 8), clock & 0xff, 0xf0, 0);
  yield* packetsOf(MAP_PID, section(2, concat(head, ...entries)), 0);
}

/** A section with a pointer before it and its check code behind. */
function section(id: number, content: Uint8Array): Uint8Array {
  const length = content.length + 9;
  const body = concat(
    Uint8Array.of(id, 0xb0 | (length >> 8), length & 0xff, 0, 1, 0xc1, 0, 0),
    content,
  );
  const crc = crc32(body);
  const check = Uint8Array.of(crc >>> 24, (crc >>> 16) & 0xff, (crc >>> 8) & 0xff, crc & 0xff);
  return concat(Uint8Array.of(0), body, check);
}

/** One access unit in one cell. */
const cellOf = (unit: Uint8Array): Uint8Array =>
  concat(Uint8Array.of(0, 0, 0xdf, unit.length >> 8, unit.length & 0xff), unit);

/** A PES packet; open-ended where its length does not fit its word. */
export function pesOf(streamId: number, payload: Uint8Array, pts: number | undefined): Uint8Array {
  const stamp = pts === undefined ? new Uint8Array() : stampOf(pts);
  const length = 3 + stamp.length + payload.length;
  const word = length > 0xffff ? 0 : length;
  const flags = [0x84, pts === undefined ? 0 : 0x80, stamp.length];
  return concat(
    utf8('\0\0\u0001'),
    Uint8Array.of(streamId, word >> 8, word & 0xff, ...flags),
    stamp,
    payload,
  );
}

function stampOf(pts: number): Uint8Array {
  const high = Math.floor(pts / 2 ** 30) & 7;
  const middle = Math.floor(pts / 2 ** 15) & 0x7fff;
  const low = pts & 0x7fff;
  return Uint8Array.of(
    0x21 | (high << 1),
    middle >> 7,
    ((middle & 0x7f) << 1) | 1,
    low >> 7,
    ((low & 0x7f) << 1) | 1,
  );
}

/** Cuts a PES packet or a section into transport packets; the last one is filled by its adaptation field. */
export function* packetsOf(pid: number, bytes: Uint8Array, counter: number): Generator<Uint8Array> {
  for (let at = 0, count = counter; at < bytes.length || at === 0; count++) {
    const packet = new Uint8Array(PACKET_BYTES).fill(0xff);
    const left = bytes.length - at;
    const room = PACKET_BYTES - 4;
    const filling = room - Math.min(room, left);
    packet.set([SYNC, (at === 0 ? 0x40 : 0) | (pid >> 8), pid & 0xff, 0x10 | (count & 0xf)]);
    if (filling > 0) {
      packet[3] = 0x30 | (count & 0xf);
      packet[4] = filling - 1;
      if (filling > 1) packet[5] = 0;
    }
    packet.set(bytes.subarray(at, at + room - filling), 4 + filling);
    yield packet;
    at += room - filling;
    if (left === 0) return;
  }
}
