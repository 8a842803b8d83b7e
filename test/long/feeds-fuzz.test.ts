import { canonicalJson, utf8 } from '@greenline/base';
import { decodeFile, EventFramer, feeds } from '@greenline/feeds';
import { describe, expect, it } from 'vitest';
import { detection } from '../../edge/feeds/src/sapient/message.fixture.ts';
import { zipOf } from '../../edge/feeds/src/tak-package/zip.fixture.ts';

const CASES = Number(process.env.GREENLINE_FUZZ_CASES ?? 1_000_000);

/** Xorshift, so that a case that fails can be run again by its number. */
class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0 || 1;
  }
  below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    this.#state >>>= 0;
    return this.#state % limit;
  }
}

const beacon =
  '80000000ffffffffffff84cca860432484cca86043240000000000000000000000000000' +
  'dd39fa0bbc0d01f0190200004d464731413031323334353637383900000000000050f6' +
  '10005c527ebcba251ba88cb4b60000aa099808394100000a00';
const pcapOf = (frame: string) => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(frame.length / 2);
  const size = length.toString('hex');
  return Buffer.from(
    `d4c3b2a1020004000000000000000000ffff000069000000${'00e1b05f00000000'}${size}${size}${frame}`,
    'hex',
  );
};

/** One good message a format: what is fuzzed starts as something that is read. */
const SEEDS: readonly (readonly [format: string, seed: Uint8Array])[] = [
  [
    'cot',
    utf8(
      '<?xml version="1.0"?><event version="2.0" uid="U" type="a-u-G-E-V" time="2026-03-10T10:00:00Z" stale="2026-03-10T10:01:00Z" how="m-g" caveat="NO"><point lat="35" lon="33" hae="9999999" ce="10" le="1"/><detail><track speed="1" course="2"/><remarks>a &amp; b</remarks><!-- c --><![CDATA[d]]></detail></event>',
    ),
  ],
  ['remoteid', pcapOf(beacon)],
  ['remoteid', Buffer.from(beacon.slice(-100), 'hex')],
  [
    'geojson',
    utf8(
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[33,35,1]},"properties":{"sensor":"S","observedAt":"2026-03-10T10:00:00Z","class":{"tank":0.5},"sigmaM":3}}]}',
    ),
  ],
  [
    'report',
    utf8(
      '{"id":"1","patrol":"P","nation":"F","position":{"lon":33,"lat":35},"sigmaM":9,"at":"2026-03-10T10:00:00Z","uncertaintyS":1,"entries":[{"kind":"heard","what":"shot","count":2,"bearingDeg":3,"distanceM":4}]}',
    ),
  ],
  [
    'sapient',
    utf8(JSON.stringify(detection({ classification: [{ type: 'Tank', confidence: 1 }] }))),
  ],
  [
    'tak-package',
    zipOf([
      {
        name: 'MANIFEST/manifest.xml',
        body: utf8('<MissionPackageManifest><Contents/></MissionPackageManifest>'),
        method: 0,
      },
      {
        name: 'a.cot',
        body: utf8(
          '<event version="2.0" uid="U" type="a-u-G" time="2026-03-10T10:00:00Z"><point lat="35" lon="33"/></event>',
        ),
      },
    ]),
  ],
];

const SPECIALS = [
  0, 0x0a, 0x1e, 0x22, 0x26, 0x27, 0x2c, 0x2f, 0x3c, 0x3e, 0x5b, 0x5d, 0x7b, 0x7d, 0x7f, 0x80, 0xed,
  0xff,
];

function mutate(seed: Uint8Array, dice: Dice): Uint8Array {
  let bytes = Uint8Array.from(seed);
  for (let changes = 1 + dice.below(6); changes > 0; changes--) {
    const at = dice.below(bytes.length || 1);
    const value =
      dice.below(2) === 0 ? dice.below(256) : (SPECIALS[dice.below(SPECIALS.length)] ?? 0);
    switch (dice.below(5)) {
      case 0:
        bytes = bytes.slice(0, at);
        break;
      case 1: {
        const from = dice.below(bytes.length || 1);
        bytes = Uint8Array.from([
          ...bytes.slice(0, at),
          ...bytes.slice(from, from + dice.below(64)),
          ...bytes.slice(at),
        ]);
        break;
      }
      case 2:
        bytes = Uint8Array.from([...bytes.slice(0, at), value, ...bytes.slice(at)]);
        break;
      default:
        if (at < bytes.length) bytes[at] = value;
    }
  }
  return bytes;
}

describe('a million damaged messages', () => {
  it.each(SEEDS)(
    'of %s: nothing throws, nothing hangs, every line can be stored',
    (format, seed) => {
      const feed = feeds.get(format);
      if (feed === undefined) throw new Error(format);
      let read = 0;
      for (let i = 0; i < CASES / SEEDS.length; i++) {
        const bytes = mutate(seed, new Dice(i + 1));
        const start = performance.now();
        try {
          feed.recognises(bytes);
          feed.decode(bytes, undefined);
          for (const line of decodeFile(feed, bytes)) {
            canonicalJson(line);
            if (line.ok) read += 1;
          }
        } catch (error) {
          throw new Error(`case ${i}: ${Buffer.from(bytes).toString('hex')}`, { cause: error });
        }
        if (performance.now() - start > 1000) throw new Error(`case ${i} takes over a second`);
      }
      expect(read).toBeGreaterThan(0);
    },
    1_200_000,
  );

  it('of a stream: the framer gives the same however it is chopped', () => {
    const show = (framed: ReturnType<EventFramer['push']>) =>
      framed.map((one) =>
        one.ok ? `${one.value.offset}+${one.value.bytes.length}` : one.error.offset,
      );
    const seed = SEEDS[0]?.[1] ?? new Uint8Array();
    const stream = Uint8Array.from([...seed, ...seed, ...seed]);
    for (let i = 0; i < CASES / 20; i++) {
      const dice = new Dice(i + 7);
      const bytes = mutate(stream, dice);
      const most = 100 + dice.below(600);
      const whole = new EventFramer(most);
      const chopped = new EventFramer(most);
      const want = [...show(whole.push(bytes)), ...show(whole.end())];
      const got: (string | number | undefined)[] = [];
      for (let at = 0; at < bytes.length; ) {
        const size = 1 + dice.below(200);
        got.push(...show(chopped.push(bytes.slice(at, at + size))));
        at += size;
      }
      got.push(...show(chopped.end()));
      if (got.join() !== want.join())
        throw new Error(`case ${i}: ${got.join()} instead of ${want.join()}`);
    }
  }, 1_200_000);
});
