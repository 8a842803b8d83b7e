import { fail, instant, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import { isCapture } from '../capture/capture.ts';
import { messagesInCapture } from '../capture/payloads.ts';
import { checkFrame, frameLength, MAGIC_1, MAGIC_2, readFrame } from './frame.ts';
import { BAD_CRC, FrameReader } from './framer.ts';

/** Microseconds, big-endian, before each frame of a telemetry log: since 1970, or since its start. */
const STAMP_BYTES = 8;
/** No log is older than MAVLink, and none from past the century, ms. */
const EARLIEST_MS = Date.UTC(2005, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);
/** A log that counts from its own start is no longer than this, ms. */
const LONGEST_MS = 400 * 24 * 3_600_000;

/** Cuts a telemetry log (time stamps between the frames), bare frames or a capture into messages. */
export function splitMavlink(file: Uint8Array): Iterable<Result<RawMessage, DecodeError>> {
  if (isCapture(file)) return messagesInCapture(file, ({ bytes }) => framesIn(bytes));
  if (isLog(file)) return recordsOf(file);
  const reader = new FrameReader();
  return {
    *[Symbol.iterator]() {
      yield* reader.push(file);
      yield* reader.end();
    },
  };
}

/** The frames of one datagram; none where it begins with something else. */
export function framesIn(datagram: Uint8Array): readonly Result<RawMessage, DecodeError>[] {
  if (datagram[0] !== MAGIC_1 && datagram[0] !== MAGIC_2) return [];
  const reader = new FrameReader();
  return [...reader.push(datagram), ...reader.end()];
}

/** Whether the bytes begin with a time stamp and a frame behind it. */
export const isLog = (head: Uint8Array): boolean => recordAt(head, 0) === 'good';

/** Whether the bytes begin with a frame of a known message. */
export function isFrame(head: Uint8Array): boolean {
  const frame = readFrame(head);
  return frame !== undefined && checkFrame(head, frame) === 'good';
}

function* recordsOf(file: Uint8Array): Generator<Result<RawMessage, DecodeError>> {
  for (let at = 0; at < file.length; ) {
    const state = recordAt(file, at);
    if (state === 'none') {
      let next = at + 1;
      // A stamp begins eight bytes before its frame, so only there is it worth a look.
      while (next < file.length && recordAt(file, next) !== 'good') next += 1;
      const cut = next === file.length && stampOf(file, at) !== undefined;
      yield fail({
        kind: cut ? 'truncated' : 'not-mavlink',
        offset: at,
        text: cut
          ? 'the log ends within a record'
          : `${next - at} bytes are no record of a telemetry log; they are passed over`,
      });
      at = next;
      continue;
    }
    const offset = at + STAMP_BYTES;
    const length = frameLength(file, offset) as number;
    const ms = stampOf(file, at) ?? 0;
    const bytes = file.subarray(offset, offset + length);
    yield state === 'good'
      ? ok({ bytes, offset, ...(ms >= EARLIEST_MS && { receivedAt: instant(ms) }) })
      : fail({ kind: 'bad-crc', offset, text: BAD_CRC });
    at = offset + length;
  }
}

/** `bad`: a record by its shape, with a frame that is damaged. */
function recordAt(file: Uint8Array, at: number): 'good' | 'bad' | 'none' {
  const magic = file[at + STAMP_BYTES];
  if ((magic !== MAGIC_1 && magic !== MAGIC_2) || stampOf(file, at) === undefined) return 'none';
  const frame = readFrame(file, at + STAMP_BYTES);
  if (frame === undefined) return 'none';
  const check = checkFrame(file, frame);
  if (check === 'good') return 'good';
  const end = at + STAMP_BYTES + frame.bytes;
  const next = file[end + STAMP_BYTES];
  const followed =
    end === file.length ||
    ((next === MAGIC_1 || next === MAGIC_2) && stampOf(file, end) !== undefined);
  if (!followed) return 'none';
  return check === 'unknown' ? 'good' : 'bad';
}

/** Milliseconds; `undefined` where the bytes are no stamp. */
function stampOf(file: Uint8Array, at: number): number | undefined {
  if (at + STAMP_BYTES > file.length) return undefined;
  let us = 0;
  for (let i = at; i < at + STAMP_BYTES; i++) us = us * 256 + (file[i] as number);
  const ms = Math.floor(us / 1000);
  return ms <= LONGEST_MS || (ms >= EARLIEST_MS && ms <= LATEST_MS) ? ms : undefined;
}
