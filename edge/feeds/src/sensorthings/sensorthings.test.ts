import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { utf8 } from '@greenline/base';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodeFile } from '../feeds.ts';
import { openSensorThings } from './connect.ts';
import { withDatastream } from './connect-mqtt.ts';
import { decodeSensorThings, sensorthings } from './decode.ts';

/** Written from OGC 18-088 (SensorThings 1.1), clauses 8, 9 and 14. */
const PLACE = { type: 'Point', coordinates: [33.2, 35.1] };
const THING = {
  '@iot.id': 1,
  name: 'Mast 4',
  Locations: [{ '@iot.id': 2, location: PLACE, encodingType: 'application/geo+json' }],
};
const STREAM = {
  '@iot.id': 3,
  name: 'shots at mast 4',
  unitOfMeasurement: { name: null, symbol: null, definition: null },
  ObservedProperty: { '@iot.id': 4, name: 'Shot' },
  Thing: THING,
};
const OBSERVATION = {
  '@iot.id': 5,
  '@iot.selfLink': 'https://example.org/v1.1/Observations(5)',
  phenomenonTime: '2026-03-10T10:00:00Z',
  resultTime: null,
  result: 3,
  Datastream: STREAM,
};
const read = (json: unknown, receivedAt?: number) =>
  decodeSensorThings(utf8(JSON.stringify(json)), receivedAt as never);
const told = (json: unknown) => {
  const decoded = read(json);
  return decoded.ok ? decoded.value.sightings : decoded;
};
const linesOf = (json: unknown) => [...decodeFile(sensorthings, utf8(JSON.stringify(json)))];

describe('an observation of SensorThings', () => {
  it('of a kind of the taxonomy is that kind, at its thing', () => {
    expect(told(OBSERVATION)).toMatchObject([
      {
        kind: 'event',
        sensor: 'Mast 4',
        observedAt: Date.UTC(2026, 2, 10, 10),
        position: { lon: 33.2, lat: 35.1 },
        class: { shot: 1 },
        count: 3,
      },
    ]);
    const vehicles = { ...STREAM, ObservedProperty: { name: 'ground vehicle' } };
    expect(told({ ...OBSERVATION, Datastream: vehicles })).toMatchObject([
      { kind: 'object', count: 3 },
    ]);
  });

  it('of anything else is a note of its result, in the unit of the datastream', () => {
    const light = {
      name: 'l',
      unitOfMeasurement: { symbol: 'lm' },
      ObservedProperty: { name: 'Luminous Flux' },
    };
    expect(told({ ...OBSERVATION, result: 4.5, Datastream: light })).toMatchObject([
      {
        kind: 'note',
        sensor: 'l',
        class: {},
        attributes: { result: 4.5, unit: 'lm', observedProperty: 'Luminous Flux' },
      },
    ]);
  });

  it.each([0, false, null])('of the result %s saw nothing', (result) => {
    expect(told({ ...OBSERVATION, result })).toEqual([]);
  });

  it('lies where its feature of interest lies, if there is one', () => {
    const feature = { type: 'Feature', geometry: { type: 'Point', coordinates: [34, 36] } };
    expect(told({ ...OBSERVATION, FeatureOfInterest: { '@iot.id': 6, feature } })).toMatchObject([
      { position: { lon: 34, lat: 36 } },
    ]);
  });

  it('of a span begins it, and is as uncertain as it is long', () => {
    expect(
      told({ ...OBSERVATION, phenomenonTime: '2026-03-10T10:00:00Z/2026-03-10T10:01:00+00:00' }),
    ).toMatchObject([
      {
        observedAt: Date.UTC(2026, 2, 10, 10),
        uncertaintyS: 30,
        attributes: { until: '2026-03-10T10:01:00Z' },
      },
    ]);
  });

  it('without a time is from when it came, and refused where that is not known', () => {
    const { phenomenonTime: _, ...timeless } = OBSERVATION;
    expect(read(timeless, Date.UTC(2026, 2, 10))).toMatchObject({ ok: true });
    expect(read(timeless)).toMatchObject({ ok: false, error: { field: 'phenomenonTime' } });
  });

  it.each([
    ['phenomenonTime', { phenomenonTime: 'noon' }],
    ['phenomenonTime', { phenomenonTime: '2026-03-10T10:00:00Z/2026-03-10T09:00:00Z' }],
    ['Datastream', { Datastream: 3 }],
    [
      'FeatureOfInterest.feature',
      { FeatureOfInterest: { '@iot.id': 1, feature: { type: 'Point', coordinates: [35, 133] } } },
    ],
  ])('with a wrong %s is refused', (field, changes) => {
    expect(read({ ...OBSERVATION, ...changes })).toMatchObject({ ok: false, error: { field } });
  });
});

describe('an answer of a server', () => {
  it('is cut into its entities, of which observations alone are sightings', () => {
    const page = {
      '@iot.count': 2,
      '@iot.nextLink': 'https://example.org/v1.1/Observations?$skip=2',
      value: [OBSERVATION, THING],
    };
    expect(linesOf(page).map((line) => line.ok && line.observations.length)).toEqual([1, 0]);
    expect(linesOf({ value: [] })).toEqual([]);
  });

  it('holds the observations of expanded datastreams and things', () => {
    const { Thing: _, ...stream } = STREAM;
    const { Datastream: __, ...observation } = OBSERVATION;
    expect(
      told({ ...THING, Datastreams: [{ ...stream, Observations: [observation, observation] }] }),
    ).toMatchObject([
      { sensor: 'Mast 4', class: { shot: 1 }, position: { lon: 33.2, lat: 35.1 } },
      { sensor: 'Mast 4' },
    ]);
  });

  it('as a data array has a row an observation', () => {
    const rows = {
      'Datastream@iot.navigationLink': 'https://example.org/v1.1/Datastreams(3)',
      components: ['id', 'phenomenonTime', 'result'],
      'dataArray@iot.count': 2,
      dataArray: [
        [1, '2026-03-10T10:00:00Z', 4.5],
        [2, '2026-03-10T10:01:00Z', 4.6],
      ],
    };
    expect(linesOf({ value: [rows] })).toMatchObject([
      {
        ok: true,
        observations: [
          { sensor: 'Datastreams(3)', attributes: { result: 4.5, observationId: '1' } },
          { attributes: { result: 4.6 } },
        ],
      },
    ]);
    expect(linesOf([{ ...rows, dataArray: [[1, 2]] }])).toMatchObject([
      { ok: false, error: { field: 'dataArray[0]' } },
    ]);
    expect(linesOf([{ ...rows, components: undefined }])).toMatchObject([
      { ok: false, error: { field: 'components' } },
    ]);
  });
});

describe('an entity made anew', () => {
  const location = {
    name: 'l',
    description: 'd',
    encodingType: 'application/geo+json',
    location: PLACE,
  };
  it.each([
    ['description', { name: 'T' }],
    [
      'Locations[0].encodingType',
      { name: 'T', description: 'd', Locations: [{ ...location, encodingType: undefined }] },
    ],
    [
      'Datastreams[0].observationType',
      {
        name: 'T',
        description: 'd',
        Datastreams: [{ name: 'n', description: 'd', unitOfMeasurement: {} }],
      },
    ],
  ])('must have its %s', (field, json) => {
    expect(read({ Locations: [], ...json })).toMatchObject({
      ok: false,
      error: { kind: 'missing', field },
    });
  });
});

describe('polling', () => {
  it('asks from the latest moment on, follows the pages, and forgets nothing for an empty answer', async () => {
    const asked: string[] = [];
    const answers = [
      () => ({ value: [OBSERVATION], '@iot.nextLink': `${base}/v1.1/Observations?$skip=1` }),
      () => ({ value: [{ ...OBSERVATION, '@iot.id': 6, phenomenonTime: '2026-03-10T11:00:00Z' }] }),
      () => ({ value: [] }),
      () => 'broken',
      () => ({ value: [{ ...OBSERVATION, '@iot.id': 6, phenomenonTime: '2026-03-10T11:00:00Z' }] }),
    ];
    const server = createServer((request, response) => {
      asked.push(decodeURIComponent((request.url ?? '').replaceAll('+', ' ')));
      response.end(JSON.stringify(answers[asked.length - 1]?.() ?? { value: [] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const base: string = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    const ids: unknown[] = [];
    const poll = openSensorThings({ url: `${base}/v1.1`, everyMs: 10 }, async (bytes) => {
      ids.push(JSON.parse(Buffer.from(bytes).toString())['@iot.id']);
    });
    while (asked.length < 6) await new Promise((resolve) => setTimeout(resolve, 10));
    await poll.close();
    expect(ids).toEqual([5, 6]);
    expect(asked[0]).not.toContain('$filter');
    expect(asked[1]).toContain('$skip=1');
    for (const question of asked.slice(2, 5))
      expect(question).toContain('phenomenonTime ge 2026-03-10T11:00:00.000Z');
    expect(poll.counters).toMatchObject({ received: 2, kept: 2, refused: { unreachable: 1 } });
  });
});

describe('an observation by MQTT', () => {
  it.each([
    ['v1.1/Datastreams(3)/Observations', '3'],
    ["frost/v1.1/Datastreams('a b')/Observations", 'a b'],
  ])('on the topic %s belongs to the datastream %s', (topic, id) => {
    const json = JSON.parse(Buffer.from(withDatastream(utf8('{"result":1}'), topic)).toString());
    expect(json).toEqual({ result: 1, Datastream: { '@iot.id': id } });
  });

  it.each(['{"result":1,"Datastream":{"@iot.id":9}}', '[1]', 'x'])(
    'that says %s stays as it is',
    (text) => {
      expect(withDatastream(utf8(text), 'v1.1/Datastreams(3)/Observations')).toEqual(utf8(text));
    },
  );
});

describe.skipIf(!existsSync('../shared/data/11-ogc-cap/sensorthings'))('real entities', () => {
  const file = (name: string) => [
    ...decodeFile(sensorthings, readFileSync(`../shared/data/11-ogc-cap/sensorthings/${name}`)),
  ];

  it('of a thing posted with everything in it hold four observations', () => {
    const [line] = file('entitiesDefault.json');
    expect(line).toMatchObject({
      ok: true,
      observations: [3, 4, 5, 6].map((result) => ({
        position: { lon: -117.05, lat: 51.05 },
        attributes: { result },
      })),
    });
  });

  it('of a batch are read request by request', () => {
    expect(file('dataBatchPost.json').filter((line) => line.ok).length).toBe(30);
  });
});
