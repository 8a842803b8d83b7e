import { fail, ok, type Result } from '@greenline/base';
import type { DecodeError } from '@greenline/observation';
import { remainderOf } from './crc.ts';

/** A Mode S reply whose parity holds as far as it can be told from the reply alone. */
export interface ModeS {
  readonly bytes: Uint8Array;
  /** Downlink format. */
  readonly df: number;
  /** Aircraft address, 24 bits; of DF 18 and 19 it may be another kind of address. */
  readonly address: number;
  /**
   * How the address is known: stated and proved by the parity, or only made of the parity, so that any
   * noise gives one.
   */
  readonly by: 'statement' | 'parity';
  /** Interrogator's code in an all-call reply. */
  readonly interrogator?: number;
}

/**
 * Reads downlink format and address and checks the parity. A reply whose parity is wrong is refused:
 * no bit is ever corrected, for a corrected reply is one that nobody sent.
 */
export function modeSOf(bytes: Uint8Array): Result<ModeS, DecodeError> {
  const [first = 0] = bytes;
  const df = first >= 0xc0 ? 24 : first >> 3;
  const octets = df < 16 ? 7 : 14;
  if (bytes.length !== octets)
    return refuse('length', 'DF', `DF ${df} has ${octets} octets, not ${bytes.length}`, 0);
  if (bytes.every((byte) => byte === 0))
    return refuse('empty', 'DF', 'a reply of zeros says nothing', 0);
  const remainder = remainderOf(bytes);
  if (df === 11 || df === 17 || df === 18 || df === 19) {
    // An all-call reply to an interrogator's code has it over the last seven bits of its parity.
    const interrogator = df === 11 ? remainder & 0x7f : 0;
    if (remainder !== interrogator)
      return refuse(
        'bad-parity',
        'PI',
        'the parity is wrong and nothing is corrected; receive it again',
        octets - 3,
      );
    const address =
      ((bytes[1] as number) << 16) | ((bytes[2] as number) << 8) | (bytes[3] as number);
    const all = { bytes, df, address, by: 'statement' as const };
    return ok(df === 11 ? { ...all, interrogator } : all);
  }
  if (![0, 4, 5, 16, 20, 21, 24].includes(df))
    return refuse('reserved', 'DF', `DF ${df} is reserved`, 0);
  return ok({ bytes, df, address: remainder, by: 'parity' });
}

const refuse = (
  kind: string,
  field: string,
  text: string,
  offset: number,
): Result<never, DecodeError> => fail({ kind, field, offset, text });
