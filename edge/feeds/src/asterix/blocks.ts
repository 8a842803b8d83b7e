import { fail, ok, type Result } from '@greenline/base';
import type { DecodeError, RawMessage } from '@greenline/observation';
import type { Known } from './editions.ts';
import { plausible } from './plausible.ts';
import { type AsterixRecord, readRecord } from './record.ts';

type Cut = Result<RawMessage, DecodeError>;

const HEADER = 3;

/** Length that a block states of itself, its three octets of header included; 0 where none stands there. */
export const lengthOfBlock = (bytes: Uint8Array, at: number): number =>
  at + HEADER > bytes.length ? 0 : ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);

/**
 * Cuts data blocks back to back into blocks of one record each.
 *
 * `offset` is where `bytes` begin in the file. A record that cannot be read ends its block: where the
 * next one begins cannot be known. Records before it stand, and the next block is read.
 */
export function* recordsIn(bytes: Uint8Array, offset: number, known: Known): Generator<Cut> {
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOfBlock(bytes, at);
    if (length <= HEADER || at + length > bytes.length) {
      yield fail({
        kind: 'truncated',
        field: 'LEN',
        offset: offset + at,
        text: 'LEN does not fit what is there; send whole data blocks',
      });
      return;
    }
    yield* recordsOfBlock(bytes.subarray(at, at + length), offset + at, known);
    at += length;
  }
}

function* recordsOfBlock(block: Uint8Array, offset: number, known: Known): Generator<Cut> {
  const editions = known.get(block[0] as number);
  // A category that nobody reads here is one refusal, made where the block is decoded.
  const chosen = editions?.map((category) => cutsOf(block, category));
  const best =
    chosen?.find(({ error, likely }) => error === undefined && likely) ??
    chosen?.find(({ error }) => error === undefined) ??
    chosen?.[0];
  if (best === undefined) {
    yield ok({ bytes: block, offset });
    return;
  }
  for (const { from, to } of best.cuts)
    yield ok({ bytes: oneRecord(block, from, to), offset: offset + from - HEADER });
  if (best.error !== undefined)
    yield fail({ ...best.error, offset: offset + (best.error.offset ?? 0) });
}

function cutsOf(block: Uint8Array, category: Parameters<typeof readRecord>[0]) {
  const cuts: { from: number; to: number }[] = [];
  let likely = true;
  for (let from = HEADER; from < block.length; ) {
    const record: Result<AsterixRecord, DecodeError> = readRecord(
      category,
      block,
      from,
      block.length,
    );
    if (!record.ok) return { cuts, error: record.error, likely: false };
    likely &&= plausible(record.value) === undefined;
    cuts.push({ from, to: record.value.end });
    from = record.value.end;
  }
  return { cuts, error: undefined, likely };
}

/** A record as a block of its own; the block itself where it holds no other. */
function oneRecord(block: Uint8Array, from: number, to: number): Uint8Array {
  if (from === HEADER && to === block.length) return block;
  const bytes = new Uint8Array(HEADER + to - from);
  bytes[0] = block[0] as number;
  bytes[1] = bytes.length >> 8;
  bytes[2] = bytes.length & 0xff;
  bytes.set(block.subarray(from, to), HEADER);
  return bytes;
}
