import { createHash, createHmac } from 'node:crypto';
import serialise from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  derivedId,
  digestOfJson,
  formatInstant,
  fromHex,
  type Hasher,
  hex,
  instant,
  normalCdf,
  parseInstant,
} from './index.ts';

const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha256Hex: (input) => createHash('sha256').update(input).digest('hex'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
};

describe('an RFC 3339 date-time', () => {
  it.each([
    ['2015-02-15T00:00:00+02:00', Date.UTC(2015, 1, 14, 22)],
    ['2024-02-29T23:59:59.999Z', Date.UTC(2024, 1, 29, 23, 59, 59, 999)],
    ['2026-01-01t00:00:00z', Date.UTC(2026, 0, 1)],
    ['0001-01-01T00:00:00Z', -62135596800000],
  ])('%s is read', (text, ms) => {
    expect(parseInstant(text)).toBe(ms);
  });

  it.each([
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01T00:00:00',
    '2026-01-01',
    '2026-13-01T00:00:00Z',
    '2026-01-01T00:00:00+24:00',
    '',
  ])('"%s" is refused', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('is read alike by the quick way and the general one', () => {
    fc.assert(
      fc.property(
        fc.date({ noInvalidDate: true }),
        fc.constantFrom('Z', '+00:00'),
        (date, zone) => {
          fc.pre(date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999);
          const text = date.toISOString();
          expect(parseInstant(text.replace('Z', zone))).toBe(date.getTime());
          expect(formatInstant(instant(date.getTime()))).toBe(text.replace('.000Z', 'Z'));
        },
      ),
    );
  });

  it.each([
    '2026-03-10T10:00:0aZ',
    '2026/03/10T10:00:00Z',
    '2026-03-10 10:00:00Z',
    '2026-03-10T10:00:00,123Z',
  ])('"%s" is refused', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('is written in UTC with no empty fraction', () => {
    expect(formatInstant(instant(0))).toBe('1970-01-01T00:00:00Z');
    expect(formatInstant(instant(1))).toBe('1970-01-01T00:00:00.001Z');
  });
});

describe('canonical JSON', () => {
  // Source: RFC 8785, section 3.2.2.3 and 3.2.3.
  it('orders names by UTF-16 code units and writes numbers as ECMAScript does', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, '1': 1e30, a: 4.5, b: 333333333.3333333 })).toBe(
      '{"\\r":2,"1":1e+30,"a":4.5,"b":333333333.3333333,"€":1}',
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow();
  });

  it('leaves out members that are undefined', () => {
    expect(canonicalJson({ a: undefined, b: 0 })).toBe('{"b":0}');
  });

  it('is what the reference writes, whatever the value', () => {
    const odd = fc.constantFrom(
      '__proto__',
      '10',
      '9',
      '',
      'b',
      'a',
      '\\ud800',
      '\ud83d\ude00',
      '-0',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.constant(-0),
        odd,
        fc.array(tie('tree')),
        fc.array(fc.tuple(fc.oneof(odd, fc.string()), tie('tree'))).map(Object.fromEntries),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(canonicalJson(value)).toBe(serialise(value));
      }),
    );
  });

  it.each([
    ['in a text', { a: '\ud800' }],
    ['in a name', { '\ud800': 1 }],
  ])('refuses half a character %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow();
  });

  it('writes lists in lists as deep as they come', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(canonicalJson(JSON.parse(deep))).toBe(deep);
  });

  it('keeps a member that is called __proto__', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe(
      '{"__proto__":{"a":2},"b":1}',
    );
  });
});

describe('the normal distribution', () => {
  // Source: NIST Digital Library of Mathematical Functions, table of the error function.
  it.each([
    [0, 0.5],
    [1, 0.8413447460685429],
    [-1, 0.15865525393145705],
    [1.6448536269514722, 0.95],
    [4, 0.9999683287581669],
    [-6, 9.865876450376946e-10],
  ])('at %d is %d', (z, p) => {
    expect(normalCdf(z)).toBeCloseTo(p, 13);
  });
});

describe('ids and digests', () => {
  it('of a derived record is a UUID of version 8 and the same on every replay', () => {
    const id = derivedId(hasher, 'observation', ['cot', 'a'], 0);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(derivedId(hasher, 'observation', ['cot', 'a'], 0)).toBe(id);
    expect(derivedId(hasher, 'observation', ['cot', 'a'], 1)).not.toBe(id);
  });

  it('of equal values are equal, whatever the order of their names', () => {
    expect(digestOfJson(hasher, { a: 1, b: 2 })).toBe(digestOfJson(hasher, { b: 2, a: 1 }));
  });

  it('hex goes there and back, and refuses what is not hex', () => {
    expect(hex(fromHex('00ff10') ?? new Uint8Array())).toBe('00ff10');
    expect(fromHex('0g')).toBeUndefined();
    expect(fromHex('abc')).toBeUndefined();
  });
});
