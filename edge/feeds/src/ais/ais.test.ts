import { instant, type JsonObject, parseInstant, utf8 } from '@greenline/base';
import type { FeedMemory } from '@greenline/observation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '../feeds.ts';
import { ais } from './decode.ts';
import { AisFramer } from './framer.ts';

const AT = parseInstant('2026-03-10T10:00:20Z') ?? instant(0);
const decode = (text: string, memory?: FeedMemory) => ais.decode(utf8(text), AT, memory);
const read = (text: string, memory?: FeedMemory) => {
  const decoded = decode(text, memory);
  if (!decoded.ok) throw new Error(decoded.error.text);
  return decoded.value;
};
const message = (text: string): JsonObject => read(text).message;
const refused = (text: string) => {
  const decoded = decode(text);
  return decoded.ok ? 'accepted' : `${decoded.error.kind} ${decoded.error.field}`;
};
const checked = (body: string): string => {
  const sum = [...body].reduce((all, letter) => all ^ letter.charCodeAt(0), 0);
  return `${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}`;
};
/** Fields as [bits, value] in six-bit armour; negative values in two's complement. */
const made = (...fields: readonly (readonly [bits: number, value: number])[]): string => {
  let bits = fields
    .map(([width, value]) =>
      (value < 0 ? value + 2 ** width : value).toString(2).padStart(width, '0'),
    )
    .join('');
  const fill = (6 - (bits.length % 6)) % 6;
  bits += '0'.repeat(fill);
  const payload = (bits.match(/.{6}/g) ?? [])
    .map((six) => Number.parseInt(six, 2))
    .map((value) => String.fromCharCode(value < 40 ? value + 48 : value + 56))
    .join('');
  return `!${checked(`AIVDM,1,1,,A,${payload},${fill}`)}`;
};
/** A position report of class A; defaults are "not available" throughout. */
const report = (
  changes: Partial<
    Record<
      | 'mmsi'
      | 'status'
      | 'turn'
      | 'speed'
      | 'accurate'
      | 'lon'
      | 'lat'
      | 'course'
      | 'heading'
      | 'second',
      number
    >
  > = {},
) => {
  const all = {
    mmsi: 209_000_001,
    status: 15,
    turn: -128,
    speed: 1023,
    accurate: 0,
    lon: 181 * 600_000,
    lat: 91 * 600_000,
    course: 3600,
    heading: 511,
    second: 60,
    ...changes,
  };
  return made(
    [6, 1],
    [2, 0],
    [30, all.mmsi],
    [4, all.status],
    [8, all.turn],
    [10, all.speed],
    [1, all.accurate],
    [28, all.lon],
    [27, all.lat],
    [12, all.course],
    [9, all.heading],
    [6, all.second],
    [2, 0],
    [3, 0],
    [1, 0],
    [19, 0],
  );
};
const HERE = { lon: 33.5 * 600_000, lat: 34.25 * 600_000 };

/** Sentences of E. S. Raymond, AIVDM/AIVDO protocol decoding, with what gpsdecode 3.22 reads in them. */
describe('a message', () => {
  it.each<[string, object]>([
    [
      '!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C',
      {
        type: 1,
        mmsi: '477553000',
        status: 5,
        rateOfTurnDegPerMin: 0,
        speedKt: 0,
        lon: -122.34583333333333,
        lat: 47.58283333333333,
        courseDeg: 51,
        headingDeg: 181,
        second: 15,
        raim: false,
      },
    ],
    [
      '!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D',
      {
        type: 4,
        mmsi: '003669702',
        year: 2007,
        month: 5,
        day: 14,
        hour: 19,
        minute: 57,
        second: 39,
        accurate: true,
        lon: -76.35236166666667,
        lat: 36.883766666666666,
        epfd: 7,
      },
    ],
    [
      '!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\n!AIVDM,2,2,1,A,88888888880,2*25',
      {
        type: 5,
        mmsi: '351759000',
        imo: 9_134_270,
        callsign: '3FOF8',
        name: 'EVER DIADEM',
        shipType: 70,
        dimensions: { bowM: 225, sternM: 70, portM: 1, starboardM: 31 },
        arrival: '05-15T14:00',
        draughtM: 12.2,
        destination: 'NEW YORK',
      },
    ],
    [
      '!AIVDM,1,1,,B,91b55wi;hbOS@OdQAC062Ch2089h,0*30',
      {
        type: 9,
        mmsi: '111232511',
        altitudeM: 303,
        speedKt: 42,
        lon: -6.2788433333333336,
        lat: 58.144,
        courseDeg: 154.5,
        second: 15,
      },
    ],
    [
      '!AIVDM,1,1,,B,;4R33:1uUK2F`q?mOt@@GoQ00000,0*5D',
      {
        type: 11,
        mmsi: '304137000',
        year: 2009,
        month: 5,
        day: 22,
        hour: 2,
        minute: 22,
        second: 40,
      },
    ],
    [
      '!AIVDM,1,1,,A,>5?Per18=HB1U:1@E=B0m<L,2*51',
      { type: 14, mmsi: '351809000', text: 'RCVD YR TEST MSG' },
    ],
    [
      '!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C',
      {
        type: 18,
        mmsi: '338087471',
        speedKt: 0.1,
        lon: -74.07213166666666,
        lat: 40.68454,
        courseDeg: 79.6,
        second: 49,
        raim: true,
      },
    ],
    [
      '!AIVDM,1,1,,B,C5N3SRgPEnJGEBT>NhWAwwo862PaLELTBJ:V00000000S0D:R220,0*0B',
      {
        type: 19,
        mmsi: '367059850',
        speedKt: 8.7,
        name: 'CAPT.J.RIMES',
        shipType: 70,
        dimensions: { bowM: 5, sternM: 21, portM: 4, starboardM: 4 },
      },
    ],
    [
      '!AIVDM,2,1,5,B,E1mg=5J1T4W0h97aRh6ba84<h2d;W:Te=eLvH50```q,0*46\n!AIVDM,2,2,5,B,:D44QDlp0C1DU00,2*36',
      {
        type: 21,
        mmsi: '123456789',
        aidType: 20,
        name: 'CHINA ROSE MURPHY EXPRESS ALERT',
        lon: -122.69859166666667,
        offPosition: false,
        virtual: false,
      },
    ],
    [
      '!AIVDM,1,1,,A,H42O55i18tMET00000000000000,2*6D',
      { type: 24, part: 'A', mmsi: '271041815', name: 'PROGUY' },
    ],
    [
      '!AIVDM,1,1,,A,H42O55lt0000000D3nink000?0500,0*70',
      {
        type: 24,
        part: 'B',
        shipType: 60,
        callsign: 'TC6163',
        dimensions: { bowM: 0, sternM: 15, portM: 0, starboardM: 5 },
      },
    ],
  ])('%s has every field that gpsdecode reads', (text, want) => {
    expect(message(text)).toMatchObject(want);
  });

  it('of the long range has coarse position, speed and course', () => {
    const long = made(
      [6, 27],
      [2, 0],
      [30, 206_914_217],
      [1, 1],
      [1, 0],
      [4, 2],
      [18, 82_214],
      [17, 2904],
      [6, 57],
      [9, 167],
      [1, 0],
      [1, 0],
    );
    expect(message(long)).toMatchObject({ type: 27, speedKt: 57, courseDeg: 167, lat: 4.84 });
    expect(read(long).sightings[0]?.sigmaM).toBeCloseTo(53.6, 1);
  });

  it('says nothing where it says "not available"', () => {
    expect(message(report())).toEqual({
      type: 1,
      repeat: 0,
      mmsi: '209000001',
      status: 15,
      accurate: false,
      second: 60,
      manoeuvre: 0,
      raim: false,
      radio: 0,
      channel: 'A',
    });
    expect(read(report()).sightings).toEqual([]);
  });

  it('of another type is kept, bits and all', () => {
    expect(message(made([6, 8], [2, 0], [30, 209_000_001], [16, 0xbeef]))).toMatchObject({
      type: 8,
      bits: 'beef',
    });
  });
});

describe('a vessel', () => {
  it('is where it says it was in the second it says, as well as it says', () => {
    const text = report({ ...HERE, speed: 100, course: 900, second: 15, accurate: 1, status: 0 });
    expect(read(text).sightings).toMatchObject([
      {
        kind: 'object',
        sensor: 'ais',
        observedAt: parseInstant('2026-03-10T10:00:15Z'),
        uncertaintyS: 1,
        position: { lon: 33.5, lat: 34.25 },
        sigmaM: 10 / Math.sqrt(-2 * Math.log(0.05)),
        courseDeg: 90,
        class: { vessel: 1 },
        identity: 'mmsi:209000001',
        attributes: { status: 'under-way' },
        broadcast: true,
      },
    ]);
  });

  it('heard in the next minute was seen in the one before', () => {
    const heard = parseInstant('2026-03-10T10:00:02Z') ?? AT;
    const decoded = ais.decode(utf8(report({ ...HERE, second: 58 })), heard);
    expect(decoded.ok && decoded.value.sightings[0]?.observedAt).toBe(
      parseInstant('2026-03-10T09:59:58Z'),
    );
  });

  it('that states another time than it was heard at goes by the hearing', () => {
    expect(read(report({ ...HERE, second: 55 })).sightings[0]).toMatchObject({
      observedAt: AT,
      uncertaintyS: 10,
    });
  });

  it('with the flag of low accuracy, or on dead reckoning, states no accuracy', () => {
    for (const changes of [{ accurate: 0 }, { accurate: 1, second: 62 }])
      expect(read(report({ ...HERE, ...changes })).sightings[0]).not.toHaveProperty('sigmaM');
  });

  it.each([
    [35, { 'naval-vessel': 1 }],
    [70, { 'civilian-vessel': 1 }],
    [30, { 'civilian-vessel': 1 }],
    [55, { vessel: 1 }],
    [0, { vessel: 1 }],
  ])('that said to be of type %s is of class %j from then on', (type, want) => {
    const memory: FeedMemory = new Map();
    const still = made(
      [6, 24],
      [2, 0],
      [30, 209_000_001],
      [2, 1],
      [8, type],
      [42, 0],
      [42, 0],
      [30, 0],
      [6, 0],
    );
    read(still, memory);
    expect(read(report(HERE), memory).sightings[0]?.class).toEqual(want);
  });

  it.each([
    [970_123_456, 'sart'],
    [972_123_456, 'man-overboard'],
    [974_123_456, 'epirb'],
  ])('%s is a beacon that calls for help; tested, it is an exercise', (mmsi, beacon) => {
    const [call] = read(report({ ...HERE, mmsi, status: 14 })).sightings;
    expect(call).toMatchObject({ kind: 'event', class: { distress: 1 }, attributes: { beacon } });
    expect(call).not.toHaveProperty('exercise');
    expect(read(report({ ...HERE, mmsi, status: 15 })).sightings).toMatchObject([
      { exercise: true },
    ]);
  });
});

describe('a sentence', () => {
  const good = report(HERE);

  it('is timed by its tag block, or by the number at its end', () => {
    const tagged = `\\${checked('s:r003669945,c:1241544035')}\\${good}`;
    for (const text of [tagged, `${good},r003669958,1241544035`])
      expect([...ais.split(utf8(text))]).toMatchObject([
        { ok: true, value: { receivedAt: 1_241_544_035_000 } },
      ]);
    expect(message(tagged)).toMatchObject({ station: 'r003669945' });
  });

  it.each([
    [good.replace(/.$/, (last) => (last === '0' ? '1' : '0')), 'bad-checksum checksum'],
    [`\\s:a,c:1*00\\${good}`, 'bad-checksum tag'],
    [`\\s:a,c:1${good}`, 'malformed tag'],
    [good.replace(/\*..$/, ''), 'malformed sentence'],
    ['!AIVDM,1,1,,A,,0*26', 'truncated mmsi'],
    [made([6, 1], [2, 0], [30, 1], [40, 0]), 'truncated payload'],
    [made([6, 0], [2, 0], [30, 1]), 'unknown-type type'],
    [made([6, 24], [2, 0], [30, 1], [2, 2], [120, 0]), 'unknown-part part'],
    [report({ lon: 181.5 * 600_000, lat: 0 }), 'out-of-range lon'],
    [report({ lon: 0, lat: 90.5 * 600_000 }), 'out-of-range lat'],
    ['!AIVDM,2,2,1,A,88888888880,2*25', 'incomplete sentence'],
  ])('%s is refused', (text, want) => {
    expect(refused(text)).toBe(want);
  });
});

describe('a stream of sentences', () => {
  const [first, second] = [
    '!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C',
    '!AIVDM,2,2,1,A,88888888880,2*25',
  ];
  const lone = report(HERE);
  const kinds = (text: string) =>
    [...decodeFile(ais, utf8(text))].map((line) =>
      line.ok ? line.message.type : `${line.error.kind} at ${line.error.offset}`,
    );

  it('joins the sentences of a message, others between them', () => {
    expect(kinds(`${first}\r\n${lone}\r\n${second}\r\n`)).toEqual([1, 5]);
    expect(kinds(`${second}\n${first}\n`)).toEqual([5]);
  });

  it('passes over blank lines, comments and other sentences of NMEA', () => {
    expect(kinds(`# log\n\n$GPZDA,160012.71,11,03,2004,-1,00*7D\n${lone}\n`)).toEqual([1]);
  });

  it('refuses a message that stays incomplete, at its place', () => {
    expect(kinds(`${lone}\n${first}\n${lone}`)).toEqual([1, 1, `incomplete at ${lone.length + 1}`]);
  });

  it('gives the same messages however it is chopped', () => {
    const stream = utf8(`${lone}\n${first}\nnoise\n${second}\r\n${lone}`);
    const shown = (framed: ReturnType<AisFramer['push']>) =>
      framed.map((one) => (one.ok ? `${one.value.offset} ${one.value.bytes}` : one.error));
    const whole = new AisFramer();
    const want = shown([...whole.push(stream), ...whole.end()]);
    expect(want).toHaveLength(4);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 6 }), (cuts) => {
        const framer = new AisFramer();
        const edges = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const got = edges.slice(1).flatMap((to, i) => framer.push(stream.subarray(edges[i], to)));
        expect(shown([...got, ...framer.end()])).toEqual(want);
      }),
    );
  });

  it('holds no more than it must of lines without end and messages without their rest', () => {
    const framer = new AisFramer();
    const long = framer.push(utf8('x'.repeat(5000)));
    expect(long).toMatchObject([{ ok: false, error: { kind: 'too-long' } }]);
    let given = 0;
    for (let i = 0; i < 2000; i++)
      given += framer.push(utf8(`\n\\${checked(`s:${i}`)}\\${first}\n`)).length;
    expect(given).toBe(2000 - 256);
  });

  it('of any payload throws on nothing', () => {
    const memory: FeedMemory = new Map();
    const letters = [...'0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...letters), { maxLength: 80 }),
        fc.nat(5),
        (payload, fill) => {
          const decoded = decode(`!${checked(`AIVDM,1,1,,B,${payload.join('')},${fill}`)}`, memory);
          if (decoded.ok) JSON.stringify([decoded.value.message, decoded.value.sightings]);
          else expect(decoded.error.text).not.toBe('');
        },
      ),
      { numRuns: 3000 },
    );
  });
});
