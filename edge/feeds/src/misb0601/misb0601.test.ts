import { existsSync, readFileSync } from 'node:fs';
import { concat, fromHex, instant, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cornersOf, levelGround } from '../klv/footprint.ts';
import { fromImapb, imapb } from '../klv/imapb.ts';
import type { Item, Items } from '../klv/item.ts';
import { UAS_DATALINK } from '../klv/packet.ts';
import { klvPacket, localSet } from '../klv/packet-of.ts';
import { decodeMisb0601, misb0601 } from './decode.ts';
import { UAS } from './tags.ts';
import { footprintOf, viewOf } from './view.ts';

const SHARED = '../shared/data/01-klv';
const RECEIVED = instant(Date.UTC(2026, 2, 10));
const bytesOf = (digits: string): Uint8Array =>
  fromHex(digits.replaceAll(' ', '')) ?? new Uint8Array();

type Fields = Readonly<Record<number, string>>;
/** A packet of items in hex, with its checksum. */
const packetOf = (fields: Fields): Uint8Array =>
  klvPacket(
    UAS_DATALINK,
    localSet(Object.entries(fields).map(([tag, digits]) => [Number(tag), bytesOf(digits)])),
  );

interface Shown {
  readonly items: Items;
  readonly checksum?: number;
  readonly checksumOk?: boolean;
}

function read(bytes: Uint8Array) {
  const decoded = decodeMisb0601(bytes, RECEIVED);
  if (!decoded.ok) throw new Error(decoded.error.text);
  return { ...decoded.value, shown: decoded.value.message as unknown as Shown };
}

const itemOf = (tag: number, digits: string): Item | undefined =>
  read(packetOf({ [tag]: digits })).shown.items[tag];

const DAY = '0004605058 4e0180';
const PLACE: Fields = {
  2: DAY,
  4: Buffer.from('TAIL-1').toString('hex'),
  13: '5595b66d',
  14: '5b5360c4',
  15: 'c221',
};

describe('an item of ST 0601', () => {
  it.each([
    // Examples of ST 0601's section 8, as WestRidgeSystems/jmisb (MIT) tests them.
    [5, '71c2', 159.974365],
    [6, 'fd3d', -0.431531724],
    [7, '08b8', 3.405865658],
    [8, '93', 147],
    [13, '5595b66d', 60.176822966978335],
    [14, '5b5360c4', 128.42675904204452],
    [15, 'c221', 14190.7195],
    [16, 'cd9c', 144.571298],
    [18, '724a0a20', 160.719211474396],
    [19, '87f84b86', -168.792324833941],
    [20, '7dc55ece', 176.865437690572],
    [21, '03830926', 68590.9832987448],
    [22, '1281', 722.819867],
    [25, '34f3', 3216.03723],
    [26, 'c06e', -0.0372516857],
    [36, 'b2', 69.8039216],
    [39, '54', 84],
    [43, '03', 6],
    [79, '09fb', 25.4977569],
    [90, 'ff62e2f2', -0.43152510208614414],
    [103, '2f921e', 23456.234375],
    [112, '1f4000', 125],
    [113, '05f500', 2150],
    [117, '3e90', 1],
    [132, '0257c0', 2400],
    [136, 'ff', -1],
  ] as const)('%i of %s is %f', (tag, digits, value) => {
    expect(itemOf(tag, digits)?.value).toBeCloseTo(value, 4);
  });

  it.each([
    [6, '8000'],
    [13, '80000000'],
    [24, '80000000'],
    [26, '8000'],
    [51, '8000'],
    [79, '8000'],
    [82, '80000000'],
    [93, '80000000'],
  ])('%i of %s is out of range, and no number', (tag, digits) => {
    expect(itemOf(tag, digits)).toMatchObject({
      value: null,
      special: 'out-of-range',
      hex: digits,
    });
  });

  it('of floating point says which special value it is', () => {
    const specials = {
      c80000: 'infinity',
      e80000: '-infinity',
      d00000: 'nan',
      e10000: 'above-maximum',
    };
    for (const [digits, special] of Object.entries(specials))
      expect(itemOf(113, digits)).toMatchObject({ value: null, special });
  });

  it('of no bytes has no value', () => {
    expect(itemOf(21, '')).toMatchObject({ name: 'slantRangeM', value: null });
  });

  it('of the wrong length says so, and the others are read', () => {
    const { shown } = read(packetOf({ ...PLACE, 5: '71c200' }));
    expect(shown.items[5]).toMatchObject({
      hex: '71c200',
      error: expect.stringContaining('3 bytes'),
    });
    expect(shown.items[13]?.value).toBeCloseTo(60.1768, 4);
  });

  it('that nobody has heard of is kept as bytes', () => {
    expect(itemOf(14_000, 'beef')).toEqual({ name: 'unknown', hex: 'beef' });
  });

  it('that comes twice keeps both', () => {
    const twice = localSet([
      [102, bytesOf('0100')],
      [102, bytesOf('0200')],
    ]);
    const { shown } = read(klvPacket(UAS_DATALINK, twice));
    expect(shown.items[102]).toMatchObject({ hex: '0200', earlier: [{ hex: '0100' }] });
  });

  it('is a pack read to its parts', () => {
    expect(itemOf(122, '0101024155025553')?.value).toMatchObject({
      codingMethod: 1,
      overflight: 'AU',
      operator: 'US',
    });
    expect(itemOf(122, '010e000343414e03465241')?.value).toMatchObject({
      operator: 'CAN',
      manufacture: 'FRA',
    });
    expect(itemOf(127, '83d4608769')).toMatchObject({ numerator: 60_000, denominator: 1001 });
    expect(itemOf(139, '800b')?.value).toEqual([0, 1, 3, 15]);
    expect(
      itemOf(94, '0170f592f02373364af8aa9162c00f2eb2da16b74341000841a0be365b5ab96a3645')?.value,
    ).toEqual({
      version: 1,
      sensor: 'f592f023-7336-4af8-aa91-62c00f2eb2da',
      sensorIdType: 'physical',
      platform: '16b74341-0008-41a0-be36-5b5ab96a3645',
      platformIdType: 'virtual',
    });
    expect(itemOf(81, '00153e3f')?.value).toMatchObject([
      { xPercent: 0, yPercent: 21 },
      { xPercent: 62 },
    ]);
  });

  it('has sigmas and correlations of the items before it', () => {
    // Two items, sigmas of four bytes, one correlation of two: 0.5 maps to 0x6000.
    expect(itemOf(102, '02 42 40a00000 41200000 6000')?.value).toEqual({
      size: 2,
      sigmas: [5, 10],
      correlations: [0.5],
    });
  });
});

describe('IMAPB of ST 1201', () => {
  it('holds zero exactly between bounds of both signs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40_000 }),
        fc.integer({ min: 1, max: 40_000 }),
        fc.integer({ min: 2, max: 6 }),
        (below, above, length) => {
          const mapping = imapb(-below, above);
          const { step, zero } = mapping.scales[length] ?? { step: 1, zero: 0 };
          const code = Math.round(below / step + zero);
          const digits = code.toString(16).padStart(2 * length, '0');
          const value = fromImapb(mapping, bytesOf(digits));
          expect(Math.abs(Number(value))).toBeLessThan(step / 2);
        },
      ),
    );
  });

  it.skipIf(!existsSync(SHARED))('agrees with every vector of the reference', () => {
    const vectors = JSON.parse(readFileSync(`${SHARED}/st1201-even.dev.json`, 'utf8')) as {
      L: number;
      a: number;
      b: number;
      forwardResultHex: string;
      reverseResult: number | string;
    }[];
    const specials: Record<string, string> = {
      Infinity: 'infinity',
      '-Infinity': '-infinity',
      '+QNaN': 'nan',
      '-QNaN': 'nan',
    };
    let checked = 0;
    for (const { L, a, b, forwardResultHex, reverseResult } of vectors) {
      const got = fromImapb(imapb(a, b), bytesOf(forwardResultHex.slice(2).padStart(2 * L, '0')));
      if (typeof reverseResult === 'string') expect(got).toBe(specials[reverseResult]);
      else expect(Math.abs(Number(got) - reverseResult)).toBeLessThanOrEqual(1e-9 * (b - a));
      checked += 1;
    }
    expect(checked).toBe(1064);
  });
});

describe('a packet of ST 0601', () => {
  it('tells where the platform is, and what its camera looks at', () => {
    const { sightings } = read(
      packetOf({
        ...PLACE,
        23: 'f101a229',
        24: '14bc082b',
        25: '34f3',
        75: 'c221',
        112: '1f4000',
        56: '8c',
      }),
    );
    expect(sightings).toMatchObject([
      {
        sensor: 'TAIL-1',
        identity: 'TAIL-1',
        selfReport: true,
        observedAt: 1_231_798_102_000,
        position: {
          lon: expect.closeTo(128.426759, 6),
          lat: expect.closeTo(60.176823, 6),
          height: expect.closeTo(14190.7195, 3),
        },
        speedMps: 140,
        courseDeg: 125,
        class: { 'uncrewed-aircraft': 1 },
        attributes: {
          heightAboveSeaM: expect.closeTo(14190.7195, 3),
          frameCentre: {
            lat: expect.closeTo(-10.54239, 5),
            elevationM: expect.closeTo(3216.037, 3),
          },
        },
      },
    ]);
  });

  it('with a wrong checksum is shown, flagged, and yields nothing', () => {
    const bytes = packetOf(PLACE);
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    const { shown, sightings } = read(bytes);
    expect(shown.checksumOk).toBe(false);
    expect(sightings).toEqual([]);
  });

  it('without a checksum yields nothing', () => {
    const { shown, sightings } = read(
      klvPacket(UAS_DATALINK, localSet([[2, bytesOf(DAY)]]), false),
    );
    expect(shown.checksumOk).toBeUndefined();
    expect(sightings).toEqual([]);
  });

  it('brings its security marks as handling', () => {
    const marks = localSet([
      [1, bytesOf('03')],
      [5, utf8('NOFORN')],
      [6, utf8('REL TO USA, GBR')],
      [13, bytesOf('005500530041')],
    ]);
    const { shown, sightings } = read(
      packetOf({ ...PLACE, 48: Buffer.from(marks).toString('hex') }),
    );
    expect(sightings[0]?.handling).toEqual({
      access: 'CONFIDENTIAL',
      caveat: 'NOFORN',
      releasableTo: ['USA', 'GBR'],
    });
    expect(shown.items[48]?.items?.[13]?.value).toBe('USA');
  });

  it('of an exercise says so', () => {
    expect(read(packetOf({ ...PLACE, 77: '03' })).sightings[0]?.exercise).toBe(true);
    expect(read(packetOf({ ...PLACE, 77: '01' })).sightings[0]?.exercise).toBeUndefined();
  });

  it('is put to UTC by the leap seconds and the correction it states', () => {
    const { sightings } = read(packetOf({ ...PLACE, 136: 'ee', 137: '0f4240' }));
    expect(sightings[0]?.observedAt).toBe(1_231_798_102_000 - 18_000 + 1000);
  });

  it('of a microsecond keeps it in the message', () => {
    expect(itemOf(2, '0004c39d51a8ad55')?.value).toBe(1_340_980_354_133_333);
    expect(itemOf(2, 'ffffffffffffffff')?.value).toBe('18446744073709551615');
  });

  it('that breaks off inside is read as far as it goes', () => {
    const set = concat(localSet([[3, utf8('M')]]), Uint8Array.of(5, 9, 1));
    expect(read(klvPacket(UAS_DATALINK, set)).message).toMatchObject({
      items: { 3: { value: 'M' } },
      brokenAt: expect.any(Number),
    });
  });

  it('after noise is found again, and the noise is counted', () => {
    const good = packetOf(PLACE);
    const file = concat(
      Uint8Array.of(1, 6, 2, 3),
      good,
      Uint8Array.of(9),
      good,
      good.subarray(0, 30),
    );
    expect(
      [...misb0601.split(file)].map((one) => (one.ok ? one.value.offset : one.error.kind)),
    ).toEqual(['not-klv', 4, 'not-klv', 4 + good.length + 1, 'truncated']);
  });

  it.skipIf(!existsSync(SHARED)).each([
    ['osh-klv-first100', 100],
    ['DynamicConstantMISMMSPacketData', 1],
    ['DynamicOnlyMISMMSPacketData', 1],
  ])('of the recording %s says what the other decoder says', (name, count) => {
    const file = readFileSync(`${SHARED}/${name}.bin`);
    const expected = JSON.parse(
      readFileSync(`${SHARED}/${name}.expected.json`, 'utf8'),
    ) as (Shown & {
      offset: number;
      length: number;
    })[];
    const raws = [...misb0601.split(file)];
    expect(raws).toHaveLength(count);
    raws.forEach((raw, i) => {
      if (!raw.ok) throw new Error(raw.error.text);
      const want = expected[i];
      const { shown } = read(raw.value.bytes);
      expect([raw.value.offset, raw.value.bytes.length]).toEqual([want?.offset, want?.length]);
      expect([shown.checksum, shown.checksumOk]).toEqual([want?.checksum, want?.checksumOk]);
      expect(Object.keys(shown.items)).toEqual(Object.keys(want?.items ?? {}));
      for (const [tag, item] of Object.entries(want?.items ?? {})) {
        expect(shown.items[tag]?.hex).toBe(item.hex);
        if (item.name === 'raw') continue;
        expect(shown.items[tag]?.name).toBe(item.name);
        expect(shown.items[tag]?.value).toEqual(item.value);
      }
    });
  });

  it.skipIf(!existsSync(SHARED))(
    'has the footprint that its attitude gives, where both are stated',
    () => {
      const file = readFileSync(`${SHARED}/osh-klv-first100.bin`);
      let worst = 0;
      for (const raw of misb0601.split(file)) {
        if (!raw.ok) throw new Error(raw.error.text);
        const { items } = read(raw.value.bytes).shown;
        const stated = footprintOf(items);
        const view = viewOf(items);
        const computed = view && cornersOf(view, levelGround(Number(items[25]?.value)));
        expect(stated?.from).toBe('offsets');
        stated?.corners.forEach(([lon, lat], i) => {
          const [otherLon = 0, otherLat = 0] = computed?.[i] ?? [];
          const east = (lon - otherLon) * 91_500;
          worst = Math.max(worst, Math.hypot(east, (lat - otherLat) * 110_950));
        });
      }
      // On level ground; the recording's own corners lie on terrain.
      expect(worst).toBeLessThan(10);
    },
  );
});

describe('the table', () => {
  it('knows every tag to 143', () => {
    expect(UAS.slice(1, 144).filter((one) => one === undefined)).toEqual([]);
  });
});
