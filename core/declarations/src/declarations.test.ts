import { type Instant, type JsonObject, parseInstant } from '@greenline/base';
import { describe, expect, it } from 'vitest';
import {
  type Declaration,
  deploymentsInForce,
  emptyRegister,
  enter,
  knownAt,
  nearestName,
  noticesFor,
  parseDeclaration,
  permitsInForce,
} from './index.ts';

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
const permit = {
  id: 'P-1',
  kind: 'demining',
  party: 'A',
  area,
  from: '2026-03-10T06:00:00Z',
  to: '2026-03-10T12:00:00Z',
};
const at = (text: string) => parseInstant(text) as Instant;

function read(word: Declaration['declaration'], object: object): Declaration {
  const read = parseDeclaration(word, object as JsonObject);
  if (!read.ok) throw new Error(`${read.error.field} ${read.error.text}`);
  return read.value;
}
const refused = (word: Declaration['declaration'], object: object) => {
  const read = parseDeclaration(word, object as JsonObject);
  return read.ok ? undefined : read.error;
};

describe('a declaration', () => {
  it('is read with its times as instants', () => {
    expect(read('permit', permit)).toMatchObject({
      declaration: 'permit',
      from: at('2026-03-10T06:00:00Z'),
    });
  });

  it.each([
    ['permit', { ...permit, to: '2026-03-09T06:00:00Z' }, 'to', /exchange the two/],
    ['permit', { ...permit, kind: '' }, 'kind', /not empty/],
    ['permit', { ...permit, partty: 'A' }, 'partty', /did you mean party\?/],
    [
      'permit',
      {
        ...permit,
        area: {
          type: 'Polygon',
          coordinates: [
            [
              [31, 48],
              [32, 48],
              [32, 49],
            ],
          ],
        },
      },
      'area',
      /./,
    ],
    ['notice', permit, 'receivedAt', /must be a time/],
    [
      'inspection',
      { at: '2026-03-10T06:00:00Z', result: 'done' },
      'zone',
      /either a zone or a site/,
    ],
    ['inventory', { site: 's', party: 'A', serials: ['1', '1'] }, 'serials', /stands twice/],
    ['inventory', { site: 's', party: 'A', serials: [], at: 'now' }, 'at', /must be a time/],
    [
      'fulfilment',
      { id: 'F', act: 'a', party: 'A', at: '2026-03-10T06:00:00Z', verified: 'yes' },
      'verified',
      /true, or left out/,
    ],
    [
      'visit',
      { site: 's', at: '2026-03-10T06:00:00Z', seen: [], access: 'partal' },
      'access',
      /did you mean partial\?/,
    ],
    [
      'deployment',
      { nation: 'n', zone: 'z', personnel: -1, from: '2026-03-10T06:00:00Z' },
      'personnel',
      /at least 0/,
    ],
  ] as const)('%s that is wrong is refused with field and remedy', (word, object, field, words) => {
    const error = refused(word, object);
    expect(error?.field).toMatch(new RegExp(`^${field}`));
    expect(error?.text).toMatch(words);
  });
});

it('an inventory is known from its time on, or from the start where it has none', () => {
  const inventory = { site: 's', party: 'A', serials: ['1'] };
  expect(knownAt(read('inventory', inventory))).toBe(0);
  const later = { ...inventory, at: '2026-03-10T06:00:00Z' };
  expect(knownAt(read('inventory', later))).toBe(at('2026-03-10T06:00:00Z'));
});

describe('the register', () => {
  const register = emptyRegister();
  for (const [word, object] of [
    ['permit', permit],
    ['permit', { ...permit, id: 'P-0', party: 'B' }],
    ['notice', { ...permit, id: 'N-1', kind: 'exercise', receivedAt: '2026-03-08T06:00:00Z' }],
    ['notice', { ...permit, id: 'N-1', kind: 'exercise', receivedAt: '2026-03-09T06:00:00Z' }],
    [
      'deployment',
      {
        nation: 'n',
        zone: 'z',
        personnel: 5,
        from: '2026-03-10T06:00:00Z',
        to: '2026-03-11T06:00:00Z',
      },
    ],
  ] as const)
    enter(register, read(word, object));

  it('knows what holds at a moment, both ends of a permit included', () => {
    const holding = (text: string) =>
      permitsInForce(register, { kinds: ['demining'] }, at(text)).map(({ id }) => id);
    expect(holding('2026-03-10T06:00:00Z')).toEqual(['P-0', 'P-1']);
    expect(holding('2026-03-10T12:00:00Z')).toEqual(['P-0', 'P-1']);
    expect(holding('2026-03-10T12:00:01Z')).toEqual([]);
    expect(
      permitsInForce(register, { party: 'B' }, at('2026-03-10T07:00:00Z')).map(({ id }) => id),
    ).toEqual(['P-0']);
  });

  it('keeps the latest word under an id', () => {
    expect(noticesFor(register, {}).map(({ receivedAt }) => receivedAt)).toEqual([
      at('2026-03-09T06:00:00Z'),
    ]);
  });

  it('knows who is deployed, until the end and not at it', () => {
    expect(deploymentsInForce(register, at('2026-03-11T05:59:59Z'))).toHaveLength(1);
    expect(deploymentsInForce(register, at('2026-03-11T06:00:00Z'))).toHaveLength(0);
  });
});

it('the nearest name is near, or none', () => {
  expect(nearestName('tnak', ['tank', 'truck'])).toBe('tank');
  expect(nearestName('submarine', ['tank', 'truck'])).toBeUndefined();
  expect(nearestName('tank'.repeat(1e6), ['tank', 'truck'])).toBeUndefined();
});
