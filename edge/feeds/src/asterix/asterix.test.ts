import { existsSync, readFileSync } from 'node:fs';
import { fromHex, instant, type Json, type JsonObject, parseInstant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '../feeds.ts';
import { asterix, asterixIn } from './decode.ts';
import type { CategoryTable } from './table.ts';
import { CAT021 } from './tables/cat021.ts';
import { CAT021_0_26 } from './tables/cat021-before-1.ts';
import { CAT034 } from './tables/cat034.ts';
import { CAT048 } from './tables/cat048.ts';
import { CAT062 } from './tables/cat062.ts';

const hex = (text: string): Uint8Array => fromHex(text.replaceAll(/\s/g, '')) ?? new Uint8Array();
/** A data block: category, length, records. */
const block = (category: number, records: string): Uint8Array => {
  const body = hex(records);
  const length = body.length + 3;
  return Uint8Array.of(category, length >> 8, length & 0xff, ...body);
};
const AT = parseInstant('2026-03-10T10:00:00Z') ?? instant(0);
const TEN = '465000'; // 10:00:00 in 1/128 s
const sightings = (bytes: Uint8Array, receivedAt = AT) => {
  const decoded = asterix.decode(bytes, receivedAt);
  if (!decoded.ok) throw new Error(`${decoded.error.field}: ${decoded.error.text}`);
  return decoded.value.sightings;
};
const items = (bytes: Uint8Array): JsonObject => {
  const decoded = asterix.decode(bytes, undefined);
  if (!decoded.ok) throw new Error(`${decoded.error.field}: ${decoded.error.text}`);
  return decoded.value.message.items as JsonObject;
};
const refused = (bytes: Uint8Array) => {
  const decoded = asterix.decode(bytes, AT);
  return decoded.ok ? 'accepted' : `${decoded.error.kind} ${decoded.error.field}`;
};

/** All values of a record in the order of its items. */
const leaves = (value: Json): Json[] =>
  value !== null && typeof value === 'object'
    ? (Object.values(value) as Json[]).flatMap(leaves)
    : [value];

/** The values that tshark prints, in order; what it counts and the extension bits left out. */
function tsharkLeaves(text: string): Json[][] {
  const records: Json[][] = [];
  for (const line of text.split('\n')) {
    if (/Asterix message/.test(line)) records.push([]);
    const match = /^\s+(.*?): *(.*)$/.exec(line.replace(/\]: /, ']: '));
    if (match === null || /^\s+(Category|Length):|message, #|Counter|= FX|FX:/.test(line)) continue;
    const at = line.lastIndexOf(': ');
    const said = at < 0 ? '' : line.slice(at + 2).trim();
    const number = /\((-?\d+)\)$/.exec(said)?.[1];
    const address = /Address: 0x([0-9a-f]+)/.exec(line)?.[1];
    records
      .at(-1)
      ?.push(
        address !== undefined
          ? address.toUpperCase()
          : /MODE3A/.test(line)
            ? said.slice(1)
            : number !== undefined
              ? Number(number)
              : said.startsWith('0x')
                ? said.slice(2).toUpperCase()
                : /^-?\d+(\.\d+)?$/.test(said)
                  ? Number(said)
                  : said,
      );
  }
  return records;
}
/** tshark prints 15 digits. */
const rounded = (value: Json): Json =>
  typeof value === 'number' ? Number(value.toPrecision(12)) : value;

const FOLDER = '../shared/data/04-asterix';
describe.skipIf(!existsSync(FOLDER))('recordings in ../shared', () => {
  it.each(['cat034.raw', 'cat048.raw', 'cat062cat065.raw'])(
    '%s says, value by value, what tshark says',
    (name) => {
      const got = [...decodeFile(asterix, readFileSync(`${FOLDER}/${name}`))].map((line) =>
        line.ok ? leaves(line.message.items as Json).map(rounded) : line.error.text,
      );
      const text = readFileSync(`${FOLDER}/expected/${name}.tshark.txt`, 'utf8');
      expect(got).toEqual(tsharkLeaves(text).map((record) => record.map(rounded)));
    },
  );

  it('cat_001_002.pcap says, record by record, what the decoder of Croatia Control says', () => {
    const want = readFileSync(`${FOLDER}/cat_001_002_json.txt`, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const lines = [...decodeFile(asterix, readFileSync(`${FOLDER}/cat_001_002.pcap`))];
    expect(lines).toHaveLength(want.length);
    for (const [index, line] of lines.entries()) {
      if (!line.ok) throw new Error(line.error.text);
      const got = line.message.items as Record<string, Record<string, number>>;
      const { CAT001, CAT002 } = want[index];
      if (CAT001 === undefined) {
        const { I010, I000, I020, I030 } = CAT002;
        expect(got).toEqual({ I010, I000: I000.type, I020: I020.Azi, I030: I030.ToD });
        continue;
      }
      expect(got.I010).toEqual(CAT001.I010);
      expect(got.I161).toBe(CAT001.I161.tpn);
      expect(got.I141).toBe(CAT001.I141.Time);
      expect(got.I040?.RHO).toBe(CAT001.I040.RHO);
      expect(got.I040?.THETA).toBeCloseTo(CAT001.I040.THETA, 6);
      // Croatia Control's decoder rounds the unit of 2⁻¹⁴ NM/s to 0.22 kt.
      expect((got.I200?.GSP ?? 0) * 16_384 * 0.22).toBeCloseTo(CAT001.I200.CalcGS, 6);
      expect(got.I200?.HDG).toBeCloseTo(CAT001.I200.CalcHdg, 6);
      expect(got.I070?.MODE3A).toBe(CAT001.I070.Mode3A);
      expect(got.I090?.HGT).toBe(CAT001.I090.ModeC);
      expect(got.I210).toEqual([CAT001.I210[0].Qty]);
      const { FX: _, ...described } = CAT001.I020;
      expect(got.I020).toEqual(described);
      const { FX: __, spare: ___, ...status } = CAT001.I170;
      expect(got.I170).toEqual(status);
    }
  });

  it('times a recorder stamped place truncated times of day within their turn', () => {
    const [first] = [...decodeFile(asterix, readFileSync(`${FOLDER}/cat_001_002.pcap`))];
    expect(first).toMatchObject({ observations: [{ observedAt: '2014-02-25T12:43:44.102Z' }] });
  });
});

/** A data block of one record: the field specification is made from the items that are given. */
function made(table: CategoryTable, items: Readonly<Record<string, string>>): Uint8Array {
  const names = Object.keys(items);
  const uap = table.uap.split(' ');
  const last = Math.max(...names.map((name) => uap.indexOf(name)));
  const octets = Array.from({ length: Math.floor(last / 7) + 1 }, (_, octet) =>
    uap
      .slice(octet * 7, octet * 7 + 7)
      .reduce((bits, name, bit) => bits | (names.includes(name) ? 0x80 >> bit : 0), 1),
  );
  octets[octets.length - 1] = (octets.at(-1) ?? 0) & 0xfe;
  const ordered = uap.filter((name) => names.includes(name)).map((name) => items[name]);
  return block(table.category, Buffer.from(octets).toString('hex') + ordered.join(''));
}

describe('a plot of category 048', () => {
  const plot = (changes: Record<string, string> = {}) =>
    made(CAT048, { '010': '19c9', '140': TEN, '020': 'a0', '040': '0a004000', ...changes });

  it('is seen by its radar, in a direction at a slant range and a height', () => {
    expect(
      sightings(plot({ '070': '029c', '090': '0190', '220': '3c660c', '161': '0deb' })),
    ).toEqual([
      {
        kind: 'object',
        sensor: 'asterix:25/201',
        observedAt: AT,
        polar: { bearingDeg: 90, slantRangeM: 18_520, heightM: 3048 },
        class: { aircraft: 1 },
        identity: 'icao:3c660c',
        attributes: {
          detection: 'mode-s-roll-call',
          flightLevel: 100,
          trackNumber: 3563,
          mode3a: '1234',
          azimuthDeg: 90,
          slantRangeM: 18_520,
        },
      },
    ]);
  });

  it('goes by its callsign where it has no address, and by a code of its own', () => {
    const name = { '240': '10c236d41820' };
    expect(sightings(plot(name))).toMatchObject([{ identity: 'callsign:DLH65A' }]);
    expect(sightings(plot({ '070': '029c' }))).toMatchObject([{ identity: 'mode3a:1234' }]);
    expect(sightings(plot({ '070': '0200' }))[0]).not.toHaveProperty('identity');
  });

  it.each([
    ['was extrapolated', { '020': '00' }],
    ['is a fixed transponder', { '020': 'a2' }],
    ['is the end of a track', { '170': '0180' }],
  ])('that %s is no sighting', (_, changes) => {
    expect(sightings(plot(changes))).toEqual([]);
  });

  it('that is simulated or a test is marked as an exercise', () => {
    expect(sightings(plot({ '020': 'b0' }))).toMatchObject([{ exercise: true }]);
    expect(sightings(plot({ '020': 'a180' }))).toMatchObject([{ exercise: true }]);
  });

  it('by the primary radar alone is a thing of no known kind', () => {
    expect(sightings(plot({ '020': '20' }))[0]?.class).toEqual({});
  });

  it('with a code of interference says so', () => {
    expect(sightings(plot({ '070': '0f40' }))).toMatchObject([
      { attributes: { mode3a: '7500', emergency: 'unlawful-interference' } },
    ]);
  });

  it('that is garbled or not validated has no height', () => {
    expect(sightings(plot({ '090': '4190' }))[0]?.polar).not.toHaveProperty('heightM');
  });

  it.each([
    ['just before midnight, heard after it', '11T00:00:01Z', 'a8bf80', '10T23:59:59Z'],
    ['just after midnight, heard before it', '10T23:59:59Z', '000080', '11T00:00:01Z'],
  ])('seen %s is of the right day', (_, receivedAt, time, want) => {
    const [seen] = sightings(plot({ '140': time }), parseInstant(`2026-03-${receivedAt}`) ?? AT);
    expect(seen?.observedAt).toBe(parseInstant(`2026-03-${want}`));
  });

  it('beyond 256 NM takes its range from the expansion field', () => {
    const far = plot({ '020': 'a140', '040': 'ffff4000', RE: '0508012c00' });
    expect(items(far)).toMatchObject({ RE: { ERR: 300 } });
    expect(sightings(far)).toMatchObject([{ polar: { slantRangeM: 300 * 1852 } }]);
  });

  it('keeps what a nation put into its special purpose field', () => {
    expect(items(plot({ SP: '04beef01' }))).toMatchObject({ SP: 'BEEF01' });
  });
});

describe('a system track of category 062', () => {
  const track = (changes: Record<string, string> = {}) =>
    made(CAT062, {
      '010': '1964',
      '070': TEN,
      '105': '0080000000400000',
      '185': '01900000',
      '380': '803c0a55',
      '080': '00',
      ...changes,
    });

  it('has the tracker’s accuracy with its covariance', () => {
    expect(sightings(track({ '500': 'c00064 00c8 0014' }))).toMatchObject([
      {
        sensor: 'asterix:25/100',
        position: { lat: 45, lon: 22.5 },
        speedMps: 100,
        courseDeg: 90,
        covariance: [2500, 100, 10_000],
        identity: 'icao:3c0a55',
      },
    ]);
  });

  it('of equal accuracy on both axes has one sigma; of none, none', () => {
    expect(sightings(track({ '500': '8000640064' }))[0]).toMatchObject({ sigmaM: 50 });
    const [bare] = sightings(track({ '500': '8000000064' }));
    expect(bare).not.toHaveProperty('sigmaM');
    expect(bare).not.toHaveProperty('covariance');
  });

  it('has a height where one was measured, not where it was guessed', () => {
    const high = { '130': '1000' };
    expect(sightings(track({ ...high, '080': '08' }))[0]?.position?.height).toBeCloseTo(7802.88);
    expect(sightings(track({ ...high, '080': '10' }))[0]?.position).not.toHaveProperty('height');
  });

  it('that ends is no sighting', () => {
    expect(sightings(track({ '080': '0140' }))).toEqual([]);
  });
});

describe('a report of category 021', () => {
  const report = (changes: Record<string, string> = {}) =>
    made(CAT021, {
      '010': '1964',
      '040': '20',
      '073': TEN,
      '080': '3c660c',
      '131': '1000000008000000',
      '170': '10c236d41820',
      '020': '05',
      ...changes,
    });

  it('is a broadcast with its quality indicators, in high resolution', () => {
    expect(
      sightings(report({ '090': '53 74', '210': '12', '140': '1000', '145': '0578' })),
    ).toEqual([
      {
        kind: 'object',
        sensor: 'asterix:25/100',
        observedAt: AT,
        position: { lon: 22.5, lat: 45, height: 7802.88 },
        sigmaM: 10 / Math.sqrt(-2 * Math.log(0.05)),
        class: { 'fixed-wing': 1 },
        identity: 'icao:3c660c',
        attributes: {
          emitterCategory: 'A5',
          callsign: 'DLH65A',
          flightLevel: 350,
          nacv: 2,
          nic: 9,
          nacp: 10,
          sil: 3,
          version: 2,
        },
        selfReport: true,
        broadcast: true,
      },
    ]);
  });

  it('of link version 0 has a navigation uncertainty category', () => {
    expect(sightings(report({ '090': '4e', '210': '02' }))).toMatchObject([
      { sigmaM: 92.6 / Math.sqrt(-2 * Math.log(0.05)), attributes: { nucp: 7, version: 0 } },
    ]);
  });

  it('of a squawking field monitor is no sighting', () => {
    expect(sightings(report({ '040': '22' }))).toEqual([]);
  });

  it('in the older order of items is read by the edition that fits', () => {
    const early = made(CAT021_0_26, {
      '010': '1964',
      '040': '0000',
      '030': TEN,
      '130': '0080000000400000',
      '080': '3c660c',
      '140': '1000',
      '090': '0000',
      '210': '10',
    });
    const want = { position: { lat: 45, lon: 22.5 }, identity: 'icao:3c660c' };
    expect(sightings(early)).toMatchObject([want]);
    expect(asterixIn({ 21: '0.25' }).decode(early, AT)).toMatchObject({
      value: { message: { edition: '0.26' }, sightings: [want] },
    });
    expect(asterixIn({ 21: '2.4' }).decode(early, AT).ok).toBe(false);
  });
});

describe('a service message', () => {
  it('that strobes is jamming in the middle of its window', () => {
    const strobe = { '010': '19c9', '000': '04', '030': TEN, '100': '0000 ffff f000 1000' };
    expect(sightings(made(CAT034, strobe))).toMatchObject([
      { kind: 'event', class: { jamming: 1 }, polar: { bearingDeg: 0 }, observedAt: AT },
    ]);
  });

  it('of a north mark is a message only', () => {
    const mark = made(CAT034, { '010': '19c9', '000': '01', '030': TEN });
    expect(sightings(mark)).toEqual([]);
    expect(items(mark)).toMatchObject({ I000: 1 });
  });
});

describe('a record that is wrong', () => {
  const good = made(CAT048, { '010': '19c9', '140': TEN, '020': 'a0', '040': '0a004000' });

  it.each([
    [
      'whose block states another length',
      Uint8Array.of(48, 0, 99, ...good.subarray(3)),
      'truncated LEN',
    ],
    ['cut within an item', Uint8Array.of(48, 0, 12, ...good.subarray(3, 12)), 'truncated I048/040'],
    ['without its source', block(48, `40 ${TEN}`), 'missing I048/010'],
    [
      'that announces a spare item',
      made(CAT062, { '010': '1964', '015': '01' }).map((byte, at) => (at === 3 ? 0xe0 : byte)),
      'contradictory FRN 2',
    ],
    [
      'with a compound part nobody knows',
      made(CAT048, { '010': '19c9', '120': '01 10 00' }),
      'contradictory I048/120',
    ],
    [
      'with an expansion field of length zero',
      made(CAT048, { '010': '19c9', RE: '00' }),
      'contradictory RE',
    ],
    ['timed 25 o’clock', made(CAT048, { '010': '19c9', '140': 'aff200' }), 'out-of-range I048/140'],
    [
      'beyond the pole',
      made(CAT062, { '010': '1964', '105': '0110000000400000' }),
      'out-of-range I062/105',
    ],
    ['of a category that is not read', block(240, '80 1964'), 'unsupported-category CAT'],
    ['with another behind it', block(48, '80 19c9 80 19c9'), 'not-one-message undefined'],
    ['of endless extensions', block(48, '20 ffffffff'), 'truncated I048/020'],
    [
      'that repeats more often than it has bytes',
      made(CAT048, { '010': '19c9', '250': 'ff00' }),
      'truncated I048/250',
    ],
  ])('%s is refused, and the item named', (_, bytes, want) => {
    expect(refused(bytes)).toBe(want);
  });

  it('ends its block at its place in the file; those before it and the next block are read', () => {
    const file = Buffer.concat([block(48, '80 19c9 40 00'), good]);
    expect([...decodeFile(asterix, file)]).toMatchObject([
      { ok: true, message: { items: { I010: { SAC: 25 } } } },
      { ok: false, error: { kind: 'truncated', field: 'I048/140', offset: 7 } },
      { ok: true },
    ]);
  });
});

describe('a block of many records', () => {
  it('is cut into records that each read the same', () => {
    const file = block(48, '80 19c9 80 19ca 80 19cb');
    const lines = [...decodeFile(asterix, file)];
    expect(lines.map((line) => line.ok && line.message.items)).toMatchObject(
      [201, 202, 203].map((SIC) => ({ I010: { SAC: 25, SIC } })),
    );
  });

  it('of random field sequencing is read in any order', () => {
    const sequence = block(2, '0102 03 0300 0119c9 0201');
    expect(items(sequence)).toEqual({ I010: { SAC: 25, SIC: 201 }, I000: 1, I020: 0 });
  });
});

describe('any bytes', () => {
  it('of a category are read or refused, never more than they hold', () => {
    const category = fc.constantFrom(1, 2, 21, 34, 48, 62, 65);
    fc.assert(
      fc.property(category, fc.uint8Array({ maxLength: 120 }), (one, body) => {
        const length = body.length + 3;
        const bytes = Uint8Array.of(one, length >> 8, length & 0xff, ...body);
        for (const line of decodeFile(asterix, bytes)) JSON.stringify(line);
        const decoded = asterix.decode(bytes, AT);
        if (decoded.ok) JSON.stringify([decoded.value.message, decoded.value.sightings]);
        else expect(decoded.error.text).not.toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});
