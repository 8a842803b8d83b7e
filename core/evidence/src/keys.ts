import { concat, type Hasher, hex, utf8 } from '@greenline/base';
import { fromBase64, toBase64 } from './base64.ts';

/** Signature types of C2SP signed notes that this house speaks. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;
export type SignatureType = typeof ED25519 | typeof COSIGNATURE;

/** Port: signs the text of notes under one key. Ed25519 (RFC 8032), type 0x01. */
export interface Signer {
  readonly name: string;
  /** Four bytes in hex, as `keyId` makes them. */
  readonly keyId: string;
  /** The 64 bytes of a signature. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** Port: whether an Ed25519 signature holds. Never throws, whatever the bytes. */
export type VerifyEd25519 = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => Promise<boolean>;

/** The same for those who cannot wait: the fold takes one journal entry after another. */
export type VerifyEd25519Now = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean;

/** A public key as notes name it. */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: string;
  readonly type: SignatureType;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

/** A private key as notes name it: the 32-byte seed of RFC 8032. */
export interface SignerKey {
  readonly name: string;
  readonly keyId: string;
  readonly seed: Uint8Array;
}

/** First four bytes of SHA-256 over name, newline, type and public key, in hex. */
export const keyId = (
  hasher: Hasher,
  name: string,
  type: SignatureType,
  publicKey: Uint8Array,
): string =>
  hex(hasher.sha256(concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey)).subarray(0, 4));

/** Writes a public key as `name+id+base64(type, key)`. */
export const formatVkey = (key: VerifierKey): string =>
  `${key.name}+${key.keyId}+${toBase64(concat(Uint8Array.of(key.type), key.publicKey))}`;

/** Reads a public key; `undefined` where it is malformed, of another type, or its id is wrong. */
export function parseVkey(hasher: Hasher, text: string): VerifierKey | undefined {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  const [, name, id, encoded] = match ?? [];
  if (name === undefined || id === undefined || encoded === undefined) return undefined;
  const key = fromBase64(encoded);
  if (!isKeyName(name) || key?.length !== 33) return undefined;
  const type = key[0];
  if (type !== ED25519 && type !== COSIGNATURE) return undefined;
  const publicKey = key.slice(1);
  if (keyId(hasher, name, type, publicKey) !== id) return undefined;
  return { name, keyId: id, type, publicKey };
}

/** Writes a private key as `PRIVATE+KEY+name+id+base64(type, seed)`. */
export const formatSkey = (key: SignerKey): string =>
  `PRIVATE+KEY+${key.name}+${key.keyId}+${toBase64(concat(Uint8Array.of(ED25519), key.seed))}`;

/** Reads a private key of type 0x01; whether its id is right, only its public half can say. */
export function parseSkey(text: string): SignerKey | undefined {
  const match = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  const [, name, id, encoded] = match ?? [];
  if (name === undefined || id === undefined || encoded === undefined) return undefined;
  const key = fromBase64(encoded);
  if (!isKeyName(name) || key?.length !== 33 || key[0] !== ED25519) return undefined;
  return { name, keyId: id, seed: key.slice(1) };
}

/** A key's name is not empty and holds neither a space of any kind nor a plus. */
export const isKeyName = (name: string): boolean => name !== '' && !/[\s\u0085+]/u.test(name);
