import { existsSync, readFileSync } from 'node:fs';
import { fromHex, instant, type JsonObject, utf8 } from '@greenline/base';
import type { FeedMemory } from '@greenline/observation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '../feeds.ts';
import { altitudeOf13, gillhamOf } from './altitude.ts';
import { type Cpr, globalAirborne, globalSurface, local, longitudeZones } from './cpr.ts';
import { remainderOf } from './crc.ts';
import { adsb } from './decode.ts';
import { AdsbFramer } from './frames.ts';

const AT = Date.UTC(2026, 2, 10, 10);
const line = (hex: string) => utf8(`*${hex};`);
const read = (hex: string, memory?: FeedMemory, ms = AT) => {
  const decoded = adsb.decode(line(hex), instant(ms), memory);
  if (!decoded.ok) throw new Error(decoded.error.text);
  return decoded.value;
};
const message = (hex: string, memory?: FeedMemory, ms = AT): JsonObject =>
  read(hex, memory, ms).message;
const refused = (hex: string) => {
  const decoded = adsb.decode(line(hex), instant(AT));
  return decoded.ok ? 'accepted' : `${decoded.error.kind} ${decoded.error.field}`;
};

const FOLDER = '../shared/data/05-adsb';
describe.skipIf(!existsSync(FOLDER))('the recording in ../shared', () => {
  it('says, message by message, what dump1090 says', () => {
    const said = readFileSync(`${FOLDER}/modes1.dump1090-decode.txt`, 'utf8').trim().split('\n\n');
    const lines = [...decodeFile(adsb, readFileSync(`${FOLDER}/modes1.avr.txt`))];
    expect(lines).toHaveLength(said.length);
    for (const [index, one] of lines.entries()) {
      if (!one.ok) throw new Error(one.error.text);
      const text = said[index] ?? '';
      const field = (name: string) => new RegExp(`${name}\\s*: *(.+)`).exec(text)?.[1];
      const got = one.message as unknown as Record<string, number>;
      expect(`DF ${got.df}`).toBe(/DF \d+/.exec(text)?.[0]);
      expect(got.address).toBe(field('ICAO Address'));
      const feet = /^(\d+) feet/.exec(field('Altitude') ?? '')?.[1];
      if (feet !== undefined) expect(got.altitudeFeet).toBe(Number(feet));
      const squawk = field('Squawk');
      if (squawk !== undefined) expect(Number(got.squawk)).toBe(Number(squawk));
      const type = field('Extended Squitter  Type');
      if (type !== undefined) expect(got.typeCode).toBe(Number(type));
      const lat = /Latitude : (\d+)/.exec(text)?.[1];
      if (lat !== undefined)
        expect(got.cpr).toEqual({
          odd: field('F flag') === 'odd',
          lat: Number(lat),
          lon: Number(/Longitude: (\d+)/.exec(text)?.[1]),
        });
      const east = field('EW velocity');
      // dump1090 prints the field, which counts from 1; its sign stands apart.
      if (east !== undefined) {
        expect(Math.abs(got.eastKt ?? 0)).toBe(Number(east) - 1);
        expect(Math.abs(got.northKt ?? 0)).toBe(Number(field('NS velocity')) - 1);
        expect(Math.abs(got.verticalRateFpm ?? 0)).toBe((Number(field('Vertical rate')) - 1) * 64);
      }
      const name = field('Identification');
      if (name !== undefined) expect(String(got.callsign)).toBe(name.trim());
    }
  });
});

/** Vectors of J. Sun, The 1090 Megahertz Riddle (2nd edition), with the values that the book works out. */
describe('an extended squitter', () => {
  it('of identification has callsign and category', () => {
    expect(message('8d4840d6202cc371c32ce0576098')).toMatchObject({
      address: '4840d6',
      says: 'identification',
      callsign: 'KLM1023',
    });
  });

  it('of an airborne position, with its other half, has a place for the whole globe', () => {
    const memory: FeedMemory = new Map();
    expect(message('8d40621d58c386435cc412692ad6', memory)).not.toHaveProperty('position');
    const { message: said, sightings } = read('8d40621d58c382d690c8ac2863a7', memory, AT + 3000);
    expect(said).toMatchObject({ altitudeFeet: 38_000, positionBy: 'pair' });
    const [seen] = sightings;
    expect(seen?.position?.lat).toBeCloseTo(52.2572, 4);
    expect(seen?.position?.lon).toBeCloseTo(3.91937, 5);
    expect(seen).toMatchObject({
      sensor: 'adsb',
      observedAt: AT + 3000,
      identity: 'icao:40621d',
      broadcast: true,
      sigmaM: 92.6 / Math.sqrt(-2 * Math.log(0.05)),
    });
  });

  it('whose other half is older than ten seconds has no place yet', () => {
    const memory: FeedMemory = new Map();
    read('8d40621d58c386435cc412692ad6', memory);
    expect(message('8d40621d58c382d690c8ac2863a7', memory, AT + 10_001)).not.toHaveProperty(
      'position',
    );
  });

  it('alone is placed near where the receiver is known to be', () => {
    const memory: FeedMemory = new Map([['reference', { lon: 6, lat: 49 }]]);
    const { position, positionBy } = message('8d40058b58c901375147efd09357', memory) as {
      position: { lon: number; lat: number };
      positionBy: string;
    };
    expect(positionBy).toBe('reference');
    expect(position.lat).toBeCloseTo(49.8241, 4);
    expect(position.lon).toBeCloseTo(6.06785, 5);
  });

  it('on the ground has a place near a reference, its speed and track', () => {
    const memory: FeedMemory = new Map([['reference', { lon: 4.375, lat: 51.99 }]]);
    read('8c4841753aab238733c8cd4020b1', memory);
    const { message: said } = read('8c4841753a8a35323faebdac702d', memory, AT + 1000);
    const { position } = said as unknown as { position: { lon: number; lat: number } };
    expect(position.lat).toBeCloseTo(52.320607, 6);
    expect(position.lon).toBeCloseTo(4.734735, 6);
    expect(message('8c4841753a9a153237aef0f275be')).toMatchObject({
      speedKt: 17,
      trackDeg: 92.8125,
    });
  });

  it('of velocity has speed over the ground, or heading and airspeed', () => {
    expect(message('8d485020994409940838175b284f')).toMatchObject({
      subtype: 1,
      eastKt: -8,
      northKt: -159,
      verticalRateFpm: -832,
    });
    expect(message('8da05f219b06b6af189400cbc33f')).toMatchObject({
      subtype: 3,
      headingDeg: 243.984375,
      airspeedKt: 375,
      airspeed: 'true',
      verticalRateFpm: -2304,
    });
  });

  it('of operational status says version and accuracy, which positions then go by', () => {
    const memory: FeedMemory = new Map();
    expect(message(closed('8d40621df8230002004ab8'), memory)).toMatchObject({
      says: 'operational-status',
      version: 2,
      nacp: 10,
      sil: 3,
      nicA: 0,
    });
    read('8d40621d58c386435cc412692ad6', memory);
    expect(read('8d40621d58c382d690c8ac2863a7', memory).sightings).toMatchObject([
      {
        sigmaM: 10 / Math.sqrt(-2 * Math.log(0.05)),
        attributes: { nic: 8, nacp: 10, sil: 3, version: 2 },
      },
    ]);
  });

  it('of an emergency says so, with the code', () => {
    // Type 28, subtype 1, state 5, code 7500.
    expect(message(closed('8d40621de1aa2a00000000'))).toMatchObject({
      says: 'aircraft-status',
      emergency: 5,
    });
  });

  it('that is relayed under a made-up address is kept apart from aircraft', () => {
    const memory: FeedMemory = new Map();
    read(closed('9540621d58c386435cc412'), memory);
    const { sightings } = read(closed('9540621d58c382d690c8ac'), memory);
    expect(sightings).toMatchObject([{ identity: 'tisb:40621d' }]);
    expect(sightings[0]).not.toHaveProperty('selfReport');
  });
});

describe('a reply', () => {
  it('with one bit wrong is refused, for it is one that nobody sent', () => {
    const good = '8d4840d6202cc371c32ce0576098';
    for (let bit = 5; bit < 112; bit++) {
      const bytes = fromHex(good) ?? new Uint8Array();
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (0x80 >> (bit & 7));
      expect(refused(Buffer.from(bytes).toString('hex'))).toBe('bad-parity PI');
    }
  });

  it.each([
    ['8d4840d6202cc371c32ce05760', 'length DF'],
    ['5d4d20237a55a6ff', 'length DF'],
    ['00000000000000', 'empty DF'],
    ['0fffffffffffff', 'reserved DF'],
    ['5d4d20237ad5a6', 'bad-parity PI'],
  ])('%s is refused', (hex, want) => {
    expect(refused(hex)).toBe(want);
  });

  it('to an all-call shows the interrogator’s code', () => {
    expect(message('5d4d20237a55a6')).toMatchObject({ address: '4d2023', interrogator: 0 });
    expect(message('5d4d20237a55ab')).toMatchObject({ address: '4d2023', interrogator: 13 });
  });

  it('that only its parity names is confirmed by an aircraft that stated itself', () => {
    const memory: FeedMemory = new Map();
    expect(message('20000f1f684a6c', memory)).toMatchObject({
      address: '4d2023',
      addressBy: 'parity',
      confirmed: false,
      altitudeFeet: 23_375,
    });
    read('5d4d20237a55a6', memory);
    expect(message('280010248c796b', memory)).toMatchObject({ confirmed: true, squawk: '0112' });
  });
});

describe('an altitude code', () => {
  it('of 100 ft steps is Gillham’s', () => {
    // ICAO Annex 10 volume IV, appendix to chapter 3: the table of Mode C codes.
    for (const [code, feet] of [
      ['0020', -1000],
      ['0030', -900],
      ['0010', -800],
      ['0410', -700],
      ['0430', -600],
      ['0420', -500],
      ['0620', 0],
      ['0001', undefined],
      ['0000', undefined],
    ] as const)
      expect([code, gillhamOf(code)]).toEqual([code, feet]);
  });

  it('of zero is no altitude, of 25 ft steps begins at -1000', () => {
    expect(altitudeOf13(0)).toBeUndefined();
    expect(altitudeOf13(0x10)).toBe(-1000);
    expect(altitudeOf13(0b1100000111000 | 0x10)).toBeDefined();
  });
});

describe('compact positions', () => {
  /** Encodes as DO-260B, A.1.7.3: the other way round, so that what is decoded is known. */
  const encode = (lat: number, lon: number, odd: boolean, circle: number): Cpr => {
    const mod = (a: number, b: number) => a - b * Math.floor(a / b);
    const height = circle / (60 - (odd ? 1 : 0));
    const y = Math.floor(2 ** 17 * (mod(lat, height) / height) + 0.5);
    const zone = height * (y / 2 ** 17 + Math.floor(lat / height));
    const width = circle / Math.max(1, longitudeZones(zone) - (odd ? 1 : 0));
    const x = Math.floor(2 ** 17 * (mod(lon, width) / width) + 0.5);
    return { odd, lat: mod(y, 2 ** 17), lon: mod(x, 2 ** 17) };
  };
  const lats = fc.double({ min: -89.9, max: 89.9, noNaN: true });
  const lons = fc.double({ min: -180, max: 179.99, noNaN: true });
  const near = (got: { lon: number; lat: number } | undefined, lon: number, lat: number) => {
    const fine = 0.001;
    expect(Math.abs((got?.lat ?? 99) - lat)).toBeLessThan(fine);
    const turn = Math.abs((got?.lon ?? 999) - lon) % 360;
    expect(Math.min(turn, 360 - turn) * Math.cos((lat * Math.PI) / 180)).toBeLessThan(fine);
  };

  it('of a pair in the air decode to where they were, or to nothing at a band’s edge', () => {
    fc.assert(
      fc.property(lats, lons, fc.boolean(), (lat, lon, oddLast) => {
        const [even, odd] = [false, true].map((one) => encode(lat, lon, one, 360)) as [Cpr, Cpr];
        const got = globalAirborne(even, odd, oddLast ? 'odd' : 'even');
        if (got !== undefined) near(got, lon, lat);
        else expect(bandsNear(lat)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a pair on the ground decode to the place nearest to the reference', () => {
    fc.assert(
      fc.property(lats, lons, (lat, lon) => {
        const [even, odd] = [false, true].map((one) => encode(lat, lon, one, 90)) as [Cpr, Cpr];
        const got = globalSurface(even, odd, 'odd', { lat: lat * 0.999, lon });
        if (got !== undefined) near(got, lon, lat);
        else expect(bandsNear(lat)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['in the air', 360, false, 2.9],
    ['on the ground', 90, true, 0.7],
  ])('alone %s decode near a reference', (_, circle, surface, most) => {
    const offset = fc.double({ min: -most, max: most, noNaN: true });
    const middle = fc.double({ min: -80, max: 80, noNaN: true });
    fc.assert(
      fc.property(middle, lons, offset, fc.boolean(), (lat, lon, off, odd) => {
        const got = local(encode(lat, lon, odd, circle), { lat: lat + off, lon }, surface);
        near(got, lon, lat);
      }),
      { numRuns: 2000 },
    );
  });

  it('have one longitude zone fewer at each boundary, 59 at the equator, 1 beyond 87°', () => {
    expect([0, 10.47, 10.48, 52.2572, 86.99, 87, 87.01, -87.01].map(longitudeZones)).toEqual([
      59, 59, 58, 36, 2, 2, 1, 1,
    ]);
  });

  /** Whether the pair may have fallen into two bands: its latitudes differ by the rounding of each. */
  const bandsNear = (lat: number): boolean =>
    longitudeZones(lat - 0.0001) !== longitudeZones(lat + 0.0001);
});

describe('a stream of frames', () => {
  const beast = Buffer.from(
    `1a33${'000000001a1a01'.slice(0, 14)}${'8d4840d6202cc371c32ce0576098'}`,
    'hex',
  );

  it('of Beast, escapes undone, has counter and signal', () => {
    const memory: FeedMemory = new Map();
    const [line] = [
      ...decodeFile(
        adsb,
        Buffer.from('1a33000000001a1a0180 8d4840d6202cc371c32ce0576098'.replaceAll(' ', ''), 'hex'),
      ),
    ];
    expect(line).toMatchObject({ message: { ticks: 0x1a01, signal: 0x80, callsign: 'KLM1023' } });
    expect(memory.size).toBe(0);
    expect(beast.length).toBeGreaterThan(0);
  });

  it('of Mode A/C shows its code', () => {
    expect([...decodeFile(adsb, utf8('*0020;'))]).toMatchObject([
      { message: { says: 'mode-a-c', code: '0020', altitudeFeet: -1000 } },
    ]);
  });

  it('gives the same frames however it is chopped, noise between them included', () => {
    const one = Buffer.from('1a33000000001a1a0180' + '8d4840d6202cc371c32ce0576098', 'hex');
    const stream = Buffer.concat([
      one,
      utf8('*5d4d20237a55a6;\n'),
      one,
      utf8('xyz\r\n@00000000000120000f1f684a6c;'),
      Buffer.from('1a33', 'hex'),
      one,
    ]);
    const whole = new AdsbFramer();
    const text = (framed: ReturnType<AdsbFramer['push']>) =>
      framed.map((frame) =>
        frame.ok
          ? `${frame.value.offset} ${Buffer.from(frame.value.bytes).toString('hex')}`
          : `${frame.error.offset} refused`,
      );
    const want = text([...whole.push(stream), ...whole.end()]);
    expect(want).toHaveLength(7);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 6 }), (cuts) => {
        const framer = new AdsbFramer();
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const got = edges.slice(1).flatMap((to, i) => framer.push(stream.subarray(edges[i], to)));
        expect(text([...got, ...framer.end()])).toEqual(want);
      }),
    );
  });

  it('of any bytes throws on nothing', () => {
    const memory: FeedMemory = new Map();
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 7, maxLength: 14 }), fc.boolean(), (bytes, parity) => {
        const hex = Buffer.from(bytes).toString('hex');
        const long = `8d${hex.padEnd(20, '0').slice(0, 20)}`;
        const decoded = adsb.decode(line(parity ? closed(long) : hex), instant(AT), memory);
        if (decoded.ok) JSON.stringify([decoded.value.message, decoded.value.sightings]);
        else expect(decoded.error.text).not.toBe('');
      }),
      { numRuns: 5000 },
    );
  });
});

/** Closes eleven octets with their parity. */
function closed(hex: string): string {
  const bytes = fromHex(`${hex}000000`) ?? new Uint8Array();
  return hex + remainderOf(bytes).toString(16).padStart(6, '0');
}
