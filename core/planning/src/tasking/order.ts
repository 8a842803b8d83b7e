import type { Hasher } from '@greenline/base';
import type { Task } from './task.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The name under which a sensor is sent a task: a ULID, as SAPIENT wants it. Derived from the task, its
 * asset and how often it was assigned, so that a node that starts anew knows an answer to what it sent
 * before, and an asset that refused is asked anew.
 */
export function orderOf(hasher: Hasher, { id, asset, history }: Task): string {
  const assigned = history.filter(({ step }) => step === 'assign').length;
  const digest = hasher.sha256Hex(JSON.stringify(['order', id, asset ?? '', assigned]));
  let rest = BigInt(`0x${digest.slice(0, 32)}`);
  let text = '';
  for (let i = 0; i < 26; i++, rest >>= 5n) text = CROCKFORD.charAt(Number(rest & 31n)) + text;
  return text;
}
