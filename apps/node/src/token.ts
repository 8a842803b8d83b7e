import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Instant, instant } from '@greenline/base';

const PREFIX = 'gl1';

/** A bearer token: whom it is for and until when, under the node's key. */
export function issueToken(key: Uint8Array, principal: string, until: Instant): string {
  const claim = Buffer.from(JSON.stringify({ principal, until })).toString('base64url');
  return `${PREFIX}.${claim}.${mac(key, claim)}`;
}

/** Whom a token is for; `undefined` where it is not this node's, was changed, or has run out. */
export function principalOfToken(key: Uint8Array, token: string, now: Instant): string | undefined {
  const [prefix, claim = '', signature = '', ...more] = token.split('.');
  if (prefix !== PREFIX || more.length > 0 || token.length > 2_000) return undefined;
  const expected = Buffer.from(mac(key, claim));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const { principal, until } = JSON.parse(Buffer.from(claim, 'base64url').toString('utf8'));
  return instant(until) > now ? principal : undefined;
}

const mac = (key: Uint8Array, claim: string): string =>
  createHmac('sha256', key).update(`${PREFIX}.${claim}`).digest('base64url');
