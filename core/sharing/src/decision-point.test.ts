import { createHash, createHmac } from 'node:crypto';
import type { Hasher } from '@greenline/base';
import { LabelTable, label } from '@greenline/labels';
import { describe, expect, it } from 'vitest';
import {
  type Action,
  type Decision,
  DecisionPoint,
  type DecisionRecord,
  EXACT_KINDS,
  guard,
  type PolicyEngine,
  type Principal,
  RELEASED_KINDS,
} from './index.ts';

const hasher: Hasher = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  sha256Hex: (input) => createHash('sha256').update(input).digest('hex'),
  hmacSha256: (key, bytes) => createHmac('sha256', key).update(bytes).digest(),
};
const officer: Principal = { id: 'officer', role: 'staff', name: 'Officer', may: [] };
const liaison: Principal = { id: 'a', role: 'party', member: 'A', name: 'A', may: [] };
const channel: Principal = { id: 'c', role: 'contributor', member: 'c', name: 'C', may: [] };
const others: readonly Principal[] = [
  liaison,
  channel,
  { id: 'all', role: 'public', name: 'All', may: [] },
  { id: 'aid', role: 'humanitarian', name: 'Aid', may: [] },
];

const yes: Decision = { allow: true, reason: 'permitted by test' };

/** A decision point whose engine answers as told and counts how often it was asked. */
function point(answer: (owner: string, action: Action) => Decision = () => yes) {
  const labels = new LabelTable(hasher);
  const [mine, theirs] = ['c', 'd'].map((owner) => labels.intern(label({ owner })));
  if (mine === undefined || theirs === undefined) throw new Error('no labels');
  const told: DecisionRecord[] = [];
  const asked = { times: 0 };
  const engine = {
    version: 'v1',
    decide: (_: Principal, action: Action, { owner }: { owner: string }) => {
      asked.times++;
      return answer(owner, action);
    },
  };
  const decisions = new DecisionPoint({
    engine: engine as PolicyEngine,
    hasher,
    labels,
    context: { exercise: false },
    onDecision: (decision) => told.push(decision),
  });
  return { decisions, labels, mine, theirs, told, asked, engine };
}

describe('the decision point', () => {
  it('asks once for each principal, action, label and policy version', () => {
    const { decisions, mine, theirs, asked, engine } = point();
    for (let times = 0; times < 3; times++) decisions.decide(officer, 'read:track', mine);
    expect(asked.times).toBe(1);
    decisions.decide({ ...officer }, 'read:track', mine);
    expect(asked.times).toBe(1);
    decisions.decide({ ...officer, member: 'c' }, 'read:track', mine);
    decisions.decide(officer, 'read:event', mine);
    decisions.decide(officer, 'read:track', theirs);
    expect(asked.times).toBe(4);
    engine.version = 'v2';
    decisions.decide(officer, 'read:track', mine);
    expect(asked.times).toBe(5);
  });

  it('gives the labels a query may filter on', () => {
    const { decisions, mine, labels } = point((owner) => ({ ...yes, allow: owner === 'c' }));
    expect(decisions.allowedLabels(officer, 'read:track')).toEqual([mine]);
    const later = labels.intern(label({ owner: 'c', caveats: ['EYES'] }));
    expect(decisions.allowedLabels(officer, 'read:track')).toEqual([mine, later].sort());
  });

  it('counts and logs every decision, remembered ones too, before it is given', () => {
    const { decisions, mine, told } = point();
    decisions.decide(officer, 'read:track', mine);
    decisions.decide(officer, 'read:track', mine);
    decisions.decide(liaison, 'read:track', mine);
    expect(decisions.counts).toEqual({ asked: 3, cached: 1, allowed: 2, denied: 1, errors: 0 });
    expect(told).toMatchObject([
      { principal: 'officer', action: 'read:track', label: mine, policy: 'v1', cached: false },
      { cached: true },
      { principal: 'a', allow: false },
    ]);
  });

  it('denies where the engine fails, and asks again the next time', () => {
    let broken = true;
    const { decisions, mine } = point(() => {
      if (broken) throw new Error('unreachable');
      return yes;
    });
    expect(decisions.decide(officer, 'read:track', mine).allow).toBe(false);
    expect(decisions.counts.errors).toBe(1);
    broken = false;
    expect(decisions.decide(officer, 'read:track', mine).allow).toBe(true);
  });

  it.each([undefined, {}, { allow: 'yes' }, { allow: 1 }])(
    'denies where the engine answers %j',
    (answer) => {
      const { decisions, mine } = point(() => answer as never);
      expect(decisions.decide(officer, 'read:track', mine).allow).toBe(false);
    },
  );

  it('denies a label that nobody interned and an action that nobody knows', () => {
    const { decisions, mine } = point();
    expect(decisions.decide(officer, 'read:track', 'sha256:00').allow).toBe(false);
    expect(decisions.decide(officer, 'read:secret' as Action, mine).allow).toBe(false);
  });
});

describe('at export', () => {
  it('every row is asked about again, and one that may not go stops all', () => {
    const { decisions, mine, theirs } = point((owner) => ({ ...yes, allow: owner === 'c' }));
    const row = (kind: string, of: typeof mine) => ({ kind, label: of });
    expect(decisions.checkExport(liaison, [row('released-event', mine)])).toEqual({
      ok: true,
      value: 1,
    });
    const leak = [row('released-event', mine), row('released-event', theirs)];
    expect(decisions.checkExport(liaison, leak)).toMatchObject({ ok: false });
    expect(decisions.checkExport(liaison, [row('track', mine)])).toMatchObject({ ok: false });
    expect(decisions.checkExport(officer, [row('track', mine)])).toMatchObject({ ok: true });
    expect(decisions.checkExport(officer, [row('rumour', mine)])).toMatchObject({ ok: false });
  });

  it.each(['read:track', 'export'])(
    'an exact record leaves only where %s is permitted too',
    (no) => {
      const { decisions, mine } = point((_, action) => ({ ...yes, allow: action !== no }));
      expect(decisions.checkExport(officer, [{ kind: 'track', label: mine }]).ok).toBe(false);
      expect(decisions.checkExport(officer, [{ kind: 'agreement', label: mine }]).ok).toBe(true);
    },
  );
});

describe('the guard', () => {
  it.each(EXACT_KINDS)('keeps %s records for staff, under a policy that permits all', (kind) => {
    const { decisions, mine } = point();
    expect(guard(officer, kind).ok).toBe(true);
    for (const who of others) {
      const asked = guard(who, kind);
      expect(asked.ok ? '' : asked.error.text).toMatch(/mission staff alone/);
      expect(decisions.decide(who, `read:${kind}`, mine).allow).toBe(false);
    }
  });

  it.each(['export', 'stream', 'decide'] as const)('keeps %s for staff', (action) => {
    const { decisions, mine } = point();
    expect(decisions.decide(officer, action, mine).allow).toBe(true);
    for (const who of others) expect(decisions.decide(who, action, mine).allow).toBe(false);
  });

  it.each(['', 'tracks', 'order', 'sensor', 'feed', 'Track', 'constructor', '__proto__'])(
    'refuses everybody a kind nobody thought about: %j',
    (kind) => {
      for (const who of [officer, ...others])
        expect(guard(who, kind)).toMatchObject({ ok: false, error: { kind: 'unknown-kind' } });
    },
  );

  it('lets everybody ask for released kinds', () => {
    for (const kind of RELEASED_KINDS)
      for (const who of [officer, ...others]) expect(guard(who, kind).ok).toBe(true);
  });
});
