import { describe, expect, it } from 'vitest';
import { examplePrintout } from '../example.ts';
import { agreementOf, factsOf, judged, lines } from './declared.fixture.ts';

const area = {
  type: 'Polygon',
  coordinates: [
    [
      [30.9, 48.4],
      [31.1, 48.4],
      [31.1, 48.6],
      [30.9, 48.6],
      [30.9, 48.4],
    ],
  ],
};
const permit = (parts: object = {}) => ({
  fact: 'permit',
  id: 'P-1',
  kind: 'movement',
  party: 'A',
  from: '2026-03-10T06:00:00Z',
  to: '2026-03-10T18:00:00Z',
  area,
  size: { 'military-truck': 2, personnel: 20 },
  ...parts,
});
const truck = (id: string, parts: object = {}) => ({
  fact: 'object',
  id,
  class: 'military-truck',
  party: 'A',
  at: '2026-03-10T12:00:00Z',
  position: { lon: 31, lat: 48.5 },
  ...parts,
});
const count = (many: number, parts: object = {}) => ({
  fact: 'count',
  class: 'military-person',
  party: 'A',
  zone: 'north',
  at: '2026-03-10T12:00:00Z',
  count: many,
  ...parts,
});
const clause = '  - { cite: "9", kind: permit, permits: [movement], zone: north }';
const run = (...facts: readonly object[]) => judged(agreementOf(clause), factsOf(...facts));

describe('what a permit allows', () => {
  it('is as many as it says, and not one more', () => {
    const two = [truck('t1'), truck('t2')];
    expect(lines(run(permit(), ...two))).toEqual(['9, size P-1+military-truck A compliant 2 2']);
    const [, third] = run(permit(), ...two, truck('t3', { at: '2026-03-10T12:05:00Z' }));
    expect(third).toMatchObject({
      verdict: 'breach',
      measured: 3,
      limit: 2,
      nature: 'substantive',
    });
    expect(third?.reason).toContain(
      'A has 3 military-truck under permit P-1, which allows 2, 1 beyond it',
    );
  });

  it('is held against a count of its party’s in the zone', () => {
    const of = (many: number, parts: object = {}) => run(permit(), count(many, parts))[0];
    expect(of(20)).toMatchObject({ verdict: 'compliant', measured: 20 });
    expect(of(21)).toMatchObject({ verdict: 'breach', measured: 21 });
    expect(of(24, { sigma: 4 })).toMatchObject({ verdict: 'undetermined' });
    expect(of(30, { party: 'B' })).toBeUndefined();
  });

  it('is of its time, its area, its party and its kind: others are not counted', () => {
    const others = [
      truck('late', { at: '2026-03-10T18:00:01Z' }),
      truck('away', { position: { lon: 31.3, lat: 48.5 } }),
      truck('theirs', { party: 'B' }),
    ];
    expect(run(permit(), ...others)).toEqual([]);
    expect(run(permit({ kind: 'demining' }), truck('t1'))).toEqual([]);
  });

  it('is unbounded where the permit states no size, or withdraws it', () => {
    const { size: _, ...boundless } = permit();
    expect(run(boundless, truck('t1'), count(500))).toEqual([]);
  });

  it('counts a thing that left the area no more', () => {
    const told = run(
      permit(),
      ...['t1', 't2', 't3'].map((id) => truck(id)),
      truck('t3', { at: '2026-03-10T13:00:00Z', position: { lon: 31.5, lat: 48.5 } }),
    );
    expect(told.at(-1)).toMatchObject({ verdict: 'compliant', measured: 2 });
  });

  it('reads as a sentence', () => {
    expect(examplePrintout(agreementOf(clause))).toContain(
      'No more may take part in movement than the permit says.',
    );
  });
});
