import { type JsonObject, utf8 } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile } from '../feeds.ts';
import { geojson } from '../geojson/decode.ts';
import { featuresOfLine } from '../geojson/features-of-line.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import { encodeKml } from './encode.ts';

const RING = [
  [33, 35],
  [34, 35],
  [34, 36],
  [33, 35],
];
const feature = (geometry: unknown, properties: JsonObject = {}): JsonObject =>
  ({ type: 'Feature', geometry, properties }) as JsonObject;
const written = (...features: readonly JsonObject[]) => {
  const kml = encodeKml(features);
  if (!kml.ok) throw new Error(kml.error.text);
  return Buffer.from(kml.value).toString('utf8');
};

describe('KML', () => {
  it('has a placemark for each feature, its name, time, data and place in the order of the schema', () => {
    // Source: OGC 07-147r2, clauses 9.1 and 9.11.
    expect(
      written(
        feature(
          { type: 'Point', coordinates: [33.5, 35.25, 120] },
          { sensor: 'Mast & 4', observedAt: '2026-03-10T10:00:00Z', text: 'a <b>' },
        ),
      ),
    ).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Mast &amp; 4</name><description>a &lt;b&gt;</description><TimeStamp><when>2026-03-10T10:00:00Z</when></TimeStamp><ExtendedData><Data name="sensor"><value>Mast &amp; 4</value></Data><Data name="observedAt"><value>2026-03-10T10:00:00Z</value></Data><Data name="text"><value>a &lt;b&gt;</value></Data><Data name="heightAboveEllipsoidM"><value>120</value></Data></ExtendedData><Point><coordinates>33.5,35.25</coordinates></Point></Placemark></Document></kml>\n',
    );
  });

  it.each([
    [
      { type: 'LineString', coordinates: RING },
      '<LineString><tessellate>1</tessellate><coordinates>33,35 34,35 34,36 33,35</coordinates></LineString>',
    ],
    [
      { type: 'Polygon', coordinates: [RING, RING] },
      '<Polygon><tessellate>1</tessellate><outerBoundaryIs><LinearRing><coordinates>33,35 34,35 34,36 33,35</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing>',
    ],
    [
      {
        type: 'MultiPoint',
        coordinates: [
          [33, 35],
          [34, 36],
        ],
      },
      '<MultiGeometry><Point><coordinates>33,35</coordinates></Point><Point><coordinates>34,36</coordinates></Point></MultiGeometry>',
    ],
    [{ type: 'MultiPolygon', coordinates: [[RING]] }, '<MultiGeometry><Polygon>'],
    [
      { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [33, 35] }] },
      '<MultiGeometry><Point>',
    ],
    [null, '<Placemark/>'],
  ])('writes %o', (geometry, kml) => {
    expect(written(feature(geometry))).toContain(kml);
  });

  it.each([
    ['type', { type: 'FeatureCollection' }],
    ['geometry.coordinates', feature({ type: 'Polygon', coordinates: [RING.slice(1)] })],
    ['geometry.coordinates', feature({ type: 'Point', coordinates: [33, 95] })],
    ['geometry.type', feature({ type: 'Circle' })],
  ])('cannot hold what has a wrong %s, and says which', (field, wrong) => {
    expect(encodeKml([feature(null), wrong as JsonObject])).toMatchObject({
      ok: false,
      error: { index: 1, field },
    });
  });

  it('of a decoded file has what the file had, and of other formats the observations that have a place', () => {
    const text = JSON.stringify({
      features: [
        feature(
          { type: 'Point', coordinates: [33, 35] },
          { sensor: 'S', observedAt: '2026-03-10T10:00:00Z' },
        ),
      ],
    });
    const [line] = decodeFile(geojson, utf8(text));
    if (!line?.ok) throw new Error('not read');
    expect(written(...featuresOfLine(line.message, line.observations))).toContain(
      '<coordinates>33,35</coordinates>',
    );
    expect(featuresOfLine({ uid: 'U' }, line.observations)).toMatchObject([
      { geometry: { coordinates: [33, 35] } },
    ]);
    expect(featuresOfLine({ uid: 'U' }, [{ sensor: 'S' }])).toEqual([]);
    const area = { type: 'Polygon', coordinates: [RING] };
    expect(featuresOfLine({ uid: 'U' }, [{ attributes: { area } }])).toMatchObject([
      { geometry: area },
    ]);
  });

  it('is well formed whatever the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
        const root = parseXml(written(feature(null, { [name]: value }))) as XmlElement;
        expect(root.name).toBe('kml');
      }),
    );
  });
});
