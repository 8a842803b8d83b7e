import { existsSync, readFileSync } from 'node:fs';
import { utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encoders } from './encoders.ts';
import { decodeFile, feeds, identify } from './feeds.ts';
import { UAS_DATALINK, VMTI } from './klv/packet.ts';
import { klvPacket, localSet } from './klv/packet-of.ts';
import { frameOf } from './mavlink/write.ts';
import { streamOf } from './mpegts/write.ts';
import { damaged, SEEDS } from './seeds.fixture.ts';

const EVENT =
  '<event version="2.0" uid="U" type="a-u-G" time="2026-03-10T10:00:00Z"><point lat="35" lon="33"/></event>';

const KLV = klvPacket(
  UAS_DATALINK,
  localSet([
    [2, Buffer.from('0004c39d51a82b20', 'hex')],
    [13, Buffer.from('3161960a', 'hex')],
    [14, Buffer.from('c25ab9b9', 'hex')],
    [48, Buffer.from('0101010602555341', 'hex')],
    [74, Buffer.from('0401056505040717030a1b', 'hex')],
    [122, Buffer.from('0101024155025553', 'hex')],
  ]),
);
const FRAME =
  frameOf(
    'GLOBAL_POSITION_INT',
    { lat: 1e8, lon: 2e8 },
    { system: 1, component: 1, sequence: 0 },
  ) ?? new Uint8Array();
/** Messages of bytes, to be damaged. */
const MESSAGES = [
  KLV,
  klvPacket(VMTI, KLV.slice(17)),
  FRAME,
  Buffer.concat([Buffer.from('00053a3b3c3d3e3f', 'hex'), FRAME]),
  streamOf({ pid: 0x101, streamType: 6, pts: 90_000, bytes: KLV }),
  streamOf({ pid: 0x101, streamType: 0x15, bytes: KLV }),
];

describe('a file', () => {
  it.each([
    ['cot', EVENT],
    ['cot', `\uFEFF<?xml version="1.0"?>\n<!-- log --> ${EVENT}`],
    ['geojson', '{"type":"FeatureCollection","features":[]}'],
    ['geojson', '\x1e{"type" : "Feature"}'],
    ['report', '{"id":"1","patrol":"P","entries":[]}'],
    ['report', '[{"patrol":"P","entries":[]}]'],
    ['remoteid', Buffer.from(`10${'00'.repeat(24)}`, 'hex').toString('latin1')],
    ['misb0601', Buffer.from(`${UAS_DATALINK}00`, 'hex').toString('latin1')],
    ['misb0903', Buffer.from(`${VMTI}00`, 'hex').toString('latin1')],
    [
      'mpegts',
      Buffer.concat([Buffer.alloc(188, 'G'), Buffer.alloc(188, 'G'), Buffer.from('G')]).toString(
        'latin1',
      ),
    ],
    ['mavlink', Buffer.from(FRAME).toString('latin1')],
  ])('is known for %s by how it begins', (format, text) => {
    expect(identify(Buffer.from(text, text.startsWith('\uFEFF') ? 'utf8' : 'latin1'))).toEqual({
      ok: true,
      value: format,
    });
  });

  it.each(['', 'hello', '<svg/>', '{}', '[]', '0123456789012345678901234', '<events/>'])(
    '"%s" is known for nothing',
    (text) => {
      expect(identify(utf8(text))).toEqual({ ok: false, error: { candidates: [] } });
    },
  );

  it('that two formats claim is refused with both names', () => {
    const facts = { format: 'facts', recognises: () => true };
    expect(identify(utf8(EVENT), [facts])).toEqual({
      ok: false,
      error: { candidates: ['cot', 'facts'] },
    });
  });

  it('is printed one line a message, times in RFC 3339', () => {
    const cot = feeds.get('cot');
    if (cot === undefined) throw new Error('no cot');
    const lines = [...decodeFile(cot, utf8(`${EVENT}\n${EVENT.replace('lat="35"', 'lat="95"')}`))];
    expect(lines).toMatchObject([
      { ok: true, observations: [{ observedAt: '2026-03-10T10:00:00Z', class: { object: 1 } }] },
      {
        ok: false,
        error: {
          kind: 'malformed',
          field: 'lat',
          offset: EVENT.length + 1 + EVENT.indexOf('lat='),
        },
      },
    ]);
  });

  it.each([
    ['cot', `${EVENT}${EVENT.replace('uid="U"', 'uid="V" caveat="NO" releaseableTo="FIN"')}`],
    [
      'geojson',
      '{"features":[{"type":"Feature","geometry":null,"properties":{"sensor":"S","observedAt":"2026-03-10T10:00:00Z"}}]}',
    ],
  ])('of %s decoded, encoded and decoded again says the same', (format, text) => {
    const feed = feeds.get(format);
    const encode = encoders.get(format);
    if (feed === undefined || encode === undefined) throw new Error(format);
    const first = [...decodeFile(feed, utf8(text))];
    const file = encode(first.flatMap((line) => (line.ok ? [line.message] : [])));
    if (!file.ok) throw new Error(file.error.text);
    expect([...decodeFile(feed, file.value)]).toEqual(first);
  });

  it('of CoT with a message that cannot be written is refused, and the message named', () => {
    expect(encoders.get('cot')?.([{ uid: 'U' }])).toMatchObject({
      ok: false,
      error: { index: 0, field: 'type', text: 'type is missing' },
    });
  });

  it.skipIf(!existsSync('../shared/data/07-remoteid'))('of a capture in ../shared is known', () => {
    const file = readFileSync('../shared/data/07-remoteid/parrot_anafi4_spoofed.pcapng');
    expect(identify(file)).toEqual({ ok: true, value: 'remoteid' });
  });
});

/** Bytes that get past the first look of one format or another. */
const hostile = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 80 }).map((text) => utf8(text)),
  fc.json().map((text) => utf8(text)),
  fc
    .tuple(
      fc.constantFrom('d4c3b2a1', 'a1b2c3d4', '4d3cb2a1', '0a0d0d0a1c0000004d3c2b1a'),
      fc.uint8Array({ maxLength: 200 }),
    )
    .map(([magic, rest]) => Buffer.concat([Buffer.from(magic, 'hex'), rest])),
  fc
    .tuple(
      fc.constantFrom(...MESSAGES),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
    )
    .map(([message, changes]) => {
      const bytes = Uint8Array.from(message);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      return bytes;
    }),
  fc
    .tuple(fc.nat(EVENT.length), fc.nat(20), fc.string({ unit: 'binary', maxLength: 10 }))
    .map(([at, cut, text]) => utf8(EVENT.slice(0, at) + text + EVENT.slice(at + cut))),
);

describe('every decoder', () => {
  it.each([...feeds.values()])(
    '$format throws on nothing, and every line can be printed',
    (feed) => {
      fc.assert(
        fc.property(hostile, (bytes) => {
          for (const line of decodeFile(feed, bytes)) {
            JSON.stringify(line);
            if (!line.ok) expect(line.error.text).not.toBe('');
          }
          feed.decode(bytes, undefined);
          feed.recognises(bytes);
        }),
        { numRuns: 500 },
      );
    },
  );
});

describe('a good message', () => {
  it.each(SEEDS)('of %s is read, and known for nothing else: %s', (format, text) => {
    expect(identify(utf8(text))).toEqual({ ok: true, value: format });
    const feed = feeds.get(format);
    if (feed === undefined) throw new Error(format);
    const lines = [...decodeFile(feed, utf8(text))];
    expect(lines.length).toBe(1);
    expect(lines[0]).toMatchObject({ ok: true });
  });

  it.each(SEEDS)('of %s, damaged in its structure, throws nothing: %s', (format, text) => {
    const feed = feeds.get(format);
    if (feed === undefined) throw new Error(format);
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (draws) => {
        let next = 0;
        const bytes = damaged(text, (limit) => (draws[next++ % draws.length] ?? 0) % limit);
        feed.recognises(bytes);
        feed.decode(bytes, undefined);
        for (const line of decodeFile(feed, bytes)) {
          JSON.stringify(line);
          if (!line.ok) expect(line.error.text).not.toBe('');
        }
      }),
      { numRuns: 150 },
    );
  });
});
