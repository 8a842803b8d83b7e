import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { hex } from '@greenline/base';
import { verifyEd25519Now } from '@greenline/crypto';

/** The key with which a device signs: whose public half the node has, or which the two share. */
export type DeviceKey =
  | { readonly kind: 'ed25519'; readonly keyId: string; readonly publicKey: Uint8Array }
  | { readonly kind: 'hmac-sha256'; readonly keyId: string; readonly secret: Uint8Array };

/** Bytes of a signature (RFC 8032), or of an authentication code (RFC 2104). */
export const TAG_BYTES = { ed25519: 64, 'hmac-sha256': 32 } as const;

export const SECRET_BYTES = 32;

/** A shared key under the name by which it can be told from others. The name gives nothing of it away. */
export const sharedKey = (secret: Uint8Array): DeviceKey => ({
  kind: 'hmac-sha256',
  keyId: hex(createHash('sha256').update('greenline device key\n').update(secret).digest()).slice(
    0,
    8,
  ),
  secret,
});

export const hmac = (secret: Uint8Array, message: Uint8Array): Uint8Array =>
  new Uint8Array(createHmac('sha256', secret).update(message).digest());

/** Whether a tag is the key's over the message. The key says by which algorithm, never the message. */
export function holds(key: DeviceKey, message: Uint8Array, tag: Uint8Array): boolean {
  if (tag.length !== TAG_BYTES[key.kind]) return false;
  return key.kind === 'ed25519'
    ? verifyEd25519Now(key.publicKey, message, tag)
    : timingSafeEqual(hmac(key.secret, message), tag);
}
