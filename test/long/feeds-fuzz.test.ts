import { spawnSync } from 'node:child_process';
import { canonicalJson, fromHex, instant, utf8 } from '@greenline/base';
import { decodeFile, EventFramer, feeds, frameOf, messageKind, streamOf } from '@greenline/feeds';
import type { FeedMemory } from '@greenline/observation';
import { describe, expect, it } from 'vitest';
import { detection } from '../../edge/feeds/src/sapient/message.fixture.ts';
import { zipOf } from '../../edge/feeds/src/tak-package/zip.fixture.ts';

const CASES = Number(process.env.GREENLINE_FUZZ_CASES ?? 1_000_000);
const MOST_MS = 100;

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

const bytesOf = (digits: string): Uint8Array => fromHex(digits) ?? new Uint8Array();
/** ST 0601 with a security set, a VMTI set of two targets, a segment, sigmas and most kinds of packs. */
const KLV_SET = bytesOf(
  '02080004c39d51a82b20030130050293a4060280000d043161960a0e04c25ab9b91502002f' +
    '17043161960a1804c25ab9b91a02011e300c0101010602555341160200094a2f' +
    '02080004c39d51a82b2004010508028000090280006519' +
    '0a0113020101140201016609030474616e6b0c0213021a14021e680203016406040740420f' +
    '5e120160f592f02373364af8aa9162c00f2eb2da6409050293a48f010105660602420000000000' +
    '81020301640083' +
    '7a080101024155025553' +
    '7f0583d4608769' +
    '01020000',
);
const klvOf = (label: string, set: Uint8Array): Uint8Array =>
  Buffer.concat([bytesOf(label), Uint8Array.of(0x82, set.length >> 8, set.length & 0xff), set]);
const UAS_LABEL = '060e2b34020b01010e01030101000000';
const VMTI_LABEL = '060e2b34020b01010e01030306000000';
const FRAME =
  frameOf(
    'ADSB_VEHICLE',
    { ICAO_address: 1, lat: 35e7, lon: 33e7, flags: 63, callsign: 'ABC', altitude: 1 },
    { system: 1, component: 1, sequence: 9 },
  ) ?? new Uint8Array();
const STAMP = bytesOf('00053a3b3c3d3e3f');
/** A packet of each stream type, with tables and pictures. */
const tsOf = (streamType: number): Uint8Array =>
  streamOf({
    pid: 0x101,
    streamType,
    pts: 93_000,
    video: { pid: 0x100, streamType: 0x1b, firstPts: 90_000, pts: 92_000 },
    bytes: klvOf(UAS_LABEL, KLV_SET),
  });

/** The last two bytes are put right: half of the damage lies under a good check code. */
function mend(format: string, bytes: Uint8Array): void {
  if (format.startsWith('misb') && bytes.length > 1) {
    let sum = 0;
    for (let i = 0; i < bytes.length - 2; i++) sum += (bytes[i] ?? 0) << (i % 2 === 0 ? 8 : 0);
    bytes.set([(sum >> 8) & 0xff, sum & 0xff], Math.max(0, bytes.length - 2));
  } else if (format === 'mavlink' && bytes[0] === 0xfd) {
    const end = 10 + (bytes[1] ?? 0);
    const id = (bytes[7] ?? 0) | ((bytes[8] ?? 0) << 8) | ((bytes[9] ?? 0) << 16);
    let crc = 0xffff;
    for (const byte of [...bytes.subarray(1, end), messageKind(id)?.crcExtra ?? 0]) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc & 1) !== 0 ? (crc >> 1) ^ 0x8408 : crc >> 1;
    }
    if (end + 2 <= bytes.length) bytes.set([crc & 0xff, crc >> 8], end);
  }
}

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
  ['misb0601', klvOf(UAS_LABEL, KLV_SET)],
  ['misb0903', klvOf(VMTI_LABEL, KLV_SET.subarray(-120))],
  ['misb0903', klvOf(UAS_LABEL, KLV_SET)],
  ['mavlink', Buffer.concat([FRAME, FRAME])],
  ['mavlink', Buffer.concat([STAMP, FRAME, STAMP, FRAME])],
  ['mpegts', tsOf(0x06)],
  ['mpegts', tsOf(0x15)],
  [
    'asterix',
    Buffer.from(
      '300030fdf70219c9356d4da0c5aff1e0020005283c660c10c236d4182001c0780031bc0000400deb07b9582e410020f5',
      'hex',
    ),
  ],
  [
    'asterix',
    Buffer.from(
      '3e0045bfcffd021964043c5fd5007f3e9b0025188df8b42afcc2fcff3302a8000008be137411030118701d00ff2890000002741b100274ffb9dc190dbab0b880027408be40',
      'hex',
    ),
  ],
  ['adsb', utf8('*8d40621d58c386435cc412692ad6;*8d40621d58c382d690c8ac2863a7;')],
  ['adsb', Buffer.from('1a33000000001a1a01808d4840d6202cc371c32ce0576098', 'hex')],
  [
    'ais',
    utf8('\\s:r003669945,c:1241544035*4B\\!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n'),
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

/**
 * Makes a damaged message whole on the outside, so that what lies inside is reached: the length of a data
 * block, the parity of a squitter, the checksum of a sentence.
 */
const REPAIRS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  asterix: (bytes) => {
    const whole = Uint8Array.from(bytes);
    if (whole.length > 3) {
      whole[1] = whole.length >> 8;
      whole[2] = whole.length & 0xff;
    }
    return whole;
  },
  adsb: (bytes) => {
    const text = Buffer.from(bytes).toString('latin1');
    return utf8(
      text.replace(
        /\*([0-9a-f]{22})[0-9a-f]{6};/g,
        (_, data: string) => `*${data}${parityOf(data)};`,
      ),
    );
  },
  ais: (bytes) => {
    const text = Buffer.from(bytes).toString('latin1');
    return Buffer.from(
      text.replace(/!([^*\n]*)\*../g, (_, body: string) => {
        const sum = [...body].reduce((all, letter) => all ^ letter.charCodeAt(0), 0);
        return `!${body}*${sum.toString(16).padStart(2, '0').slice(-2)}`;
      }),
      'latin1',
    );
  },
};

/** 24-bit parity of Mode S over hex digits, by long division. */
function parityOf(data: string): string {
  let value = 0n;
  const bits = BigInt(`0x${data}`) << 24n;
  value = bits;
  for (let bit = BigInt(data.length * 4 + 23); bit >= 24n; bit--)
    if ((value >> bit) & 1n) value ^= 0x1fff409n << (bit - 24n);
  return value.toString(16).padStart(6, '0');
}

describe('a million damaged messages', () => {
  it.each(SEEDS)(
    'of %s: nothing throws, nothing hangs, every line can be stored',
    (format, seed) => {
      const feed = feeds.get(format);
      if (feed === undefined) throw new Error(format);
      let read = 0;
      const memory: FeedMemory = new Map();
      for (let i = 0; i < CASES / SEEDS.length; i++) {
        let bytes = mutate(seed, new Dice(i + 1));
        if (i % 2 === 1) {
          mend(format, bytes);
          bytes = REPAIRS[format]?.(bytes) ?? bytes;
        }
        const once = (): number => {
          const start = performance.now();
          try {
            feed.recognises(bytes);
            feed.decode(bytes, instant(1.77e12 + i), memory);
            for (const line of decodeFile(feed, bytes)) {
              canonicalJson(line);
              if (line.ok) read += 1;
            }
          } catch (error) {
            throw new Error(`case ${i}: ${Buffer.from(bytes).toString('hex')}`, { cause: error });
          }
          return performance.now() - start;
        };
        // A busy machine may stop anything once; what hangs, hangs again.
        if (once() > MOST_MS && Math.min(once(), once(), once()) > MOST_MS)
          throw new Error(`case ${i} takes over ${MOST_MS} ms`);
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

/** What costs most to read in each format: as many items as fit into the longest message. */
const LARGEST: Readonly<Record<string, string>> = {
  misb0601: `klv(${JSON.stringify(UAS_LABEL)}, Buffer.alloc(255 * 1024, Buffer.from('4a02050065023001', 'hex')))`,
  misb0903: `klv(${JSON.stringify(VMTI_LABEL)}, Buffer.concat([Buffer.from('658303f800', 'hex'), Buffer.alloc(254 * 1024, Buffer.from('0501050206', 'hex'))]))`,
  mpegts: `streamOf({ pid: 257, streamType: 6, bytes: klv(${JSON.stringify(UAS_LABEL)}, Buffer.alloc(255 * 1024, 1)) })`,
  mavlink: 'Buffer.alloc(64 * 1024, 0xfd)',
};

describe('the costliest message', () => {
  it.each(Object.entries(LARGEST))('of %s is read in a heap of 64 MiB', (format, made) => {
    const script = `
      import { decodeFile, feeds, streamOf } from '@greenline/feeds';
      const klv = (label, set) => Buffer.concat([
        Buffer.from(label, 'hex'),
        Buffer.from([0x83, set.length >> 16, (set.length >> 8) & 255, set.length & 255]),
        set,
      ]);
      let lines = 0;
      for (const line of decodeFile(feeds.get('${format}'), ${made})) lines += JSON.stringify(line).length;
      console.log(lines);
    `;
    const run = spawnSync(
      process.execPath,
      ['--max-old-space-size=64', '--input-type=module', '-e', script],
      { encoding: 'utf8' },
    );
    expect(run.stderr).toBe('');
    expect(Number(run.stdout)).toBeGreaterThan(0);
  });
});
