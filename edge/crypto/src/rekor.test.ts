import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { utf8 } from '@greenline/base';
import {
  ED25519,
  formatTlogProof,
  formatVkey,
  keyId,
  openCheckpoint,
  verifyTlogProof,
} from '@greenline/evidence';
import { describe, expect, it } from 'vitest';
import { nodeHasher, noteVerifier } from './index.ts';

const FOLDER = fileURLToPath(
  new URL('../../../../shared/vectors/sigstore-rekor2-bundles', import.meta.url),
);

/** Of a Sigstore bundle and its trusted root, the parts that speak of the log. */
interface Bundle {
  readonly verificationMaterial: {
    readonly tlogEntries: readonly {
      readonly logId: { readonly keyId: string };
      readonly canonicalizedBody: string;
      readonly inclusionProof?: {
        readonly logIndex: string;
        readonly hashes: readonly string[];
        readonly checkpoint: { readonly envelope: string };
      };
    }[];
  };
}
interface TrustedRoot {
  readonly tlogs: readonly {
    readonly baseUrl: string;
    readonly publicKey: { readonly rawBytes: string };
    readonly logId: { readonly keyId: string };
  }[];
}

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));

async function logHoldsEntry(name: string): Promise<boolean> {
  const read = (file: string) => JSON.parse(readFileSync(`${FOLDER}/${name}/${file}`, 'utf8'));
  const bundle: Bundle = read('bundle.sigstore.json');
  const { tlogs }: TrustedRoot = read('trusted_root.json');
  const entry = bundle.verificationMaterial.tlogEntries[0];
  const log = tlogs.find(({ logId }) => logId.keyId === entry?.logId.keyId);
  const included = entry?.inclusionProof;
  if (entry === undefined || log === undefined || included === undefined) return false;

  const origin = new URL(log.baseUrl).host;
  const publicKey = bytes(log.publicKey.rawBytes).slice(-32);
  const id = keyId(nodeHasher, origin, ED25519, publicKey);
  const verifier = noteVerifier(formatVkey({ name: origin, keyId: id, type: ED25519, publicKey }));
  const proof = formatTlogProof({
    index: Number(included.logIndex),
    proof: included.hashes.map(bytes),
    checkpoint: utf8(included.checkpoint.envelope),
  });
  const proven = await verifyTlogProof(proof, {
    leaf: bytes(entry.canonicalizedBody),
    hasher: nodeHasher,
    open: (checkpoint) =>
      openCheckpoint(checkpoint, origin, verifier === undefined ? [] : [verifier]),
  });
  return proven.ok;
}

// Source: sigstore-conformance, bundle-verify (Apache-2.0), where it is given beside the project.
describe.skipIf(!existsSync(FOLDER))('the entry of a Rekor 2 log in a Sigstore bundle', () => {
  const cases = existsSync(FOLDER) ? globSync('rekor2-*', { cwd: FOLDER }) : [];
  /** The other bundles that must fail do so for their signature or time stamp, not for the log. */
  const wrongInLog = [
    'rekor2-checkpoint-no-matching-signature_fail',
    'rekor2-no-inclusion-proof_fail',
  ];

  it.each(cases)('%s is proven as far as the log goes', async (name) => {
    expect(await logHoldsEntry(name)).toBe(!wrongInLog.includes(name));
  });
});
