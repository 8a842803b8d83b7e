import { fail, type Instant, instant, type Result } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';

/** One frame as a capture file holds it. */
export interface CapturedFrame {
  /** From 1, as packet analysers count. */
  readonly number: number;
  /** Byte offset of the record in the file. */
  readonly offset: number;
  /** LINKTYPE_ number of the Tcpdump Group's registry. */
  readonly linkType: number;
  /** Number of the interface in the file. */
  readonly interface: number;
  /** Nanoseconds since 1970, UTC; absent where the record has no time. */
  readonly atNs?: bigint;
  readonly bytes: Uint8Array;
  /** The capture cut the frame short. */
  readonly truncated: boolean;
  /** Bytes of frame check sequence at the end, where the envelope says. */
  readonly fcsBytes?: number;
  /** The envelope says that the check sequence was wrong. */
  readonly crcError: boolean;
}

export type FrameResult = Result<CapturedFrame, DecodeError>;

/** No link known here has longer frames. */
export const MOST_FRAME_BYTES = 256 * 1024;

/** Milliseconds since 1970; what is finer is cut off. */
export const instantOfNs = (atNs: bigint): Instant => instant(Number(atNs / 1_000_000n));

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const refuse = (kind: string, offset: number, text: string): Result<never, DecodeError> =>
  fail({ kind, offset, text: `${text}; capture again or cut the file there` });
