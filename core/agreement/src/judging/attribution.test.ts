import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleAgreement, exampleEvent, exampleOptions } from '../example.ts';
import type { EventFact } from '../fact.ts';
import { attribute } from './attribution.ts';
import { judge } from './judge.ts';

const agreement = exampleAgreement();
const ground = { parties: agreement.parties, lines: [...agreement.lines.values()] };
const north = { lon: 31, lat: 48.4 };
const south = { lon: 31, lat: 48 };
const of = (parts: Partial<EventFact>) => attribute(exampleEvent({ id: 'e', ...parts }), ground);
const ratio = (parts: Partial<EventFact>, party: string) =>
  of(parts).hypotheses.find((one) => one.party === party)?.likelihoodRatio;

describe('who did it', () => {
  it('is unknown where nobody says, and every hypothesis stands at one to one', () => {
    expect(of({})).toEqual({
      party: 'unknown',
      hypotheses: ['A', 'B', 'private'].map((party) => ({ party, likelihoodRatio: 1, basis: [] })),
    });
  });

  it('is never said on one source, though its word is weighed', () => {
    expect(of({ party: 'A', sources: ['mast 1'] }).party).toBe('unknown');
    expect(ratio({ party: 'A', sources: ['mast 1'] }, 'A')).toBe(10);
    expect(of({ party: 'A', sources: ['mast 1', 'mast 1'] }).party).toBe('unknown');
    expect(of({ party: 'A', sources: ['mast 1', 'mast 2'], namedBy: ['mast 2'] }).party).toBe(
      'unknown',
    );
  });

  it('is said where two independent sources name the same actor', () => {
    const named = of({ party: 'A', sources: ['mast 1', 'patrol 2'] });
    expect(named.party).toBe('A');
    expect(named.hypotheses[0]).toEqual({
      party: 'A',
      likelihoodRatio: 100,
      basis: ['named by 2 sources'],
    });
  });

  it('is not said where the ground speaks against what two sources name', () => {
    const fired = { class: { launch: 1 }, direction: 'outgoing', sources: ['1', '2'] } as const;
    expect(of({ ...fired, party: 'A', position: north }).party).toBe('A');
    expect(of({ ...fired, party: 'A', position: south }).party).toBe('unknown');
    expect(of({ ...fired, party: 'A', position: south, sources: ['1', '2', '3'] }).party).toBe('A');
  });

  it('is never said by the place alone: a shot from a village that a party holds', () => {
    const village = { class: { 'muzzle-flash': 1 }, position: south };
    expect(of(village).party).toBe('unknown');
    expect(ratio(village, 'B')).toBe(20);
    expect(ratio(village, 'private')).toBe(1);
  });

  it('is not told by where a shell landed, nor by reports that nobody vouches for', () => {
    expect(ratio({ position: south, direction: 'incoming' }, 'B')).toBe(1);
    const rumour = { party: 'A', sources: ['1', '2', '3'], trust: 'unauthenticated' } as const;
    expect(of(rumour)).toMatchObject({
      party: 'unknown',
      hypotheses: [{ likelihoodRatio: 1 }, {}, {}],
    });
  });

  it('leaves a private person in, who acted on his own initiative', () => {
    const shooter = { sources: ['1', '2'], party: 'private', attributes: { ownInitiative: true } };
    expect(of(shooter)).toMatchObject({ party: 'private' });
    expect(of({ ...shooter, party: 'B' }).party).toBe('B');
    expect(ratio({ attributes: { underOrders: true } }, 'private')).toBe(0.1);
  });

  it('is as monitors say, who were stopped by somebody they stood before', () => {
    expect(of({ class: { restriction: 1 }, party: 'A' })).toEqual({ party: 'A', hypotheses: [] });
  });

  it('stands in the finding and its reason', () => {
    const facts = [exampleEvent({ id: 'e', party: 'A', position: north, class: { launch: 1 } })];
    const [finding] = judge(agreement, facts, exampleOptions);
    expect(finding).toMatchObject({ clause: '1', verdict: 'breach', party: 'unknown' });
    expect(finding?.hypotheses?.map((one) => one.likelihoodRatio)).toEqual([200, 0.1, 0.005]);
    expect(finding?.reason).toContain(
      'attribution undetermined: A 200 : 1 (named by 1 source, came from its side of the line)',
    );
    expect(finding?.reason).toContain('private persons are not excluded');
  });

  it('mirrors when the parties are exchanged', () => {
    const parties = fc.constantFrom('A', 'B', 'private', undefined);
    const sources = fc.uniqueArray(fc.constantFrom('1', '2', '3'), { minLength: 1 });
    const swapped = (party: string) => (party === 'A' ? 'B' : party === 'B' ? 'A' : party);
    const other = {
      parties: ['B', 'A'] as const,
      lines: ground.lines.map((line) => ({
        ...line,
        sides: { left: line.sides.right, right: line.sides.left },
      })),
    };
    fc.assert(
      fc.property(parties, sources, fc.boolean(), (party, from, isNorth) => {
        const fact = exampleEvent({
          id: 'e',
          sources: from,
          class: { launch: 1 },
          position: isNorth ? north : south,
          ...(party === undefined ? {} : { party }),
        });
        const there = attribute(
          { ...fact, ...(party === undefined ? {} : { party: swapped(party) }) },
          other,
        );
        const here = attribute(fact, ground);
        expect(swapped(there.party)).toBe(here.party);
        expect(there.hypotheses.map((one) => ({ ...one, party: swapped(one.party) }))).toEqual(
          here.hypotheses,
        );
      }),
    );
  });
});
