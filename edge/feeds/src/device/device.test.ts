import { fromHex, fromUtf8, utf8 } from '@greenline/base';
import { keyPair } from '@greenline/crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datagramSigned, readDatagram, writeDatagram } from './datagram.ts';
import { type Headers, isBody, readHttpSignature, signHttp } from './http-signature.ts';
import { type DeviceKey, hmac, holds, sharedKey, TAG_BYTES } from './key.ts';

const SEED = new Uint8Array(32).fill(7);
const pair = keyPair(SEED);
const SIGNED: DeviceKey = { kind: 'ed25519', keyId: '00000000', publicKey: pair.publicKey };
const SHARED = sharedKey(SEED);
const KEYS = [
  { name: 'Ed25519', key: SIGNED, sign: pair.sign },
  { name: 'HMAC-SHA-256', key: SHARED, sign: (message: Uint8Array) => hmac(SEED, message) },
];
const SCOPE = 'zone/radar';
const read = (datagram: Uint8Array, key: DeviceKey, scope = SCOPE) => {
  const envelope = readDatagram(datagram);
  if (!envelope.ok) return envelope.error.kind;
  const { device, counter, header, rest } = envelope.value;
  const [tag, payload] = [rest.slice(0, TAG_BYTES[key.kind]), rest.slice(TAG_BYTES[key.kind])];
  return holds(key, datagramSigned(scope, header, payload), tag)
    ? `${device} ${counter} ${fromUtf8(payload)}`
    : 'bad-signature';
};

describe('an authentication code', () => {
  it('is HMAC-SHA-256 (RFC 4231, test case 2)', () => {
    const code = hmac(utf8('Jefe'), utf8('what do ya want for nothing?'));
    expect(code).toEqual(
      fromHex('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'),
    );
  });
});

describe.each(KEYS)('a datagram signed with $name', ({ key, sign }) => {
  const about = { scope: SCOPE, device: 'mast-7', counter: 2 ** 40 + 1 };
  const sent = writeDatagram(about, utf8('<event/>'), sign);

  it('is laid out as the documentation says', () => {
    expect(sent.slice(0, 19)).toEqual(fromHex('474c4531066d6173742d370000010000000001'));
    expect(sent.slice(19 + TAG_BYTES[key.kind])).toEqual(utf8('<event/>'));
  });

  it('says its device, its counter and its payload', () => {
    expect(read(sent, key)).toBe('mast-7 1099511627777 <event/>');
  });

  it('does not hold for another feed or mission, or with another key', () => {
    expect(read(sent, key, 'zone/other')).toBe('bad-signature');
    const other = key.kind === 'ed25519' ? keyPair(new Uint8Array(32)).publicKey : undefined;
    const wrong: DeviceKey =
      other === undefined
        ? sharedKey(new Uint8Array(32))
        : { kind: 'ed25519', keyId: '0', publicKey: other };
    expect(read(sent, wrong)).toBe('bad-signature');
  });

  it('does not hold with any bit turned, and ends nowhere that reads as a message', () => {
    for (let at = 0; at < sent.length; at++) {
      const turned = Uint8Array.from(sent);
      turned[at] = (turned[at] ?? 0) ^ (1 << (at % 8));
      expect(read(turned, key)).toMatch(/^(bad-signature|bad-envelope|unsigned)$/);
      expect(read(sent.slice(0, at), key)).toMatch(/^(bad-signature|bad-envelope|unsigned)$/);
    }
  });

  it('is not thrown off by any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        const bytes = Uint8Array.of(...sent.slice(0, noise[0] ?? 0), ...noise);
        expect(read(bytes, key)).toMatch(/^(bad-signature|bad-envelope|unsigned)$/);
      }),
    );
  });
});

describe('a signed request', () => {
  const body = utf8('{"hello": "world"}');
  const request = { method: 'POST', path: '/api/intake/cot', body };
  const by = { device: 'mast-7', counter: 17, scope: 'zone' };
  const headers = signHttp(request, by, pair.sign);
  const reading = (changes: Headers = {}, path = request.path) =>
    readHttpSignature({ method: 'POST', path, headers: { ...headers, ...changes } }, 'zone');

  it('has the digest of RFC 9530, appendix B.1 and B.2, of its body', () => {
    expect(headers['content-digest']).toBe(
      'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
    );
  });

  it('signs the base of RFC 9421, line by line', () => {
    const read = reading();
    if (!read.ok) throw new Error(read.error.text);
    expect(fromUtf8(read.value.signed)).toBe(
      [
        '"@method": POST',
        '"@path": /api/intake/cot',
        `"content-digest": ${headers['content-digest']}`,
        '"device-counter": 17',
        '"@signature-params": ("@method" "@path" "content-digest" "device-counter");keyid="mast-7";tag="zone"',
      ].join('\n'),
    );
    expect(holds(SIGNED, read.value.signed, read.value.tag)).toBe(true);
    expect(isBody(read.value, body)).toBe(true);
    expect(isBody(read.value, utf8('{}'))).toBe(false);
  });

  it('may cover its parts in another order and say when and how it was made', () => {
    const params =
      '("device-counter" "content-digest" "@path" "@method");created=1773136800;keyid="mast-7";alg="ed25519";tag="zone"';
    const read = reading({
      'signature-input': `other=${params}`,
      signature: `sig1=:AA==:, other=:AQ==:`,
    });
    if (!read.ok) throw new Error(read.error.text);
    expect(fromUtf8(read.value.signed)?.split('\n')[0]).toBe('"device-counter": 17');
    expect(fromUtf8(read.value.signed)?.split('\n')[4]).toBe(`"@signature-params": ${params}`);
    expect(read.value.tag).toEqual(Uint8Array.of(1));
  });

  it('does not hold with another method, path, digest or counter', () => {
    for (const read of [
      reading({}, '/api/intake/ais'),
      reading({ 'device-counter': '18' }),
      reading({ 'content-digest': `sha-256=:${Buffer.alloc(32).toString('base64')}:` }),
      readHttpSignature({ method: 'PUT', path: request.path, headers }, 'zone'),
    ]) {
      if (!read.ok) throw new Error(read.error.text);
      expect(holds(SIGNED, read.value.signed, read.value.tag)).toBe(false);
    }
  });

  it.each<[string, Headers]>([
    ['without its input', { 'signature-input': undefined }],
    ['without its signature', { signature: undefined }],
    [
      'that leaves something uncovered',
      { 'signature-input': 'sig1=("@method");keyid="m";tag="zone"' },
    ],
    [
      'that covers one thing twice',
      {
        'signature-input':
          'sig1=("@method" "@method" "@path" "content-digest");keyid="m";tag="zone"',
      },
    ],
    [
      'for another mission',
      { 'signature-input': headers['signature-input']?.replace('zone', 'area') },
    ],
    [
      'of nobody',
      { 'signature-input': headers['signature-input']?.replace('keyid="mast-7";', '') },
    ],
    ['with two of a header', { 'device-counter': ['17', '18'] }],
    ['with counter 0', { 'device-counter': '0' }],
    ['with a counter that is no number', { 'device-counter': '1e3' }],
    ['with a short digest', { 'content-digest': 'sha-256=:AA==:' }],
    ['with another digest', { 'content-digest': `md5=:${Buffer.alloc(32).toString('base64')}:` }],
  ])('%s is refused', (_, changes) => {
    expect(reading(changes)).toMatchObject({ ok: false, error: { kind: 'bad-envelope' } });
  });

  it('is read as fast however its headers are made up', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 4_000 }), (noise) => {
        const input = `sig1=(${'"a" '.repeat(noise.length % 900)}${noise}`;
        expect(reading({ 'signature-input': input }).ok).toBe(false);
      }),
    );
  });
});
