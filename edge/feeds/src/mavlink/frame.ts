import { crcOf, crcStep } from './crc.ts';
import { messageKind } from './message-kind.ts';

export const MAGIC_1 = 0xfe;
export const MAGIC_2 = 0xfd;
export const SIGNATURE_BYTES = 13;
const SIGNED = 1;
/** The shortest frame: MAVLink 1 without payload. */
export const LEAST_FRAME_BYTES = 8;
export const MOST_FRAME_BYTES = 10 + 255 + 2 + SIGNATURE_BYTES;

/** One frame, as its header has it. Offsets are in the bytes that it was read from. */
export interface Frame {
  readonly version: 1 | 2;
  readonly at: number;
  readonly bytes: number;
  readonly sequence: number;
  readonly system: number;
  readonly component: number;
  readonly id: number;
  readonly payloadFrom: number;
  readonly payloadTo: number;
  readonly signed: boolean;
  /** Flags that a reader must know: of those only the signature's is defined. */
  readonly incompatible: number;
}

/** What the check code says: `unknown` for a message that the definitions have not. */
export type FrameCheck = 'good' | 'bad' | 'unknown';

/** The length of the frame that begins at `at`; `undefined` where its header is not complete, 0 where none begins. */
export function frameLength(bytes: Uint8Array, at = 0): number | undefined {
  const magic = bytes[at];
  if (magic !== MAGIC_1 && magic !== MAGIC_2) return magic === undefined ? undefined : 0;
  const payload = bytes[at + 1];
  const flags = bytes[at + 2];
  if (payload === undefined) return undefined;
  if (magic === MAGIC_1) return payload + 8;
  if (flags === undefined) return undefined;
  return payload + 12 + ((flags & SIGNED) !== 0 ? SIGNATURE_BYTES : 0);
}

/** Reads the header of the frame at `at`; `undefined` where none begins or it is not complete. */
export function readFrame(bytes: Uint8Array, at = 0): Frame | undefined {
  const length = frameLength(bytes, at);
  if (length === undefined || length === 0 || at + length > bytes.length) return undefined;
  const payload = bytes[at + 1] as number;
  if (bytes[at] === MAGIC_1)
    return {
      version: 1,
      at,
      bytes: length,
      sequence: bytes[at + 2] as number,
      system: bytes[at + 3] as number,
      component: bytes[at + 4] as number,
      id: bytes[at + 5] as number,
      payloadFrom: at + 6,
      payloadTo: at + 6 + payload,
      signed: false,
      incompatible: 0,
    };
  const incompatible = bytes[at + 2] as number;
  return {
    version: 2,
    at,
    bytes: length,
    sequence: bytes[at + 4] as number,
    system: bytes[at + 5] as number,
    component: bytes[at + 6] as number,
    id:
      (bytes[at + 7] as number) |
      ((bytes[at + 8] as number) << 8) |
      ((bytes[at + 9] as number) << 16),
    payloadFrom: at + 10,
    payloadTo: at + 10 + payload,
    signed: (incompatible & SIGNED) !== 0,
    incompatible: incompatible & ~SIGNED,
  };
}

export function checkFrame(bytes: Uint8Array, frame: Frame): FrameCheck {
  const kind = messageKind(frame.id);
  if (kind === undefined) return 'unknown';
  const sum = crcStep(crcOf(bytes, frame.at + 1, frame.payloadTo), kind.crcExtra);
  const sent = (bytes[frame.payloadTo] as number) | ((bytes[frame.payloadTo + 1] as number) << 8);
  return sum === sent ? 'good' : 'bad';
}
