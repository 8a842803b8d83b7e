import { fail, fromUtf8, type Result } from '@greenline/base';
import { nodeHasher, noteVerifier } from '@greenline/crypto';
import { checkPack, type Manifest, openPack, type PackFault, packBytes } from '@greenline/stores';

/** Verifies a case’s pack by a key; by the pack’s own where none is given, which shows only that it holds together. */
export async function verifyCase(
  place: string,
  key?: string,
): Promise<Result<Manifest, readonly PackFault[]>> {
  const opened = openPack(place);
  if (!opened.ok) return fail([opened.error]);
  const vkey = key ?? ownKey(fromUtf8(bytesOf(opened.value)) ?? '');
  const verifier = vkey === undefined ? undefined : noteVerifier(vkey);
  if (verifier === undefined)
    return fail([{ path: 'pack.json', text: 'names no public key: give one with --key' }]);
  return checkPack(opened.value, nodeHasher, [verifier]);
}

const bytesOf = (pack: Parameters<typeof packBytes>[0]): Uint8Array =>
  pack.paths.includes('pack.json') ? packBytes(pack, 'pack.json') : new Uint8Array(0);

function ownKey(text: string): string | undefined {
  try {
    const { vkey } = JSON.parse(text) as { vkey?: unknown };
    return typeof vkey === 'string' ? vkey : undefined;
  } catch {
    return undefined;
  }
}
