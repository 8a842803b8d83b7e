import { canonicalJson, instant, type JsonObject, utf8 } from '@greenline/base';
import { KINDS, type Sighting } from '@greenline/observation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '../feeds.ts';
import { decodeFeature, geojson, KINDS_OF_RESULT } from './decode.ts';
import { encodeGeoJson, featureOf } from './encode.ts';

const feature = (properties: object = {}, geometry: object | null = {}) => ({
  type: 'Feature',
  geometry: geometry === null ? null : { type: 'Point', coordinates: [33.3, 35.1], ...geometry },
  properties: { sensor: 'SAT-1', observedAt: '2026-03-10T10:00:00Z', ...properties },
});
const square = [
  [
    [33, 35],
    [34, 35],
    [34, 36],
    [33, 35],
  ],
];
const period = (properties: object = {}, coordinates: unknown = square) => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates },
  properties: {
    kind: 'period',
    sensor: 'SAT-1',
    nation: 'FIN',
    from: '2026-03-10T10:00:00Z',
    to: '2026-03-10T11:00:00Z',
    detectionProbability: 0.8,
    ...properties,
  },
});
const decode = (value: unknown) => decodeFeature(utf8(JSON.stringify(value)), undefined);
const refused = (value: unknown) => {
  const decoded = decode(value);
  return decoded.ok ? 'accepted' : `${decoded.error.kind} ${decoded.error.field}`;
};

describe('a Feature', () => {
  it('with a Point is a sighting, longitude first', () => {
    const all = {
      nation: 'FIN',
      kind: 'object',
      uncertaintyS: 5,
      covariance: [25, 1, 16],
      class: { tank: 0.8, apc: 0.1 },
      count: 3,
      party: 'A',
      direction: 'incoming',
      identity: 'T-1',
      text: 'in cover',
      attributes: { calibreMm: 122 },
      speedMps: 3,
      courseDeg: 270,
      exercise: true,
      handling: { caveat: 'NOPARTY', releasableTo: ['FIN'] },
    };
    const decoded = decode(feature(all, { coordinates: [33.3, 35.1, 210] }));
    if (!decoded.ok) throw new Error(decoded.error.text);
    const [seen] = decoded.value.sightings;
    expect(seen).toMatchObject({ ...all, position: { lon: 33.3, lat: 35.1, height: 210 } });
    if (seen === undefined) throw new Error('no sighting');
    expect(decode(featureOf(seen))).toMatchObject({ value: { sightings: [seen] } });
  });

  it.each([
    [feature({}, { coordinates: [45.1, 133.3] }), 'swapped geometry.coordinates'],
    [feature({}, { coordinates: [533.3, 35.1] }), 'out-of-range geometry.coordinates'],
    [feature({}, { coordinates: [33.3] }), 'malformed geometry.coordinates'],
    [feature({}, { coordinates: ['33.3', '35.1'] }), 'malformed geometry.coordinates'],
    [feature({}, { type: 'LineString' }), 'malformed geometry.type'],
    [feature({ sensor: '' }), 'malformed properties.sensor'],
    [feature({ observedAt: 'now' }), 'malformed properties.observedAt'],
    [feature({ observedAt: null }), 'malformed properties.observedAt'],
    [feature({ kind: 'thing' }), 'malformed properties.kind'],
    [feature({ class: { tnak: 1 } }), 'malformed properties.class.tnak'],
    [feature({ class: { tank: 0.8, apc: 0.3 } }), 'malformed properties.class'],
    [feature({ covariance: [1, 5, 1] }), 'malformed properties.covariance'],
    [feature({ count: 0 }), 'malformed properties.count'],
    [{ type: 'FeatureCollection' }, 'malformed type'],
    [period({ to: '2026-03-10T09:00:00Z' }), 'malformed properties.to'],
    [period({ detectionProbability: 2 }), 'malformed properties.detectionProbability'],
    [
      period({}, [
        [
          [33, 35],
          [34, 35],
          [34, 36],
          [33, 36],
        ],
      ]),
      'malformed geometry.coordinates[0]',
    ],
    [
      period({}, [
        [
          [33, 35],
          [34, 95],
          [34, 36],
          [33, 35],
        ],
      ]),
      'swapped geometry.coordinates[0][1]',
    ],
  ])('that is wrong is refused by its field (%#)', (value, want) => {
    expect(refused(value)).toBe(want);
  });

  it('of a class nobody registered is unknown and keeps the word; zero sigma is none', () => {
    const decoded = decode(feature({ class: 'blue thing', sigmaM: 0 }));
    expect(decoded).toMatchObject({
      value: { sightings: [{ class: {}, attributes: { what: 'blue thing' } }] },
    });
    expect(decoded).not.toHaveProperty('value.sightings.0.sigmaM');
  });

  it('without geometry is a sighting without a place', () => {
    const decoded = decode(feature({ kind: 'note' }, null));
    expect(decoded).not.toHaveProperty('value.sightings.0.position');
  });

  it('without geometry may say the direction in which its sensor saw something', () => {
    const seen = { bearingDeg: 360, elevationDeg: -2, slantRangeM: 900 };
    expect(decode(feature(seen, null))).toMatchObject({
      value: { sightings: [{ polar: { ...seen, bearingDeg: 0 } }] },
    });
    expect(decode(feature(seen))).not.toHaveProperty('value.sightings.0.polar');
    expect(refused(feature({ bearingDeg: 361 }, null))).toMatch(/bearingDeg/);
  });

  it('with a Polygon of kind period says what was looked at', () => {
    expect(decode(period({ state: 'jammed' }))).toMatchObject({
      value: {
        sightings: [],
        periods: [{ sensor: 'SAT-1', state: 'jammed', detectionProbability: 0.8 }],
      },
    });
  });
});

describe('a GeoJSON file', () => {
  const two = [feature({ identity: '1' }), feature({ identity: '2' })];
  it.each([
    ['a collection', JSON.stringify({ type: 'FeatureCollection', features: two })],
    ['a printed collection', JSON.stringify({ name: 'x', features: two, type: 'F' }, null, 2)],
    ['lines', two.map((one) => `${JSON.stringify(one)}\n`).join('')],
    ['a sequence', two.map((one) => `\x1e${JSON.stringify(one, null, 1)}\n`).join('')],
    ['an array', JSON.stringify(two)],
    ['a collection after a byte order mark', `\uFEFF${JSON.stringify({ features: two })}`],
  ])('as %s is cut into its features, which say the same', (_, file) => {
    const lines = [...decodeFile(geojson, utf8(file))];
    expect(lines.map((line) => line.ok && line.observations[0]?.identity)).toEqual(['1', '2']);
  });

  it('names the feature that is wrong by its index and place', () => {
    const file = JSON.stringify({ features: [two[0], feature({}, { coordinates: [45, 133] })] });
    const lines = [...decodeFile(geojson, utf8(file))];
    expect(lines[1]).toMatchObject({
      ok: false,
      index: 1,
      error: {
        kind: 'swapped',
        field: 'geometry.coordinates',
        offset: file.lastIndexOf('{"type":"Feature"'),
      },
    });
  });

  it('encoded again holds the same features', () => {
    const messages = two as unknown as JsonObject[];
    const lines = [...decodeFile(geojson, encodeGeoJson(messages))];
    expect(lines.map((line) => line.ok && line.message)).toEqual(messages);
  });

  it.each([
    ['a name twice', '{"type":"Feature","type":"Feature"}', 'duplicate-name'],
    ['a name twice, once escaped', '{"type":"Feature","t\\u0079pe":"Feature"}', 'duplicate-name'],
    ['two lists of features', '{"features":[],"features":[]}', 'duplicate-name'],
    ['a million brackets', '['.repeat(1_000_000), 'depth'],
    ['a deep feature', `{"type":"Feature","a":${'['.repeat(40)}${']'.repeat(40)}}`, 'depth'],
    ['half a character', '{"type":"Feature","a":"\\ud800"}', 'json'],
    ['NUL', '{"type":"Feature","a":"\\u0000"}', 'json'],
    ['a number too large', '{"type":"Feature","a":1e999}', 'json'],
    ['a broken text', '{"type":"Feature",\n"a":\n', 'json'],
    ['a text of 2 MB', JSON.stringify({ type: 'Feature', a: 'x'.repeat(2_000_000) }), 'too-long'],
  ])('with %s is refused once', (_, file, kind) => {
    const lines = [...decodeFile(geojson, utf8(file))];
    expect(lines).toMatchObject([{ ok: false, error: { kind } }]);
  });

  it('in UTF-16 is refused', () => {
    const lines = [...decodeFile(geojson, Buffer.from('\uFEFF{"type":"Feature"}', 'utf16le'))];
    expect(lines).toMatchObject([{ ok: false, error: { kind: 'encoding' } }]);
  });
});

describe('a sighting as a Feature', () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const words = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '');
  const sighting = fc.record(
    {
      kind: fc.constantFrom(...KINDS_OF_RESULT),
      sensor: words,
      nation: words,
      observedAt: fc.integer({ min: 0, max: 4e12 }).map(instant),
      uncertaintyS: number(0.001, 1e4),
      position: fc.record({ lon: number(-180, 180), lat: number(-90, 90) }),
      sigmaM: number(0.001, 1e5),
      speedMps: number(0, 1000),
      courseDeg: number(0, 359.9),
      class: fc.constantFrom(...KINDS).map((kind) => ({ [kind]: 1 })),
      count: fc.integer({ min: 1, max: 10_000 }),
      identity: words,
      party: words,
      direction: fc.constantFrom('outgoing', 'incoming', 'undetermined'),
      attributes: fc.dictionary(fc.constantFrom('calibreMm', 'rangeKm'), number(0, 1000)),
      text: words,
      exercise: fc.constant(true),
    },
    { requiredKeys: ['kind', 'sensor', 'observedAt', 'class'] },
  ) as fc.Arbitrary<Sighting>;

  it('comes back as it was, number for number', () => {
    fc.assert(
      fc.property(sighting, (one) => {
        const decoded = decode(featureOf(one));
        expect(decoded.ok && canonicalJson(decoded.value.sightings[0])).toBe(canonicalJson(one));
      }),
    );
  });
});
