import { canonicalJson, concat } from '@greenline/base';
import { decodeFile, feeds } from '@greenline/feeds';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMessage } from '../../edge/feeds/src/protobuf/schema.fixture.ts';
import type { MessageType } from '../../edge/feeds/src/protobuf/schema.ts';
import { varint, writeProtobuf } from '../../edge/feeds/src/protobuf/write.ts';
import { sapientMessage } from '../../edge/feeds/src/sapient/fields.ts';
import { detection, registration, status } from '../../edge/feeds/src/sapient/message.fixture.ts';
import { takMessage } from '../../edge/feeds/src/takproto/fields.ts';

const RUNS = Number(process.env.GREENLINE_FUZZ_RUNS ?? 100_000);
const MOST_MS = 100;
const MOST_MIB = 64;

/** Damage that keeps most of a message's structure: bytes changed, cut out, doubled, lengths moved. */
const damage = fc.array(
  fc.record({
    how: fc.constantFrom('set', 'cut', 'double', 'truncate'),
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    size: fc.integer({ min: 1, max: 24 }),
    byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x7f, 0x80, 0xbf, 0xff, 0x0a, 0x12)),
  }),
  { maxLength: 4 },
);
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(seed: Uint8Array, changes: Damage): Uint8Array {
  let bytes = Uint8Array.from(seed);
  for (const { how, at, size, byte } of changes) {
    const from = Math.floor(at * bytes.length);
    if (how === 'set') bytes[from] = byte;
    else if (how === 'cut') bytes = concat(bytes.slice(0, from), bytes.slice(from + size));
    else if (how === 'truncate') bytes = bytes.slice(0, from);
    else bytes = concat(bytes.slice(0, from), bytes.slice(from, from + size), bytes.slice(from));
  }
  return bytes;
}

const anyRead = (type: MessageType, good: readonly object[]) =>
  fc
    .oneof(anyMessage(type), fc.constantFrom(...good))
    .map((one) => writeProtobuf(one as never, type));

const FORMATS = [
  ['sapient', anyRead(sapientMessage, [detection(), registration(), status()])],
  [
    'takproto',
    anyRead(takMessage, [
      {
        cotEvent: {
          type: 'a-u-G',
          uid: 'A',
          sendTime: '1773136800000',
          lat: 1,
          detail: { xmlDetail: '<a b="c"/>' },
        },
      },
    ]),
  ],
] as const;

describe('a hundred thousand damaged protobuf messages', () => {
  it.each(FORMATS)(
    'of %s: nothing throws, nothing takes long, every line can be stored',
    (format, any) => {
      const feed = feeds.get(format);
      if (feed === undefined) throw new Error(format);
      const memory = new Map<string, unknown>();
      let read = 0;
      let slowest = 0;
      fc.assert(
        fc.property(any, damage, (seed, changes) => {
          const bytes = damaged(seed, changes);
          const start = performance.now();
          const decoded = feed.decode(bytes, undefined, memory);
          slowest = Math.max(slowest, performance.now() - start);
          if (decoded.ok) read += 1;
          feed.recognises(bytes);
          for (const line of decodeFile(feed, bytes)) canonicalJson(line);
        }),
        { numRuns: RUNS },
      );
      expect(read).toBeGreaterThan(RUNS / 100);
      // A busy machine may halt any process for a while: what counts is that no message hangs.
      expect(slowest).toBeLessThan(10 * MOST_MS);
    },
    3_600_000,
  );
});

describe('the worst that fits into one message', () => {
  const fill = (unit: Uint8Array, most = 256 * 1024 - 64) =>
    Uint8Array.from({ length: most - (most % unit.length) }, (_, i) => unit[i % unit.length] ?? 0);
  const inside = (tag: number, body: Uint8Array) => concat(varint(tag), varint(body.length), body);
  const nested = Array.from({ length: 2_000 }).reduce<Uint8Array<ArrayBuffer>>(
    (body) => inside(0x22, body),
    new Uint8Array(),
  );

  it.each([
    ['sapient', 'empty messages', inside(0x3a, fill(Uint8Array.of(0x5a, 0)))],
    ['sapient', 'unknown fields', fill(Uint8Array.of(0xf8, 0x7f, 1))],
    ['sapient', 'packed numbers', inside(0x22, inside(0x42, fill(Uint8Array.of(1))))],
    ['sapient', 'messages in messages', nested],
    [
      'takproto',
      'empty elements',
      inside(0x12, inside(0x7a, inside(0x0a, fill(Buffer.from('<a/>'))))),
    ],
    [
      'takproto',
      'elements in elements',
      inside(0x12, inside(0x7a, inside(0x0a, fill(Buffer.from('<a>'))))),
    ],
  ])('of %s, %s, is read or refused in time and memory', (format, _, bytes) => {
    const feed = feeds.get(format);
    feed?.decode(bytes, undefined, new Map());
    const before = process.memoryUsage();
    const start = performance.now();
    const decoded = feed?.decode(bytes, undefined, new Map());
    const ms = performance.now() - start;
    const after = process.memoryUsage();
    const mib = (after.heapUsed + after.external - before.heapUsed - before.external) / 2 ** 20;
    expect(decoded).toBeDefined();
    expect(mib).toBeLessThan(MOST_MIB);
    expect(ms).toBeLessThan(10 * MOST_MS);
    process.stderr.write(
      `${format}: ${bytes.length} bytes, ${ms.toFixed(1)} ms, ${mib.toFixed(1)} MiB\n`,
    );
  });
});
