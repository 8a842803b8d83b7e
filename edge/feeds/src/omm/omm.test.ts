import { existsSync, readFileSync } from 'node:fs';
import { formatInstant, instant, utf8 } from '@greenline/base';
import { checksum } from '@greenline/coverage';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '../feeds.ts';
import { readTle, tle } from '../tle/decode.ts';
import { decodeOmm, omm, readOmm } from './decode.ts';
import { epochText, epochUsOf } from './entry.ts';

/** One satellite in every form. Source of the values: 08-satellites/sample_omm.csv of CelesTrak. */
const VALUES: Readonly<Record<string, string>> = {
  OBJECT_NAME: 'VANGUARD 1',
  OBJECT_ID: '1958-002B',
  EPOCH: '2020-10-13T04:52:48.472320',
  MEAN_MOTION: '10.84869164',
  ECCENTRICITY: '.1845686',
  INCLINATION: '34.2443',
  RA_OF_ASC_NODE: '225.5254',
  ARG_OF_PERICENTER: '162.2516',
  MEAN_ANOMALY: '205.2356',
  EPHEMERIS_TYPE: '0',
  CLASSIFICATION_TYPE: 'U',
  NORAD_CAT_ID: '5',
  ELEMENT_SET_NO: '999',
  REV_AT_EPOCH: '21814',
  BSTAR: '-.22483E-4',
  MEAN_MOTION_DOT: '-1.6E-7',
  MEAN_MOTION_DDOT: '0',
};
type Values = Readonly<Record<string, string>>;
const csv = (values: Values) =>
  `${Object.keys(values).join(',')}\r\n${Object.values(values)
    .map((value) => `"${value}"`)
    .join(',')}\r\n`;
const json = (values: Values) => JSON.stringify([values]);
const kvn = (values: Values) =>
  `CCSDS_OMM_VERS = 2.0\nCOMMENT made\nCENTER_NAME = EARTH\nREF_FRAME = TEME\nTIME_SYSTEM = UTC\nMEAN_ELEMENT_THEORY = SGP/SGP4\n${Object.entries(
    values,
  )
    .map(([name, value]) => `${name} = ${value}${name === 'INCLINATION' ? ' [deg]' : ''}`)
    .join('\n')}\n`;
const xml = (values: Values) =>
  `<?xml version="1.0"?><ndm><omm id="CCSDS_OMM_VERS" version="2.0"><body><segment><metadata><REF_FRAME>TEME</REF_FRAME></metadata><data>${Object.entries(
    values,
  )
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</data></segment></body></omm></ndm>`;
const FORMS = [
  ['csv', csv],
  ['json', json],
  ['kvn', kvn],
  ['xml', xml],
] as const;
const first = [...decodeFile(omm, utf8(csv(VALUES)))];

/** The ISS, with its checksums. Source: 08-satellites/stations.tle of CelesTrak. */
const ISS = [
  'ISS (ZARYA)             ',
  '1 25544U 98067A   24130.36689744  .00016024  00000+0  27777-3 0  9992',
  '2 25544  51.6381 147.8590 0003466 150.4670 338.5502 15.51043222452521',
];
const summed = (line: string) => `${line.slice(0, 68)}${checksum(line)}`;
const set = (...lines: readonly string[]) => readTle(utf8(lines.join('\n')));

describe('an orbit mean-elements message', () => {
  it.each(FORMS)('as %s says the same as in every other form', (_, form) => {
    expect(omm.recognises(utf8(form(VALUES)))).toBe(true);
    const lines = [...decodeFile(omm, utf8(form(VALUES)))];
    expect(lines).toEqual(first);
    expect(lines).toMatchObject([
      {
        ok: true,
        observations: [],
        message: { NORAD_CAT_ID: 5, EPOCH: '2020-10-13T04:52:48.472320', BSTAR: -2.2483e-5 },
      },
    ]);
  });

  it.each(FORMS)('as %s is refused where an element is missing or no number', (_, form) => {
    for (const name of [
      'EPOCH',
      'MEAN_MOTION',
      'ECCENTRICITY',
      'INCLINATION',
      'MEAN_ANOMALY',
      'BSTAR',
      'NORAD_CAT_ID',
    ]) {
      const { [name]: __, ...less } = VALUES;
      for (const values of [less, { ...VALUES, [name]: 'x' }]) {
        const [line] = decodeFile(omm, utf8(form(values)));
        expect(line).toMatchObject({ ok: false, error: { field: name } });
      }
    }
  });

  it.each([
    ['ECCENTRICITY', '1'],
    ['ECCENTRICITY', '-.1'],
    ['INCLINATION', '181'],
    ['MEAN_MOTION', '0'],
    ['EPOCH', '2020-02-30T00:00:00'],
    ['EPOCH', '2020-366T24:00:00'],
    ['CLASSIFICATION_TYPE', 'X'],
    ['REF_FRAME', 'EME2000'],
    ['CENTER_NAME', 'MARS'],
    ['TIME_SYSTEM', 'TAI'],
    ['MEAN_ELEMENT_THEORY', 'DSST'],
  ])('with %s = %s is refused', (name, value) => {
    const [line] = decodeFile(omm, utf8(json({ ...VALUES, [name]: value })));
    expect(line).toMatchObject({ ok: false, error: { field: name } });
  });

  it('is flagged where it is stale, down or for another propagator', () => {
    const at = instant(Date.UTC(2026, 2, 10));
    const flags = (changes: Values) => {
      const entry = decodeOmm(utf8(JSON.stringify({ ...VALUES, ...changes })), at);
      return entry.ok ? entry.value.message.flags : entry;
    };
    expect(flags({})).toEqual(['stale']);
    expect(flags({ EPOCH: '2026-03-02T00:00:00' })).toEqual(['stale']);
    expect(flags({ EPOCH: '2026-03-04T00:00:00' })).toBeUndefined();
    expect(flags({ EPOCH: '2026-03-09T00:00:00', DECAY_DATE: '2026-03-09' })).toEqual(['decayed']);
    expect(flags({ EPOCH: '2026-03-09T00:00:00', MEAN_MOTION: '16.9', ECCENTRICITY: '0' })).toEqual(
      ['decayed'],
    );
    expect(flags({ EPOCH: '2026-03-09T00:00:00', EPHEMERIS_TYPE: '4' })).toEqual(['sgp4-xp']);
  });

  it('of many in one file are many messages', () => {
    const second = { ...VALUES, NORAD_CAT_ID: '6' };
    const [head = '', row = ''] = csv(second).split('\r\n');
    for (const file of [
      `${csv(VALUES)}${row}\r\n`,
      JSON.stringify([VALUES, second]),
      `${kvn(VALUES)}\n${kvn(second)}`,
      xml(VALUES).replace('</ndm>', xml(second).replace(/^.*<ndm>/, '')),
    ]) {
      const numbers = [...decodeFile(omm, utf8(file))].map(
        (line) => line.ok && line.message.NORAD_CAT_ID,
      );
      expect(numbers).toEqual([5, 6]);
    }
    expect(head).toContain('NORAD');
  });
});

describe('a two-line element set', () => {
  it('says what the same elements say as OMM', () => {
    const read = set(...ISS);
    const same = readOmm(
      utf8(
        JSON.stringify({
          ...{ OBJECT_NAME: 'ISS (ZARYA)', OBJECT_ID: '1998-067A', NORAD_CAT_ID: 25544 },
          ...{
            EPOCH: '2024-05-09T08:48:19.938816',
            MEAN_MOTION: 15.51043222,
            ECCENTRICITY: 0.0003466,
          },
          ...{ INCLINATION: 51.6381, RA_OF_ASC_NODE: 147.859, ARG_OF_PERICENTER: 150.467 },
          ...{ MEAN_ANOMALY: 338.5502, EPHEMERIS_TYPE: 0, CLASSIFICATION_TYPE: 'U' },
          ...{ ELEMENT_SET_NO: 999, REV_AT_EPOCH: 45252, BSTAR: 0.00027777 },
          ...{ MEAN_MOTION_DOT: 0.00016024, MEAN_MOTION_DDOT: 0 },
        }),
      ),
    );
    expect(read.ok).toBe(true);
    expect(read).toEqual(same);
  });

  it('may come without a name, with a zero before it, with carriage returns or words past column 69', () => {
    const [, one = '', two = ''] = ISS;
    expect(set(one, two)).toMatchObject({ ok: true });
    expect(set('0 ISS (ZARYA)', `${one}\r`, `${two}     0.00      4320.0\r`)).toEqual(set(...ISS));
  });

  it.each([
    ['A0000', 100_000],
    ['E8493', 148_493],
    ['J2931', 182_931],
    ['P4018', 234_018],
    ['Z9999', 339_999],
  ])('numbered %s is of satellite %d', (text, number) => {
    // Source: Space-Track, "Alpha-5", its own table of examples.
    const [, one = '', two = ''] = ISS.map((line) =>
      summed(line.replace(/(?<=^[12] )25544/, text)),
    );
    expect(set(one, two)).toMatchObject({ ok: true, value: { noradCatId: String(number) } });
  });

  it.each([
    [1, (line: string) => line.replace('.00016024', '.00016025')],
    [2, (line: string) => line.replace('51.6381', '51.6382')],
    [2, (line: string) => line.slice(0, 68)],
    [1, (line: string) => summed(line.replace('25544U', '25545U'))],
    [1, (line: string) => summed(line.replace('24130.36', '24367.36'))],
    [1, (line: string) => summed(line.replace('25544U', 'I5544U'))],
    [1, (line: string) => summed(line.replace(' 27777-3', ' 277x7-3'))],
    [2, (line: string) => summed(line.replace(' 51.6381', '251.6381'))],
    [2, (line: string) => summed(line.replace('0003466', '00x3466'))],
    [2, (line: string) => summed(line.replace('15.51043222', ' 0.00000000'))],
    [2, () => ''],
  ])('is refused where line %d is wrong', (number, spoil) => {
    const lines = ISS.map((line, i) => (i === number ? spoil(line) : line));
    expect(set(...lines)).toMatchObject({ ok: false });
  });

  it('of two columns for the year begins in 1957', () => {
    const [, one = '', two = ''] = ISS;
    const year = (text: string) => {
      const read = set(summed(one.replace('24130', text)), two);
      return read.ok && epochText(Math.round(read.value.epoch * 1000)).slice(0, 4);
    };
    expect([year('57300'), year('56300'), year('99001'), year('00366')]).toEqual([
      '1957',
      '2056',
      '1999',
      '2000',
    ]);
  });

  it('that is orphaned is refused in its place, and the others are read', () => {
    const [name = '', one = '', two = ''] = ISS;
    const file = [name, one, name, one, two, two].join('\n');
    const lines = [...decodeFile(tle, utf8(file))].map((line) =>
      line.ok ? 'ok' : line.error.offset,
    );
    expect(lines).toEqual([0, 'ok', file.lastIndexOf(two)]);
  });

  it('damaged throws nothing', () => {
    const text = ISS.join('\n');
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(9),
        fc.string({ unit: 'binary', maxLength: 5 }),
        (at, cut, words) => {
          for (const line of decodeFile(
            tle,
            utf8(text.slice(0, at) + words + text.slice(at + cut)),
          ))
            if (!line.ok) expect(line.error.text).not.toBe('');
        },
      ),
    );
  });
});

describe('an epoch', () => {
  it('keeps its microseconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3e14, max: 4e15 }), (us) => {
        expect(epochUsOf(epochText(us))).toBe(us);
      }),
    );
  });

  it('may be written by the day of the year', () => {
    expect(epochUsOf('2024-130T08:48:19.938816Z')).toBe(epochUsOf('2024-05-09T08:48:19.938816'));
    expect(formatInstant(instant((epochUsOf('2024-366T00:00:00') ?? 0) / 1000))).toBe(
      '2024-12-31T00:00:00Z',
    );
  });
});

describe.skipIf(!existsSync('../shared/data/08-satellites'))('real catalogues', () => {
  it.each([
    ['stations.tle', 27, 0],
    ['eo-subset-2022221.tle', 32, 0],
    ['SGP4-VER.TLE', 30, 3],
  ])('%s has %d sets that are read and %d with a wrong checksum', (file, read, refused) => {
    const lines = [...decodeFile(tle, readFileSync(`../shared/data/08-satellites/${file}`))];
    expect(lines.filter((line) => line.ok).length).toBe(read);
    expect(lines.filter((line) => !line.ok && line.error.kind === 'checksum').length).toBe(refused);
  });

  it.each(['sample_omm.csv', 'sample_omm.json', 'sample_omm.xml'])('%s is read', (file) => {
    const [line] = decodeFile(omm, readFileSync(`../shared/data/08-satellites/${file}`));
    expect(line).toMatchObject({
      ok: true,
      message: { OBJECT_NAME: 'VANGUARD 1', NORAD_CAT_ID: 5 },
    });
  });
});
