import { instant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issueToken, principalOfToken } from './token.ts';

const key = new Uint8Array(32).fill(1);
const NOON = instant(Date.UTC(2026, 2, 10, 12));
const later = (hours: number) => instant(NOON + hours * 3_600_000);

describe('a token', () => {
  it('says whom it is for, until it runs out', () => {
    const token = issueToken(key, 'duty-officer', later(12));
    expect(principalOfToken(key, token, NOON)).toBe('duty-officer');
    expect(principalOfToken(key, token, later(12))).toBeUndefined();
  });

  it('of another node is none', () => {
    const token = issueToken(new Uint8Array(32).fill(2), 'duty-officer', later(12));
    expect(principalOfToken(key, token, NOON)).toBeUndefined();
  });

  it('with any character changed is none', () => {
    const token = issueToken(key, 'liaison-a', later(12));
    for (let i = 0; i < token.length; i++) {
      const other = token[i] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, i) + other + token.slice(i + 1);
      expect(principalOfToken(key, changed, NOON)).toBeUndefined();
    }
  });

  it('that is any text at all is none, and throws nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(principalOfToken(key, text, NOON)).toBeUndefined();
        expect(principalOfToken(key, `gl1.${text}`, NOON)).toBeUndefined();
      }),
    );
  });
});
