import { fail, type Result } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';

/** Stream type of metadata in cells. */
export const SYNCHRONOUS = 0x15;

/** The pictures that a packet of metadata goes with. */
export interface VideoTime {
  readonly pid: number;
  readonly streamType: number;
  /** Presentation times, 90 kHz: of the stream's first picture, and of the last before the metadata. */
  readonly firstPts: number;
  readonly pts: number;
}

/** One KLV packet as the stream carries it. */
export interface KlvUnit {
  readonly pid: number;
  readonly streamType: number;
  /** Byte offset in the stream of the transport packet that it begins in. */
  readonly offset: number;
  readonly pts?: number;
  readonly video?: VideoTime;
  readonly bytes: Uint8Array;
}

/** One KLV packet, or what went wrong in its place. */
export type Unit = Result<KlvUnit, DecodeError>;

export const error = (kind: string, offset: number, text: string): Unit =>
  fail({ kind, offset, text: `${text}; mend the link, or record again` });
