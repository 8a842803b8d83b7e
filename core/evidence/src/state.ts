import { canonicalJson, compareBytes, fromHex, fromUtf8, hex, utf8 } from '@greenline/base';
import type { Checkpoint } from './checkpoint.ts';
import { HASH_SIZE } from './tree.ts';

/** How far the files of a log are written: the checkpoint to be, before it is signed. */
export type LogState = Pick<Checkpoint, 'size' | 'root'>;

export const formatState = ({ size, root }: LogState): Uint8Array =>
  utf8(`${canonicalJson({ root: hex(root), size })}\n`);

/** Reads what `formatState` writes, to the byte; `undefined` for anything else. */
export function parseState(bytes: Uint8Array): LogState | undefined {
  const match = /^\{"root":"([0-9a-f]{64})","size":(\d{1,16})\}\n$/.exec(fromUtf8(bytes) ?? '');
  const root = fromHex(match?.[1] ?? '');
  const size = Number(match?.[2]);
  if (root?.length !== HASH_SIZE || !Number.isSafeInteger(size)) return undefined;
  return compareBytes(formatState({ size, root }), bytes) === 0 ? { size, root } : undefined;
}
