import { existsSync, readFileSync } from 'node:fs';
import { formatInstant, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvMessages } from '../csv/records.ts';
import { decodeFile, feeds, identify } from '../feeds.ts';
import { tableFeed } from './decode.ts';
import { readMapping } from './mapping.ts';
import { readTime } from './wall-time.ts';

const MAPPING = `
format: patrol-log
fields:
  kind: { column: what, codes: { tank: object, shot: event, '*': note } }
  sensor: { value: patrol log }
  observedAt: { column: when, form: D.M.YYYY hh:mm, zone: Europe/Kyiv }
  lon: x
  lat: y
  sigmaM: { column: spread, unit: km, unknown: ['?', '-1'] }
  speed: { column: speed, unit: kn }
  class: { column: what, codes: { tank: tank, shot: shot, '*': '' } }
  count: n
attributes:
  remark: remark
`;
const CSV = `\ufeffwhen,x,y,what,spread,speed,n,remark
10.3.2026 12:00,36.5,47.7,tank,0.05,10,3,"a ""big"" one,
on the road"
29.3.2026 02:30,36.5,47.7,shot,?,,,
29.3.2026 03:30,36.5,47.7,shot,?,,,
10.3.2026 12:00,36.5,47.7,cow,,,1,x,y
`;
const mappingOf = (text: string) => {
  const mapping = readMapping(text);
  if (!mapping.ok) throw new Error(mapping.error);
  return mapping.value;
};
const read = (text: string, mapping = MAPPING) => [
  ...decodeFile(tableFeed(mappingOf(mapping)), utf8(text)),
];

describe('a table read by a mapping', () => {
  it('has one sighting a row, in SI, in UTC and in our words; what cannot be read is refused in its place', () => {
    const lines = read(CSV);
    expect(lines).toMatchObject([
      {
        ok: true,
        observations: [
          {
            kind: 'object',
            sensor: 'patrol log',
            observedAt: '2026-03-10T10:00:00Z',
            sigmaM: 50,
            speedMps: expect.closeTo(5.1444, 3),
            class: { tank: 1 },
            count: 3,
            attributes: { remark: 'a "big" one,\non the road' },
          },
        ],
      },
      {
        ok: true,
        observations: [{ kind: 'event', observedAt: '2026-03-29T00:30:00Z', class: { shot: 1 } }],
      },
      { ok: false, error: { kind: 'malformed', field: 'when' } },
      { ok: false, error: { kind: 'csv' } },
    ]);
    expect(lines[1]?.ok && lines[1].observations[0]).not.toHaveProperty('sigmaM');
    const third = lines[2];
    expect(third?.ok === false && third.error.offset).toBe(
      utf8(CSV.slice(0, CSV.indexOf('29.3.2026 03'))).length,
    );
  });

  it.each([
    [
      "kind: { column: what, codes: { tank: object, shot: event, '*': note } }",
      'kind: { column: what, codes: { tank: object } }',
      'unknown-code',
    ],
  ])('refuses codes that its mapping lacks', (from, to, kind) => {
    expect(read(CSV, MAPPING.replace(from, to))[1]).toMatchObject({
      ok: false,
      error: { kind, field: 'what' },
    });
  });

  it.each([
    ['format: patrol-log', '', 'format'],
    ['  sensor: { value: patrol log }', '', 'fields.sensor'],
    ['  lat: y', '', 'fields.lat'],
    ['  lon: x', '  lon: x\n  colour: c', 'fields.colour'],
    ['unit: km', 'unit: furlong', 'fields.sigmaM.unit'],
    ['Europe/Kyiv', 'Europe/Atlantis', 'fields.observedAt.zone'],
    ['D.M.YYYY hh:mm', 'soon', 'fields.observedAt.form'],
    ['tank: tank', 'tank: panzer', 'fields.class.codes.tank'],
    ['{ value: patrol log }', '{ value: a, column: b }', 'fields.sensor'],
    ['format: patrol-log', 'format: patrol-log\nmore: 1', 'more'],
    ['format: patrol-log', 'format: [', ''],
  ])('whose mapping has %s written "%s" is not read: %s', (from, to, place) => {
    const mapping = readMapping(MAPPING.replace(from, to));
    expect(mapping.ok).toBe(false);
    if (!mapping.ok && place !== '') expect(mapping.error.startsWith(`${place}:`)).toBe(true);
  });
});

describe('a wall clock', () => {
  it.each([
    ['1/22/2014 12:00:00 AM', 'M/D/YYYY h:mm:ss A', 'UTC', '2014-01-22T00:00:00Z'],
    ['05/02/2014 13:00', 'M/D/YYYY hh:mm', 'UTC', '2014-05-02T13:00:00Z'],
    ['10 March 2022', 'D MMMM YYYY', 'UTC', '2022-03-10T00:00:00Z'],
    ['1741600800', 'epoch-s', 'UTC', '2025-03-10T10:00:00Z'],
    ['2026-10-25 03:30', 'YYYY-MM-DD hh:mm', 'Europe/Kyiv', '2026-10-25T00:30:00Z'],
    ['2026-07-01 12:00', 'YYYY-MM-DD hh:mm', 'Asia/Seoul', '2026-07-01T03:00:00Z'],
  ])('%s by %s in %s is %s', (text, form, zone, want) => {
    const at = readTime(text, form, zone);
    expect(at !== undefined && formatInstant(at)).toBe(want);
  });

  it.each([
    ['2/30/2014 12:00:00 AM', 'M/D/YYYY h:mm:ss A', 'UTC'],
    ['1/2/2014 13:00:00 AM', 'M/D/YYYY h:mm:ss A', 'UTC'],
    ['10 Marz 2022', 'D MMMM YYYY', 'UTC'],
    ['2026-03-29 03:30', 'YYYY-MM-DD hh:mm', 'Europe/Kyiv'],
  ])('%s by %s in %s was never', (text, form, zone) => {
    expect(readTime(text, form, zone)).toBeUndefined();
  });
});

describe('tables as others wrote them', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é'),
    maxLength: 6,
  });
  it('give back every cell, whatever is quoted', () => {
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const feed = tableFeed(
      mappingOf(
        'format: t\nfields: { observedAt: { value: "2026-03-10T10:00:00Z" }, sensor: { value: s } }',
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = `a,b\r\n${rows.map((row) => row.map(quote).join(',')).join('\r\n')}\r\n`;
        const lines = [...decodeFile(feed, utf8(text))];
        expect(
          lines.map((line) => line.ok && [line.message.a ?? '', line.message.b ?? '']),
        ).toEqual(rows.map((row) => row.map((one) => one.trim())));
      }),
    );
  });

  it('hold one record at a time, however many there are, and a quote left open costs no more', () => {
    const row = '2026-03-10T10:00:00Z,x\n';
    const long = utf8(`a,b\n${row.repeat(200_000)}"${row.repeat(20_000)}`);
    let [read, refused] = [0, 0];
    for (const one of csvMessages(long)) one.ok ? read++ : refused++;
    expect([read, refused]).toEqual([200_000, 1]);
  });
});

describe('events of ACLED', () => {
  const csv = `event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,latitude,longitude,geo_precision,source,notes,fatalities
UKR1,2022-03-10,2022,1,Explosions/Remote violence,Shelling/artillery/missile attack,A,47.7,36.5,2,S,"Shells, many",0
UKR2,10 March 2022,2022,3,Protests,Peaceful protest,B,47.7,36.5,1,S,n,0`;

  it('are as precise as their codes say', () => {
    expect(identify(utf8(csv))).toEqual({ ok: true, value: 'acled' });
    const feed = feeds.get('acled');
    if (feed === undefined) throw new Error('no acled');
    expect([...decodeFile(feed, utf8(csv))]).toMatchObject([
      {
        ok: true,
        observations: [
          {
            observedAt: '2022-03-10T12:00:00Z',
            uncertaintyS: 43_200,
            sigmaM: 12_500,
            class: { explosion: 1 },
            text: 'Shells, many',
          },
        ],
      },
      {
        ok: true,
        observations: [{ uncertaintyS: 1_296_000, sigmaM: 2500, class: { happening: 1 } }],
      },
    ]);
  });
});

describe.skipIf(!existsSync('../shared/data/10-zones/events'))('real tables', () => {
  const lines = (format: string, path: string) => {
    const feed = feeds.get(format);
    if (feed === undefined) throw new Error(format);
    return [...decodeFile(feed, readFileSync(`../shared/data/${path}`))];
  };

  it('of UCDP are read with both their ways to write a day, and a place along a road is less certain', () => {
    const events = lines('ucdp', '10-zones/events/ucdp-ged-22.1-ukraine-11rows.csv');
    expect(events.map((line) => line.ok)).toEqual(events.map(() => true));
    expect(events.length).toBe(11);
    expect(events[5]).toMatchObject({ observations: [{ sigmaM: 15_000 }] });
    expect(events[6]).toMatchObject({
      observations: [{ observedAt: '2014-04-17T00:00:00Z', uncertaintyS: 86_400 }],
    });
    expect(events[10]).toMatchObject({ observations: [{ observedAt: '2014-05-02T12:00:00Z' }] });
  });

  it('of OpenSky are read', () => {
    const states = lines('opensky', '12-radar-tracks/OpenSky_Plane_States.csv');
    expect(states.filter((line) => line.ok).length).toBe(6052);
  });

  it('of a radar and of camera traps are read by a mapping', () => {
    const uav = `format: uav
fields: { sensor: { value: radar }, class: { value: uncrewed-aircraft }, lat: latitude, lon: longitude, height: altitude (m), speed: speed, course: heading,
  observedAt: { column: time, form: YYYY-MM-DD hh:mm:ss } }`;
    const track = [
      ...decodeFile(
        tableFeed(mappingOf(uav)),
        readFileSync('../shared/data/12-radar-tracks/UAV_Rot.csv'),
      ),
    ];
    expect(track.length).toBe(965);
    expect(track.every((line) => line.ok)).toBe(true);
    const traps = `format: camtrap
fields: { kind: { value: note }, sensor: deploymentID, lat: latitude, lon: longitude, observedAt: { column: deploymentStart }, until: { column: deploymentEnd },
  sigmaM: { column: coordinateUncertainty } }`;
    const placed = [
      ...decodeFile(
        tableFeed(mappingOf(traps)),
        readFileSync('../shared/data/12-cameratrap/camtrap-dp-deployments.csv'),
      ),
    ];
    expect(placed.every((line) => line.ok)).toBe(true);
    expect(placed[0]).toMatchObject({ observations: [{ sensor: '00a2c20d', sigmaM: 187 }] });
  });
});
