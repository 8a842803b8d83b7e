import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxOf, readArea, sidesOf } from './area.ts';
import { type DeclarationDraft, emptyDraft, finished, NO_AREA } from './draft.ts';
import { FORM_KINDS, fieldsFor, KINDS, type Kind, kindsFor } from './kinds.ts';

const staff = { id: 'o', role: 'staff', may: ['declare'] } as const;
const party = { id: 'a', role: 'party', member: 'A', may: ['declare', 'report'] } as const;
const nation = { id: 'n', role: 'contributor', member: 'n', may: ['declare'] } as const;

const BOX = { ...NO_AREA, west: '35,3', south: '47.4', east: '35.7', north: '47.8' };
const draft = (values: DeclarationDraft['values'], more: Partial<DeclarationDraft> = {}) => ({
  ...emptyDraft(values),
  area: BOX,
  ...more,
});
const NOTICE = {
  id: 'N-1',
  kind: 'flight',
  party: 'A',
  from: '2026-03-10T12:00',
  to: '2026-03-10T14:00',
};
const made = (kind: Kind, one: DeclarationDraft) => finished(kind, fieldsFor(kind, staff), one);
const problems = (kind: Kind, one: DeclarationDraft) => {
  const done = made(kind, one);
  return done.ok ? [] : done.problems.map(({ field }) => field);
};

describe('a declaration that is typed', () => {
  it('leaves as the node takes it, with nothing that was not said', () => {
    const typed = draft({ ...NOTICE, size: 'personnel 200, tank: 4', site: 'left over' });
    expect(made('notice', { ...typed, releasableTo: ['B'] })).toEqual({
      ok: true,
      object: {
        declaration: 'notice',
        ...NOTICE,
        from: '2026-03-10T12:00:00Z',
        to: '2026-03-10T14:00:00Z',
        size: { personnel: 200, tank: 4 },
        area: {
          type: 'Polygon',
          coordinates: [
            [
              [35.3, 47.4],
              [35.7, 47.4],
              [35.7, 47.8],
              [35.3, 47.8],
              [35.3, 47.4],
            ],
          ],
        },
        releasableTo: ['B'],
      },
    });
  });

  it('says everything that is missing at once, a line a field', () => {
    for (const kind of KINDS) {
      const needed = FORM_KINDS[kind].fields.filter(({ optional }) => optional === undefined);
      const found = problems(kind, emptyDraft());
      expect(found, kind).toEqual(expect.arrayContaining(needed.map(({ name }) => name)));
      expect(new Set(found).size).toBe(found.length);
    }
  });

  it('is checked as the node checks it: times in order, one of a zone and a site, a share of one', () => {
    expect(problems('notice', draft({ ...NOTICE, to: '2026-03-10T11:00' }))).toEqual(['to']);
    const request = { id: 'R', party: 'A' };
    expect(problems('request', draft(request))).toEqual(['zone']);
    expect(problems('request', draft({ ...request, zone: 'z', site: 's' }))).toEqual(['zone']);
    expect(problems('request', draft({ ...request, zone: 'z' }))).toEqual([]);
    const act = { id: 'F', act: 'mine-records', party: 'A', at: '2026-03-10T12:00' };
    expect(problems('fulfilment', draft({ ...act, share: '1,2' }))).toEqual(['share']);
    expect(problems('fulfilment', draft({ ...act, share: 'half' }))).toEqual(['share']);
    expect(problems('fulfilment', draft({ ...act, share: '0,5', verified: 'yes' }))).toEqual([]);
    expect(problems('notice', draft({ ...NOTICE, size: 'many' }))).toEqual(['size']);
  });

  it('keeps a list as a line each, and names what stands twice', () => {
    const inventory = { site: 'S', party: 'A', serials: ' T-1 \n\nT-2' };
    expect(made('inventory', draft(inventory))).toMatchObject({
      object: { serials: ['T-1', 'T-2'] },
    });
    expect(problems('inventory', draft({ ...inventory, serials: 'T-1\nT-1' }))).toEqual([
      'serials',
    ]);
  });

  it('may have been seen by the mission only where the mission says so', () => {
    const values = { id: 'F', act: 'a', party: 'A', at: '2026-03-10T12:00', verified: 'yes' };
    const done = finished('fulfilment', fieldsFor('fulfilment', party), draft(values));
    expect(done).toMatchObject({ ok: true });
    expect(done).not.toHaveProperty('object.verified');
  });
});

describe('an area', () => {
  it('is a box of four sides, or nothing', () => {
    expect(readArea(NO_AREA)).toBeUndefined();
    expect(boxOf(BOX)).toEqual({ west: 35.3, south: 47.4, east: 35.7, north: 47.8 });
    for (const odd of [
      { west: '36' },
      { north: '47' },
      { east: '181' },
      { south: 'x' },
      { west: '' },
    ])
      expect(readArea({ ...BOX, ...odd }), JSON.stringify(odd)).toMatch(/four sides/);
  });

  it('may be pasted as GeoJSON, bare, as a feature or a collection of one', () => {
    const geometry = readArea(BOX);
    const feature = { type: 'Feature', geometry };
    for (const json of [geometry, feature, { type: 'FeatureCollection', features: [feature] }])
      expect(readArea({ ...NO_AREA, as: 'geojson', text: JSON.stringify(json) })).toEqual(geometry);
    expect(readArea({ ...NO_AREA, as: 'geojson', text: '{' })).toMatch(/no JSON/);
    const point = '{"type":"Point","coordinates":[1,2]}';
    const pasted = draft(NOTICE, { area: { ...NO_AREA, as: 'geojson', text: point } });
    expect(problems('notice', pasted)).toEqual(['area']);
  });

  it('that is drawn is typed to a hundredth of its smaller side, and is a box again', () => {
    const side = fc.double({ min: 0.002, max: 20, noNaN: true });
    const lon = fc.double({ min: -150, max: 150, noNaN: true });
    const lat = fc.double({ min: -60, max: 60, noNaN: true });
    fc.assert(
      fc.property(lon, lat, side, side, (west, south, wide, high) => {
        const box = { west, south, east: west + wide, north: south + high };
        const typed = boxOf({ ...NO_AREA, ...sidesOf(box) });
        const off = Math.min(wide, high) / 99;
        expect(Math.abs((typed?.west ?? 999) - west)).toBeLessThan(off);
        expect(Math.abs((typed?.north ?? 999) - box.north)).toBeLessThan(off);
      }),
    );
  });
});

describe('whoever declares', () => {
  it('is offered what is theirs to say', () => {
    expect(kindsFor(staff)).toEqual(KINDS);
    expect(kindsFor(party)).toEqual([
      'notice',
      'inventory',
      'fulfilment',
      'request',
      'mechanism-call',
    ]);
    expect(kindsFor(nation)).toEqual(['deployment', 'contribution']);
    expect(kindsFor({ ...party, may: ['report'] })).toEqual([]);
    expect(kindsFor(undefined)).toEqual([]);
  });

  it('is not asked what only mission staff may say', () => {
    const names = (who: typeof staff | typeof party) =>
      fieldsFor('notice', who).map(({ name }) => name);
    expect(names(staff)).toContain('receivedAt');
    expect(names(party)).not.toContain('receivedAt');
  });
});
