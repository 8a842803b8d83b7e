import { fail, ok, type Result } from '@greenline/base';
import { fromBase64Url, type VerifyEd25519Now } from '@greenline/evidence';
import type { FieldError } from './fields.ts';
import { type Said, signedBytes } from './said.ts';

/** What vouches for a declaration: the declarer’s own key, or no more than a token. */
export type SignedBy = 'key' | 'token';

/** A declarer, and the Ed25519 key that the mission has of him: 32 bytes. */
export interface Signatory {
  readonly id: string;
  readonly publicKey: Uint8Array | undefined;
}

/** Whether a signature holds, where there is one; and whether one is there, where there must be. */
export function vouchedFor(
  { object, signature }: Pick<Said, 'object' | 'signature'>,
  { id, publicKey }: Signatory,
  verify: VerifyEd25519Now,
): Result<SignedBy, FieldError> {
  const refuse = (text: string) => fail({ field: 'signature', text });
  if (signature === undefined) {
    if (publicKey === undefined) return ok('token');
    return refuse(`is missing: ${id} has a key and signs with it, as greenline declare --key does`);
  }
  if (publicKey === undefined)
    return refuse(
      `cannot be checked: no key of ${id} stands in policy/principals.yaml; enter it there, or leave the signature out`,
    );
  const bytes = fromBase64Url(signature);
  if (bytes?.length !== 64) return refuse('must be the 64 bytes of Ed25519 in base64url');
  if (verify(publicKey, signedBytes(object), bytes)) return ok('key');
  return refuse(
    `does not hold for these words and the key of ${id}: sign the object as it is sent, in canonical form (RFC 8785)`,
  );
}
