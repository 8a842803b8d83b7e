import { createHash, createHmac } from 'node:crypto';
import { fromUtf8, type Hasher, type JsonObject, parseInstant } from '@greenline/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizeOfArea } from './area-size.ts';
import {
  asReceived,
  deeperThan,
  keyOf,
  readDeclaration,
  readDeclarations,
  type Said,
  signedBytes,
} from './index.ts';

const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha256Hex: (input) => createHash('sha256').update(input).digest('hex'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
};
const instantOf = (text: string) =>
  parseInstant(text) as NonNullable<ReturnType<typeof parseInstant>>;
const CAME = instantOf('2026-03-10T08:00:00Z');

const area = {
  type: 'Polygon',
  coordinates: [
    [
      [31, 48],
      [32, 48],
      [32, 49],
      [31, 48],
    ],
  ],
};
const notice = {
  declaration: 'notice',
  id: 'N-1',
  kind: 'exercise',
  party: 'A',
  from: '2026-03-12T06:00:00Z',
  to: '2026-03-12T12:00:00Z',
  area,
};

const read = (json: unknown) => readDeclaration(json, hasher, CAME);
function said(json: object): Said {
  const found = read(json);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}
const problems = (json: unknown) => {
  const found = read(json);
  return found.ok ? [] : found.error;
};

describe('a declaration as it is handed in', () => {
  it('is named by its word, or as in a line of facts', () => {
    const { declaration: _, ...rest } = notice;
    expect(said({ fact: 'notice', ...rest }).declaration).toEqual(said(notice).declaration);
  });

  it('is not named two ways', () => {
    expect(problems({ ...notice, fact: 'permit' })).toMatchObject([{ field: 'fact' }]);
    expect(problems({ ...notice, fact: 'notice' })).toEqual([]);
  });

  it('was received when it came, where it does not say', () => {
    expect(said(notice).declaration).toMatchObject({ receivedAt: CAME });
    const stated = { ...notice, receivedAt: '2026-03-09T08:00:00Z' };
    expect(said(stated).declaration).toMatchObject({ receivedAt: instantOf(stated.receivedAt) });
  });

  it('says all that is wrong with it at once, a line a field', () => {
    const wrong = { ...notice, id: '', from: 'noon', partty: 'A', signature: 7 };
    expect(problems(wrong).map(({ field }) => field)).toEqual([
      'from',
      'id',
      'partty',
      'signature',
    ]);
  });

  it('says no more than fifty things, whatever it holds', () => {
    const slips = Array.from({ length: 5_000 }, (_, i) => [`releasable${i}`, 1]);
    expect(problems({ ...notice, ...Object.fromEntries(slips) })).toHaveLength(50);
  });

  it.each([
    ['nothing', null, '', /must be an object/],
    ['a list', [notice], '', /must be an object/],
    [
      'an unknown word',
      { ...notice, declaration: 'notise' },
      'declaration',
      /did you mean notice\?/,
    ],
    ['no word', { id: 'N-1' }, 'declaration', /not one of the known words: notice, permit/],
    ['an id with a control character', { ...notice, id: 'N\u00001' }, 'id', /plain text/],
    ['an id too long', { ...notice, id: 'N'.repeat(201) }, 'id', /at most 200/],
    ['half a surrogate pair', { ...notice, id: 'N\ud800' }, 'id', /plain text/],
    ['half a pair elsewhere', { ...notice, note: '\ud800' }, '', /JSON cannot carry/],
    ['readers that are no list', { ...notice, releasableTo: 'B' }, 'releasableTo', /list of texts/],
  ])('that is %s is refused with field and remedy', (_what, json, field, words) => {
    expect(problems(json)).toMatchObject([{ field, text: expect.stringMatching(words) }]);
  });

  it('with an id of exactly 200 characters is taken', () => {
    expect(problems({ ...notice, id: 'N'.repeat(200) })).toEqual([]);
  });

  it('may nest sixteen levels and no more', () => {
    const nested = (levels: number): object => (levels === 1 ? {} : { deeper: nested(levels - 1) });
    // The object itself is the first level, `size` the second.
    expect(problems({ ...notice, size: nested(15) })).toEqual([]);
    expect(problems({ ...notice, size: nested(16) })).toMatchObject([
      { text: expect.stringMatching(/16 levels/) },
    ]);
  });

  it('nested a hundred thousand levels is refused and breaks nothing', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`);
    expect(problems({ ...notice, size: deep })).toMatchObject([
      { text: expect.stringMatching(/16 levels/) },
    ]);
  });
});

describe('an area too large to be checked while others wait', () => {
  const spikes = (count: number, degrees: number) => {
    const ring = Array.from({ length: 2 * count }, (_, i) => {
      const [reach, turn] = [i % 2 === 0 ? 1 : degrees, (Math.PI * i) / count];
      return [reach * Math.cos(turn), reach * Math.sin(turn)];
    });
    return { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
  };

  it('is refused unread: by its vertices, or by its length', () => {
    const long = problems({ ...notice, area: spikes(500, 20) });
    expect(long).toMatchObject([
      { field: 'area', text: expect.stringMatching(/211\d{4} km: at most .* 10000 km/) },
    ]);
    const fine = problems({ ...notice, area: spikes(3_000, 1.1) });
    expect(fine).toMatchObject([
      { field: 'area', text: expect.stringMatching(/has 6001 vertices/) },
    ]);
    expect(problems({ ...notice, area: spikes(20, 2) })).toEqual([]);
    const beyond = JSON.parse('[[0,0],[1e400,0],[0,0],[0,0]]');
    const { coordinates, type } = spikes(500, 20);
    const both = { type, coordinates: [...coordinates, beyond] };
    expect(problems({ ...notice, area: both })).toMatchObject([
      { field: 'area', text: expect.stringMatching(/at most/) },
    ]);
  });

  it('is refused as a feature too, or in a list with others', () => {
    const feature = { type: 'Feature', properties: {}, geometry: spikes(500, 20) };
    expect(problems({ ...notice, area: feature })).toMatchObject([{ field: 'area' }]);
    const each = { ...notice, area: spikes(20, 1.8) };
    expect(problems(each)).toEqual([]);
    const list = (count: number) =>
      readDeclarations(
        Array.from({ length: count }, (_, i) => ({ ...each, id: `N-${i}` })),
        hasher,
        CAME,
      );
    expect(list(5).ok).toBe(true);
    expect(list(6)).toMatchObject({
      error: [{ text: expect.stringMatching(/at most .* 20000 km/) }],
    });
  });

  it('breaks nothing, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { vertices, km } = sizeOfArea({ coordinates: value });
        expect(vertices).toBeGreaterThanOrEqual(0);
        expect(km).toBeGreaterThanOrEqual(0);
        expect(sizeOfArea(value).vertices).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is as long as the equator where it goes round it', () => {
    const ring = [0, 90, 180, -90, 0].map((lon) => [lon, 0]);
    expect(sizeOfArea({ coordinates: [ring] })).toEqual({
      vertices: 5,
      km: expect.closeTo(40_068, 0),
    });
  });
});

describe('what a signature covers', () => {
  it('is the canonical JSON of everything but the signature', () => {
    const text = fromUtf8(signedBytes({ b: 1, a: [], signature: 'x' } as JsonObject));
    expect(text).toBe('{"a":[],"b":1}');
  });

  it('is the same whatever the order of names, and differs with every word', () => {
    const turned = Object.fromEntries(Object.entries(notice).reverse());
    expect(said(turned).digest).toBe(said(notice).digest);
    expect(said({ ...notice, signature: 'x' }).digest).toBe(said(notice).digest);
    expect(said({ ...notice, id: 'N-2' }).digest).not.toBe(said(notice).digest);
    expect(said({ ...notice, remark: 'x' }).digest).not.toBe(said(notice).digest);
  });
});

describe('the time of somebody who is not the mission', () => {
  it('runs from when the mission had the notice, whatever it says', () => {
    const stated = said({ ...notice, receivedAt: '2026-03-01T00:00:00Z' }).declaration;
    expect(asReceived(stated, CAME)).toMatchObject({ receivedAt: CAME });
  });

  it('does not let the mechanism be called afterwards', () => {
    const call = { declaration: 'mechanism-call', id: 'C', party: 'A', outcome: 'failed' };
    const at = (text: string) => asReceived(said({ ...call, at: text }).declaration, CAME);
    expect(at('2026-03-10T07:00:00Z')).toMatchObject({ at: CAME });
    expect(at('2026-03-10T09:00:00Z')).toMatchObject({ at: instantOf('2026-03-10T09:00:00Z') });
  });

  it('lets an inventory hold from later on, and not from earlier than it came', () => {
    const kept = { declaration: 'inventory', site: 'S', party: 'A', serials: [] };
    const from = (at: string) => asReceived(said({ ...kept, at }).declaration, CAME);
    expect(from('2026-03-10T07:00:00Z')).toMatchObject({ at: CAME });
    expect(from('2026-03-10T09:00:00Z')).toMatchObject({ at: instantOf('2026-03-10T09:00:00Z') });
    expect(asReceived(said(kept).declaration, CAME)).not.toHaveProperty('at');
  });
});

describe('what versions have in common', () => {
  it.each([
    [{ declaration: 'inventory', site: 'S-1', party: 'A', serials: [] }, 'S-1'],
    [
      {
        declaration: 'deployment',
        nation: 'n',
        zone: 'z',
        personnel: 1,
        from: '2026-03-10T00:00:00Z',
      },
      'n/z',
    ],
    [{ declaration: 'milestone', name: 'EIF', at: '2026-03-10T00:00:00Z' }, 'EIF'],
    [
      { declaration: 'choice', clause: '2(a)', reading: 'total', at: '2026-03-10T00:00:00Z' },
      '2(a)',
    ],
    [
      { declaration: 'inspection', zone: 'z', at: '2026-03-10T00:00:00Z', result: 'done' },
      'z@2026-03-10T00:00:00Z',
    ],
    [
      { declaration: 'visit', site: 's', at: '2026-03-10T00:00:00Z', seen: [], access: 'full' },
      's@2026-03-10T00:00:00Z',
    ],
    [notice, 'N-1'],
  ])('is the id, or what the register knows it by', (json, key) => {
    expect(keyOf(said(json).declaration)).toBe(key);
  });
});

it('depth is told of any value, and a number has none', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 6 },
      fc.integer(),
      fc.array(tie('any')),
      fc.dictionary(fc.string(), tie('any')),
    ),
  })).any;
  const depth = (one: unknown): number =>
    typeof one === 'object' && one !== null ? 1 + Math.max(0, ...Object.values(one).map(depth)) : 0;
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: 8 }), (one, levels) => {
      expect(deeperThan(one, levels)).toBe(depth(one) > levels);
    }),
  );
});
