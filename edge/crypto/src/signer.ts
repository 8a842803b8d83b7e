import {
  ED25519,
  formatVkey,
  keyId,
  type NoteVerifier,
  type Signer,
  type SignerKey,
  vkeyVerifier,
} from '@greenline/evidence';
import { keyPair, verifyEd25519 } from './ed25519.ts';
import { nodeHasher } from './hasher.ts';

/** A signer, and the public key to give to those who check it. */
export interface NoteSigner extends Signer {
  readonly vkey: string;
}

/** Signs notes (C2SP signed-note, type 0x01) with the key of a 32-byte seed. */
export function noteSigner({ name, seed }: Pick<SignerKey, 'name' | 'seed'>): NoteSigner {
  const { publicKey, sign } = keyPair(seed);
  const id = keyId(nodeHasher, name, ED25519, publicKey);
  return {
    name,
    keyId: id,
    vkey: formatVkey({ name, keyId: id, type: ED25519, publicKey }),
    sign: async (message) => sign(message),
  };
}

/** Checks notes against a public key as `name+id+base64`; `undefined` where the text is none. */
export const noteVerifier = (vkey: string): NoteVerifier | undefined =>
  vkeyVerifier(nodeHasher, vkey, verifyEd25519);
