import { label } from '@greenline/labels';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Audience,
  audienceName,
  audienceOf,
  mayGoTo,
  recipientsOf,
  releaseLabel,
} from './index.ts';

const parties: Audience = { kind: 'parties', members: ['B', 'A'] };
const nation: Audience = { kind: 'nation', member: 'nation-c' };
const everybody: Audience = { kind: 'public' };
const goes = (audience: Audience, parts: Partial<Parameters<typeof label>[0]>): boolean =>
  mayGoTo(audience, label({ owner: 'nation-c', ...parts }));

describe('what a label lets go', () => {
  it('is nothing by default, save to its owner', () => {
    expect([goes(parties, {}), goes(nation, {}), goes(everybody, {})]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('goes to the parties where both may have it', () => {
    expect(goes(parties, { releasableTo: ['A'] })).toBe(false);
    expect(goes(parties, { releasableTo: ['A', 'B'] })).toBe(true);
    expect(goes(parties, { owner: 'A', releasableTo: ['B'] })).toBe(true);
    expect(goes(parties, { releasableTo: ['public'], notReleasableTo: ['B'] })).toBe(false);
    expect(goes(parties, { releasableTo: ['public'], notReleasableTo: ['nation-d'] })).toBe(true);
  });

  it('goes to the public where it is kept from nobody', () => {
    expect(goes(everybody, { releasableTo: ['public'] })).toBe(true);
    expect(goes(everybody, { releasableTo: ['public'], notReleasableTo: ['nation-d'] })).toBe(
      false,
    );
    expect(goes(everybody, { releasableTo: ['A', 'B', 'nation-c'] })).toBe(false);
  });

  it('stays with its owner where the originator keeps control', () => {
    const kept = { releasableTo: ['public'], originatorControlled: true };
    expect([goes(parties, kept), goes(nation, kept), goes(everybody, kept)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(goes(nation, { ...kept, owner: 'nation-d' })).toBe(false);
  });

  it('stays with staff where it has a caveat, from its owner too', () => {
    for (const audience of [parties, nation, everybody])
      expect(goes(audience, { releasableTo: ['public'], caveats: ['EYES'] })).toBe(false);
  });

  it('never goes to an audience one of whose members the label keeps out', () => {
    const names = fc.uniqueArray(fc.constantFrom('A', 'B', 'nation-c', 'public'));
    const parts = fc.record({ releasableTo: names, notReleasableTo: names });
    fc.assert(
      fc.property(parts, fc.constantFrom(parties, nation, everybody), (drawn, audience) => {
        if (!goes(audience, drawn)) return;
        for (const name of recipientsOf(audience))
          expect(drawn.notReleasableTo).not.toContain(name);
      }),
    );
  });
});

describe('the label of a release', () => {
  it('names its recipients and nothing of what it was made from', () => {
    expect(releaseLabel(parties, false)).toEqual(
      label({ owner: 'mission', releasableTo: ['A', 'B'] }),
    );
    expect(releaseLabel('humanitarian', true)).toEqual(
      label({ owner: 'mission', releasableTo: ['humanitarian'], exercise: true }),
    );
  });
});

describe('the releases that a principal reads', () => {
  it('are those of its audience', () => {
    const who = { id: 'x', name: 'x', may: [] };
    expect(audienceOf({ ...who, role: 'party', member: 'A' })).toBe(audienceName(parties));
    expect(audienceOf({ ...who, role: 'contributor', member: 'nation-c' })).toBe(
      audienceName(nation),
    );
    expect(audienceOf({ ...who, role: 'public' })).toBe(audienceName(everybody));
    expect(audienceOf({ ...who, role: 'staff' })).toBeUndefined();
  });
});
