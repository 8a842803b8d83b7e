import type { FindingId } from '@greenline/agreement';
import { portableHasher } from '@greenline/evidence';
import { describe, expect, it } from 'vitest';
import { at, FIRE, only, ruled, sees, shot, step, take } from './cases.fixture.ts';
import {
  type AcceptanceRule,
  applyFinding,
  type Case,
  type CaseBook,
  digestOfRule,
  emptyCaseBook,
  runRules,
} from './index.ts';

/** Many shots, each far from the others, each heard by these. */
function fired(count: number, sensors = ['mast-1', 'mast-2'], rule = FIRE): CaseBook {
  const of = emptyCaseBook();
  for (let i = 0; i < count; i++) {
    for (const sensor of sensors) sees(of, `E${i}`, sensor);
    applyFinding(of, shot(`E${i}`, i * 1_000), ruled(rule));
  }
  return of;
}
const sign = (of: CaseBook, rule: AcceptanceRule = FIRE, by = 'ana', digest?: string) =>
  take(
    of,
    step(
      by,
      'put-in-force',
      { id: `rule/${rule.rule}` as Case['id'] },
      {
        with: { digest: digest ?? digestOfRule(rule, portableHasher) },
      },
    ),
    100,
    ruled(rule),
  );
const NIGHT = 10_000_000;
const run = (of: CaseBook, rule: AcceptanceRule = FIRE) => runRules(of, at(NIGHT), ruled(rule));
const check = (of: CaseBook, one: Case, kind: 'confirm' | 'refute', rule = FIRE, by = 'ana') =>
  take(of, step(by, kind, one), NIGHT, {
    ...ruled(rule),
    practice: { ...ruled(rule).practice, watch: { hours: 12, most: 10_000 } },
  });
const sampled = (of: CaseBook) => [...of.cases.values()].filter((one) => one.sampledBy);
const all = (rule: Partial<AcceptanceRule>): AcceptanceRule => ({ ...FIRE, ...rule });

describe('a rule of acceptance', () => {
  it('does nothing until a person of the mission signs its very text', () => {
    const of = fired(5);
    expect(run(of)).toEqual([]);
    expect(of.desk).toMatchObject([{ note: 'rule', standing: 'proposed', rule: 'fire-by-two' }]);
    expect(sign(of, FIRE, 'party').refusal).toMatchObject({ kind: 'not-entitled' });
    expect(sign(of, FIRE, 'rule').refusal).toMatchObject({ kind: 'not-entitled' });
    expect(sign(of, FIRE, 'ana', 'sha256:00').refusal).toMatchObject({ kind: 'other-digest' });
    expect(of.stray).toHaveLength(3);
    expect(sign(of).refusal).toBeUndefined();
    expect(run(of).length).toBe(5);
  });

  it('accepts by two legal steps, says under whose signature, and accuses nobody', () => {
    const of = fired(1, undefined, all({ sample: 1e-9 }));
    sign(of, all({ sample: 1e-9 }));
    run(of, all({ sample: 1e-9 }));
    const signed = {
      rule: 'fire-by-two',
      version: 1,
      digest: digestOfRule(all({ sample: 1e-9 }), portableHasher),
      inForceBy: 'ana',
    };
    expect(only(of)).toMatchObject({
      state: 'confirmed',
      party: 'unknown',
      alleged: 'A',
      acceptedBy: signed,
    });
    expect(only(of).history.slice(-2)).toMatchObject([
      { rule: 'accepted', from: 'open', to: 'being-verified', signed },
      { rule: 'accepted', from: 'being-verified', to: 'confirmed', signed },
    ]);
  });

  it.each([
    ['one source', ['mast-1']],
    ['one source under two names', ['mast-1', 'gateway']],
    ['one source and a broadcast', ['mast-1', 'broadcast']],
    ['broadcasts', ['broadcast', 'stranger']],
  ])('leaves to people what rests on %s', (_what, sensors) => {
    const of = fired(1, sensors);
    sign(of);
    expect(run(of)).toEqual([]);
    expect(only(of).state).toBe('open');
  });

  it('accepts what one authenticated array heard', () => {
    const of = fired(1, ['array-1']);
    sign(of);
    expect(run(of)).toHaveLength(1);
  });

  it('leaves to people a case of which a single finding is weaker, and what is not fire', () => {
    const of = fired(1);
    sees(of, 'weak', 'mast-1');
    applyFinding(of, shot('weak', 10), ruled(FIRE));
    sign(of);
    expect(run(of)).toEqual([]);
    const launched = fired(0);
    for (const sensor of ['mast-1', 'mast-2'])
      sees(launched, 'L', sensor, { class: { launch: 1 } });
    applyFinding(launched, shot('L', 0), ruled(FIRE));
    sign(launched);
    expect(run(launched)).toEqual([]);
  });

  it('waits until a case is quiet', () => {
    const of = fired(1);
    sign(of);
    expect(runRules(of, at(5 + 59), ruled(FIRE))).toEqual([]);
    expect(runRules(of, at(5 + 60), ruled(FIRE))).toHaveLength(1);
  });

  it('does not wait for ever where fire never pauses', () => {
    const rule = all({ settleS: 900, sample: 1e-9 });
    const of = emptyCaseBook();
    sign(of, rule);
    for (let second = 0; second < 3_600; second += 300) {
      sees(of, `E${second}`, 'array-1');
      applyFinding(of, shot(`E${second}`, second), ruled(rule));
      runRules(of, at(second + 6), ruled(rule));
    }
    expect([...of.cases.values()].map(({ state }) => state)).toEqual(['confirmed', 'open']);
  });

  it('whose text changed must be signed again', () => {
    const of = fired(1);
    sign(of);
    expect(run(of, all({ version: 2 }))).toEqual([]);
    expect(of.rules.get('fire-by-two')).toMatchObject({ standing: 'proposed', version: 2 });
  });

  it('takes a case back when a finding no longer says so much', () => {
    const of = fired(1);
    sign(of);
    run(of);
    const one = only(of);
    const cleared = shot('E0b', 0, 0, {
      supersedes: 'E0' as FindingId,
      verdict: 'undetermined',
      subject: ['E0'],
    });
    applyFinding(of, cleared, ruled(FIRE));
    expect(only(of)).toMatchObject({ state: 'being-verified', party: 'A' });
    expect(only(of).history.at(-1)).toMatchObject({ rule: 'no-longer-fits' });
    expect(only(of).history.slice(0, one.history.length)).toEqual(one.history);
  });
});

describe('the sample of a rule', () => {
  it('is the stated share, chosen by the case’s id and by nothing else', () => {
    const rule = all({ sample: 0.1 });
    const of = fired(1_000, undefined, rule);
    sign(of, rule);
    run(of, rule);
    const chosen = sampled(of).map(({ id }) => id);
    expect(chosen.length).toBeGreaterThan(70);
    expect(chosen.length).toBeLessThan(130);
    for (const one of sampled(of)) expect(one.state).toBe('being-verified');
    const other = fired(1_000, ['array-1'], rule);
    sign(other, rule, 'bela');
    run(other, rule);
    expect(sampled(other).map(({ id }) => id)).toEqual(chosen);
  });

  it('that is good vouches for what was accepted before the oldest unchecked', () => {
    const rule = all({ sample: 0.2 });
    const of = fired(400, undefined, rule);
    sign(of, rule);
    run(of, rule);
    const standing = of.rules.get(rule.rule);
    const before = standing?.unvouched.size ?? 0;
    for (const one of sampled(of).slice(0, 20)) check(of, one, 'confirm', rule);
    expect(standing?.unvouched.size).toBeLessThan(before);
    expect(standing?.unvouched.size).toBeGreaterThan(0);
  });

  it('that refutes too many suspends the rule, with an alarm, and takes back what nobody vouched for', () => {
    const rule = all({ sample: 0.2 });
    const of = fired(400, undefined, rule);
    sign(of, rule);
    run(of, rule);
    const [first, second, ...rest] = sampled(of);
    for (const one of rest.slice(0, 20)) check(of, one, 'confirm', rule);
    of.desk.length = 0;
    check(of, first as Case, 'refute', rule);
    expect(of.rules.get(rule.rule)?.standing).toBe('in-force');
    check(of, second as Case, 'refute', rule);
    expect(of.rules.get(rule.rule)?.standing).toBe('suspended');
    const alarm = of.desk.find(({ note }) => note === 'rule-suspended');
    const returned = [...of.cases.values()].filter((one) =>
      one.history.some((line) => line.entry === 'rule' && line.rule === 'rule-suspended'),
    );
    expect(alarm).toMatchObject({ refuted: 2, bound: 0.05, returned: returned.length });
    expect(returned.length).toBeGreaterThan(200);
    for (const one of returned) {
      expect(one.state).toBe('being-verified');
      expect(one.decision).toBeUndefined();
    }
    expect([...of.cases.values()].filter(({ acceptedBy }) => acceptedBy)).toEqual([]);
    expect(run(of, rule)).toEqual([]);
    expect(sign(of, rule).refusal).toBeUndefined();
    expect(of.rules.get(rule.rule)).toMatchObject({ standing: 'in-force', taken: 0 });
  });

  it('cannot be emptied by a merge or a split', () => {
    const rule = all({ sample: 1 });
    const of = fired(2, undefined, rule);
    sign(of, rule);
    run(of, rule);
    const [one, other] = sampled(of);
    const merge = step('ana', 'merge', one as Case, { with: { into: other?.id ?? '' } });
    expect(take(of, merge).refusal).toMatchObject({ kind: 'in-sample' });
  });

  it('is unchecked again while a decision on it is open', () => {
    const rule = all({ sample: 1 });
    const of = fired(1, undefined, rule);
    sign(of, rule);
    run(of, rule);
    check(of, only(of), 'refute', rule);
    const sample = of.rules.get(rule.rule)?.samples.get(only(of).id);
    expect(sample).toMatchObject({ found: 'refuted' });
    take(of, step('bela', 'reopen', only(of)), NIGHT, ruled(rule));
    expect(sample?.found).toBeUndefined();
  });
});
