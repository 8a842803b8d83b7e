import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type JsonObject, utf8 } from '@greenline/base';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodeFile, identify } from '../feeds.ts';
import { openStacSearch } from './connect.ts';
import { decodeStac, stac } from './decode.ts';

const RING = [
  [33, 35],
  [34, 35],
  [34, 36],
  [33, 36],
  [33, 35],
];
/** Written from the item specification, STAC 1.1.0. */
const ITEM = {
  stac_version: '1.1.0',
  stac_extensions: ['https://stac-extensions.github.io/eo/v2.0.0/schema.json'],
  type: 'Feature',
  id: 'S2-1',
  bbox: [33, 35, 34, 36],
  geometry: { type: 'Polygon', coordinates: [RING] },
  collection: 'sentinel-2',
  properties: {
    datetime: '2026-03-10T08:30:00Z',
    start_datetime: '2026-03-10T08:29:55Z',
    end_datetime: '2026-03-10T08:30:05Z',
    platform: 'sentinel-2a',
    'eo:cloud_cover': 12,
    'view:off_nadir': 3,
    'proj:code': 'EPSG:32636',
  },
  links: [
    { rel: 'self', href: 'https://example.org/items/S2-1.json' },
    { rel: 'collection', href: '../c.json' },
  ],
  assets: {
    b04: { href: './b04.tif', type: 'image/tiff; application=geotiff', roles: ['data'] },
    meta: { href: './m.xml', roles: ['metadata'] },
  },
};
type Changes = Readonly<Record<string, unknown>>;
const read = (item: unknown) => decodeStac(utf8(JSON.stringify(item)));
const changed = (changes: Changes) => read({ ...ITEM, ...changes });
const told = (changes: Changes) => changed({ properties: { ...ITEM.properties, ...changes } });

describe('a STAC item', () => {
  it('says where was looked, from when to when, and where the scene lies', () => {
    expect(read(ITEM)).toMatchObject({
      ok: true,
      value: {
        periods: [
          {
            sensor: 'sentinel-2a',
            from: Date.UTC(2026, 2, 10, 8, 29, 55),
            to: Date.UTC(2026, 2, 10, 8, 30, 5),
            area: { type: 'Polygon', coordinates: [RING] },
            detectionProbability: 0,
          },
        ],
        sightings: [
          {
            kind: 'note',
            attributes: {
              stac: 'S2-1',
              cloudCoverPercent: 12,
              evidence: [{ key: 'b04', href: 'https://example.org/items/b04.tif' }],
            },
          },
        ],
      },
    });
  });

  it('of one moment, of 1.0, with a footprint in two parts or with none, is read', () => {
    const { start_datetime: _, end_datetime: __, ...moment } = ITEM.properties;
    expect(changed({ properties: moment, stac_version: '1.0.0' })).toMatchObject({ ok: true });
    const parts = { type: 'MultiPolygon', coordinates: [[RING], [RING]] };
    const two = changed({ geometry: parts });
    expect(two.ok && two.value.periods?.length).toBe(2);
    const { bbox: ___, ...bare } = ITEM;
    expect(read({ ...bare, geometry: null })).toMatchObject({ ok: true, value: { periods: [] } });
  });

  it.each(['type', 'stac_version', 'id', 'geometry', 'bbox', 'properties', 'links', 'assets'])(
    'without %s is refused',
    (name) => {
      expect(changed({ [name]: undefined })).toMatchObject({ ok: false, error: { field: name } });
    },
  );

  it.each<[string, Changes]>([
    ['stac_version', { stac_version: '0.9.0' }],
    ['stac_version', { stac_version: '2.0.0' }],
    ['type', { type: 'Item' }],
    ['id', { id: '' }],
    ['bbox', { bbox: [33, 35, 34] }],
    ['bbox', { bbox: [33, 36, 34, 35] }],
    ['bbox', { geometry: null }],
    ['geometry.coordinates', { geometry: { type: 'Polygon', coordinates: [RING.slice(0, 4)] } }],
    ['geometry.coordinates', { geometry: { type: 'Polygon', coordinates: [] } }],
    ['geometry.type', { geometry: { type: 'Square', coordinates: [] } }],
    ['collection', { collection: undefined }],
    ['collection', { links: [] }],
    ['links[0].href', { links: [{ rel: 'self' }] }],
    ['links[0].rel', { links: [{ href: 'x' }] }],
    ['assets.a.href', { assets: { a: {} } }],
    ['stac_extensions', { stac_extensions: ['a', 'a'] }],
  ])('with a wrong %s is refused: %o', (field, changes) => {
    expect(changed(changes)).toMatchObject({ ok: false, error: { field } });
  });

  it.each<[string, Changes]>([
    ['datetime', { datetime: undefined }],
    ['datetime', { datetime: '2026-03-10' }],
    ['datetime', { datetime: '2026-03-10T08:30:00+02:00' }],
    ['start_datetime', { datetime: null, start_datetime: undefined, end_datetime: undefined }],
    ['end_datetime', { end_datetime: undefined }],
    ['end_datetime', { end_datetime: '2026-03-10T08:00:00Z' }],
    ['eo:cloud_cover', { 'eo:cloud_cover': 101 }],
    ['view:off_nadir', { 'view:off_nadir': 91 }],
    ['sat:orbit_state', { 'sat:orbit_state': 'up' }],
    ['sar:polarizations', { 'sar:polarizations': ['XX'] }],
    ['proj:code', { 'proj:code': 32636 }],
    ['proj:shape', { 'proj:shape': [1] }],
    ['gsd', { gsd: 0 }],
    ['providers[0].name', { providers: [{}] }],
    ['providers[0].roles', { providers: [{ name: 'a', roles: ['owner'] }] }],
  ])('whose %s is wrong is refused: %o', (field, changes) => {
    expect(told(changes)).toMatchObject({ ok: false, error: { field: `properties.${field}` } });
  });
});

describe('a STAC collection', () => {
  const collection = {
    stac_version: '1.1.0',
    type: 'Collection',
    id: 'c',
    description: 'd',
    license: 'other',
    extent: {
      spatial: { bbox: [[33, 35, 34, 36]] },
      temporal: { interval: [['2026-03-10T00:00:00Z', null]] },
    },
    links: [],
  };

  it('is a message only', () => {
    expect(read(collection)).toMatchObject({ ok: true, value: { sightings: [] } });
  });

  it.each<[string, Changes]>([
    ['license', { license: undefined }],
    ['description', { description: undefined }],
    ['extent', { extent: undefined }],
    ['extent.spatial.bbox', { extent: { ...collection.extent, spatial: { bbox: [[33, 35]] } } }],
    [
      'extent.temporal.interval',
      { extent: { ...collection.extent, temporal: { interval: [['x', null]] } } },
    ],
  ])('with a wrong %s is refused', (field, changes) => {
    expect(read({ ...collection, ...changes })).toMatchObject({ ok: false, error: { field } });
  });
});

describe('a page of items', () => {
  it('is cut into its items, and known for STAC rather than for GeoJSON', () => {
    const page = utf8(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [ITEM, { ...ITEM, id: 7 }],
        links: [],
      }),
    );
    expect([...decodeFile(stac, page)]).toMatchObject([
      { ok: true },
      { ok: false, error: { field: 'id' } },
    ]);
    expect(identify(page)).toEqual({ ok: true, value: 'stac' });
  });
});

describe('a search', () => {
  const serve = async (answer: (request: IncomingMessage, body: string) => unknown) => {
    const server = createServer((request: IncomingMessage, response: ServerResponse) => {
      let body = '';
      request.on('data', (piece) => {
        body += piece;
      });
      request.on('end', () => response.end(JSON.stringify(answer(request, body))));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${(server.address() as { port: number }).port}/search`;
  };
  const itemsOf = async (url: string, method: 'GET' | 'POST', mostPages?: number) => {
    const ids: unknown[] = [];
    const search = openStacSearch(
      { url, method, bbox: [33, 35, 34, 36], everyMs: 3_600_000, ...(mostPages && { mostPages }) },
      async (bytes) => {
        ids.push((JSON.parse(Buffer.from(bytes).toString()) as JsonObject).id);
      },
    );
    const { counters } = search;
    await until(() => Object.keys(counters.refused).length > 0 || quiet(counters.bytes));
    await search.close();
    return { ids, counters };
  };
  let last = { bytes: -1, at: 0 };
  const quiet = (bytes: number) => {
    if (bytes !== last.bytes) last = { bytes, at: performance.now() };
    return bytes > 0 && performance.now() - last.at > 300;
  };
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  it('follows the pages, by POST with a token merged into the question', async () => {
    const url: string = await serve((_, body) => {
      const { token = 0, bbox } = JSON.parse(body) as { token?: number; bbox: number[] };
      const next = {
        rel: 'next',
        method: 'POST',
        href: url,
        merge: true,
        body: { token: token + 1 },
      };
      return {
        features: [{ ...ITEM, id: `${token}-${bbox.length}` }],
        links: token < 2 ? [next] : [],
      };
    });
    expect((await itemsOf(url, 'POST')).ids).toEqual(['0-4', '1-4', '2-4']);
  });

  it('stops at its limit, at a page met before, and where a page leads to another server', async () => {
    const endless: string = await serve(({ url }) => ({
      features: [{ ...ITEM, id: url }],
      links: [{ rel: 'next', href: `${url}1` }],
    }));
    expect((await itemsOf(endless, 'GET', 3)).ids.length).toBe(3);
    const circle: string = await serve(() => ({
      features: [ITEM],
      links: [{ rel: 'next', href: `${circle}?limit=100&bbox=33%2C35%2C34%2C36` }],
    }));
    expect((await itemsOf(circle, 'GET')).ids).toEqual(['S2-1']);
    const away = await serve(() => ({
      features: [ITEM],
      links: [{ rel: 'next', href: 'http://192.0.2.1/' }],
    }));
    expect((await itemsOf(away, 'GET')).ids).toEqual(['S2-1']);
  });

  it('counts an answer that is no page, and forgets nothing', async () => {
    const url = await serve(() => 'nothing');
    expect(await itemsOf(url, 'POST')).toMatchObject({
      ids: [],
      counters: { refused: { unreachable: 1 } },
    });
  });
});

describe.skipIf(!existsSync('../shared/data/09-stac'))('real items', () => {
  const folder = '../shared/data/09-stac/spec-examples';
  const examples = existsSync(folder) ? readdirSync(folder) : [];

  it.each(examples)('%s of the specification is read', (file) => {
    const lines = [...decodeFile(stac, readFileSync(`${folder}/${file}`))];
    expect(lines).toMatchObject([{ ok: true }]);
  });

  it('of Sentinel-1 says where it looked', () => {
    const [line] = decodeFile(stac, readFileSync('../shared/data/09-stac/sentinel1-grd-item.json'));
    expect(line).toMatchObject({
      ok: true,
      periods: [
        { sensor: 'SENTINEL-1A', from: '2021-08-09T17:39:53.153Z', to: '2021-08-09T17:40:18.152Z' },
      ],
    });
  });
});
