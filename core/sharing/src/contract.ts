import { label } from '@greenline/labels';
import { describe, expect, it } from 'vitest';
import { ACTIONS, type Action, EXACT_KINDS } from './action.ts';
import type { PolicyEngine } from './policy-engine.ts';
import type { Principal } from './principal.ts';

const officer: Principal = { id: 'officer', role: 'staff', name: 'Officer', may: ['decide'] };
const nation: Principal = {
  id: 'channel-c',
  role: 'contributor',
  member: 'nation-c',
  name: 'Channel of C',
  may: ['intake'],
};
const partyA: Principal = { id: 'liaison-a', role: 'party', member: 'A', name: 'A', may: [] };
const everybody: Principal = { id: 'public', role: 'public', name: 'Everybody', may: [] };
const chair: Principal = { id: 'chair', role: 'commission', name: 'Chair', may: [] };
const deminer: Principal = { id: 'deminer', role: 'humanitarian', name: 'Deminer', may: [] };

/** What every `PolicyEngine` keeps to under the shipped policy. */
export function policyEngineContract(name: string, open: () => PolicyEngine): void {
  const operational = { exercise: false };
  const engine = open();
  const of = (principal: Principal, action: Action, parts: Parameters<typeof label>[0]): boolean =>
    engine.decide(principal, action, label(parts), operational).allow;

  describe(`${name} as a policy engine`, () => {
    it('gives the same answer and version every time, and a reason with each', () => {
      const [one, two] = [open(), open()];
      const asked = label({ owner: 'nation-c' });
      expect(one.version).toBe(two.version);
      expect(one.decide(officer, 'read:track', asked, operational)).toEqual(
        two.decide(officer, 'read:track', asked, operational),
      );
      expect(one.decide(partyA, 'read:track', asked, operational).reason).not.toBe('');
    });

    it('lets mission staff read everything of the mission', () => {
      for (const action of ACTIONS.filter((one) => one.startsWith('read:')))
        expect(of(officer, action, { owner: 'nation-c' })).toBe(true);
    });

    it('lets nobody else read an exact record, whatever its label says', () => {
      for (const who of [nation, partyA, everybody, deminer, chair])
        for (const kind of EXACT_KINDS)
          for (const owner of ['nation-c', 'A', 'mission'])
            expect(of(who, `read:${kind}`, { owner, releasableTo: ['public'] })).toBe(false);
    });

    it('lets others read what was released to them by name, or to everybody', () => {
      const toA = { owner: 'mission', releasableTo: ['A'] };
      const toAll = { owner: 'mission', releasableTo: ['public'] };
      expect(of(partyA, 'read:released-finding', toA)).toBe(true);
      expect(of(nation, 'read:released-finding', toA)).toBe(false);
      expect(of(everybody, 'read:released-finding', toA)).toBe(false);
      for (const who of [nation, partyA, everybody, deminer])
        expect(of(who, 'read:released-finding', toAll)).toBe(true);
    });

    it('lets parties and nations read what they declared, and those to whom they released it', () => {
      const read = (who: Principal, parts: Parameters<typeof label>[0]) =>
        of(who, 'read:released-declaration', parts);
      expect(read(partyA, { owner: 'A' })).toBe(true);
      expect(read(nation, { owner: 'nation-c' })).toBe(true);
      expect(read(officer, { owner: 'A' })).toBe(true);
      for (const who of [nation, everybody, deminer]) expect(read(who, { owner: 'A' })).toBe(false);
      expect(read(partyA, { owner: 'B' })).toBe(false);
      expect(read(partyA, { owner: 'mission' })).toBe(false);
      expect(read(partyA, { owner: 'B', releasableTo: ['A'] })).toBe(true);
      expect(of(partyA, 'read:released-finding', { owner: 'A' })).toBe(false);
    });

    it('lets the joint commission read what is for it, and nobody else', () => {
      const forIt = { owner: 'mission', releasableTo: ['commission'] };
      for (const kind of ['commission-case', 'released-filing', 'released-finding'] as const) {
        expect(of(chair, `read:${kind}`, forIt)).toBe(true);
        expect(of(chair, `read:${kind}`, { owner: 'mission', releasableTo: ['A', 'B'] })).toBe(
          false,
        );
        for (const who of [nation, partyA, everybody, deminer])
          expect(of(who, `read:${kind}`, forIt)).toBe(false);
      }
    });

    it('lets a label keep somebody out, staff of that nation among them', () => {
      const notC = { owner: 'mission', releasableTo: ['public'], notReleasableTo: ['nation-c'] };
      expect(of(nation, 'read:released-event', notC)).toBe(false);
      expect(of({ ...officer, member: 'nation-c' }, 'read:event', notC)).toBe(false);
      expect(of(everybody, 'read:released-event', notC)).toBe(false);
      expect(of(officer, 'read:event', notC)).toBe(true);
    });

    it('keeps exercise and operation apart, staff included', () => {
      const drill = label({ owner: 'mission', exercise: true });
      const player: Principal = { ...officer, exercise: true };
      expect(engine.decide(officer, 'read:track', drill, operational).allow).toBe(false);
      expect(engine.decide(player, 'read:track', drill, operational).allow).toBe(false);
      expect(engine.decide(player, 'read:track', drill, { exercise: true }).allow).toBe(true);
      expect(of(player, 'read:track', { owner: 'mission' })).toBe(false);
    });

    it('lets people act only where they may, and others only on what is their own', () => {
      expect(of(officer, 'decide', { owner: 'mission' })).toBe(true);
      expect(of({ ...officer, may: [] }, 'decide', { owner: 'mission' })).toBe(false);
      expect(of({ ...partyA, may: ['decide'] }, 'decide', { owner: 'A' })).toBe(false);
      expect(of(nation, 'intake', { owner: 'nation-c' })).toBe(true);
      expect(of(nation, 'intake', { owner: 'nation-d' })).toBe(false);
      expect(of(nation, 'declare', { owner: 'nation-c' })).toBe(false);
    });

    it('lets nobody but staff export or follow a stream, and staff not what its originator controls', () => {
      for (const action of ['export', 'stream'] as const) {
        expect(of(nation, action, { owner: 'nation-c', releasableTo: ['public'] })).toBe(false);
        expect(of(officer, action, { owner: 'nation-c' })).toBe(true);
      }
      const controlled = { owner: 'nation-c', originatorControlled: true };
      expect(of(officer, 'export', controlled)).toBe(false);
      expect(of({ ...officer, member: 'nation-c' }, 'export', controlled)).toBe(true);
    });

    it('tells humanitarians of hazards, and of nothing else that is not for all', () => {
      expect(of(deminer, 'read:hazard-warning', { owner: 'mission' })).toBe(true);
      expect(of(deminer, 'read:released-event', { owner: 'mission' })).toBe(false);
      expect(of(partyA, 'read:hazard-warning', { owner: 'mission' })).toBe(false);
    });
  });
}
