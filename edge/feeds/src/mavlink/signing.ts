import { createHash, timingSafeEqual } from 'node:crypto';
import { type Frame, SIGNATURE_BYTES } from './frame.ts';

export const KEY_BYTES = 32;
/** MAVLink's signatures count ten microseconds from here. */
const EPOCH_MS = Date.UTC(2015, 0, 1);
/** A stream that is heard for the first time may lag so far behind ours, in tens of microseconds. */
const MOST_LAG = 60 * 100_000;

/** The signature of a MAVLink 2 frame, as sent. */
export interface FrameSignature {
  readonly link: number;
  /** Milliseconds since 1970. */
  readonly signedAtMs: number;
}

/** Why a frame is not believed. */
export type SignatureFault = 'unsigned' | 'no-key' | 'bad-signature' | 'replayed';

/** `undefined` for a frame that is not signed. */
export function signatureOf(bytes: Uint8Array, frame: Frame): FrameSignature | undefined {
  if (!frame.signed) return undefined;
  const at = frame.payloadTo + 2;
  return { link: bytes[at] as number, signedAtMs: EPOCH_MS + ticksOf(bytes, at) / 100 };
}

/** The first six bytes of SHA-256 over key, frame, link and time. */
export function signatureBytes(key: Uint8Array, bytes: Uint8Array, frame: Frame): Uint8Array {
  const end = frame.at + frame.bytes - 6;
  return createHash('sha256')
    .update(key)
    .update(bytes.subarray(frame.at, end))
    .digest()
    .subarray(0, 6);
}

/**
 * Checks the signatures of one connection's frames: with the key of their link, and that each stream's
 * time (system, component, link) only ever grows, so that no frame is taken twice.
 */
export class SignatureChecker {
  readonly #keyOf: (link: number) => Uint8Array | undefined;
  /** The last time of each stream, tens of microseconds. */
  readonly #last = new Map<number, number>();
  #newest = 0;

  constructor(keyOf: (link: number) => Uint8Array | undefined) {
    this.#keyOf = keyOf;
  }

  /** Why a frame is refused; `undefined` where it is believed. */
  faultOf(bytes: Uint8Array, frame: Frame): SignatureFault | undefined {
    if (!frame.signed) return 'unsigned';
    const at = frame.at + frame.bytes - SIGNATURE_BYTES;
    const link = bytes[at] as number;
    const key = this.#keyOf(link);
    if (key === undefined) return 'no-key';
    const sent = bytes.subarray(at + 7, at + SIGNATURE_BYTES);
    if (!timingSafeEqual(signatureBytes(key, bytes, frame), sent)) return 'bad-signature';
    const stream = (frame.system << 16) | (frame.component << 8) | link;
    const ticks = ticksOf(bytes, at);
    const last = this.#last.get(stream);
    if (last === undefined ? ticks + MOST_LAG < this.#newest : ticks <= last) return 'replayed';
    this.#last.set(stream, ticks);
    this.#newest = Math.max(this.#newest, ticks);
    return undefined;
  }
}

function ticksOf(bytes: Uint8Array, at: number): number {
  let ticks = 0;
  for (let i = 6; i >= 1; i--) ticks = ticks * 256 + (bytes[at + i] as number);
  return ticks;
}
