import { createHash, createHmac } from 'node:crypto';
import type { Finding, FindingId } from '@greenline/agreement';
import { type Hasher, type Instant, instant } from '@greenline/base';
import type { LabelId } from '@greenline/labels';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyCommand,
  applyFinding,
  type Case,
  type CaseBook,
  type CaseCommand,
  type CaseContext,
  DEFAULT_PRACTICE,
  emptyCaseBook,
  type FindingArrival,
  isOverdue,
  STEPS,
  type StepKind,
  stepsFrom,
  tick,
} from './index.ts';

const hasher: Hasher = {
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  hmacSha256: (key, bytes) => new Uint8Array(createHmac('sha256', key).update(bytes).digest()),
};
const NATIONS: Readonly<Record<string, string>> = {
  ana: 'AR',
  bela: 'HU',
  carla: 'AR',
  party: 'A',
  rule: 'mission',
};
const context: CaseContext = {
  hasher,
  practice: DEFAULT_PRACTICE,
  signatory: (id) => {
    const nation = NATIONS[id];
    if (nation === undefined) return undefined;
    return { id, nation, standing: id === 'party' || id === 'rule' ? id : 'mission' };
  },
  rollUp: (a, b) => (a < b ? b : a),
};

const NOON = Date.UTC(2026, 2, 10, 12);
const at = (seconds: number): Instant => instant(NOON + seconds * 1000);
const LABEL: LabelId = 'sha256:01';

const finding = (id: string, changes: Partial<Finding> = {}): Finding => ({
  id: id as FindingId,
  clause: '2(a)',
  agreement: 'forty-km',
  version: '1',
  agreementDigest: 'sha256:00',
  verdict: 'breach',
  probability: 0.99,
  nature: 'substantive',
  subject: ['T1'],
  party: 'A',
  from: at(0),
  to: at(60),
  exceptions: [],
  reason: 'a tank 400 m inside',
  inputs: ['sha256:02'],
  label: LABEL,
  ...changes,
});
const tank = (id: string, changes: Partial<Finding> = {}): FindingArrival => ({
  finding: finding(id, changes),
  clauseKind: 'no-presence',
  about: 'other',
  position: { lon: 36, lat: 48 },
  recordedAt: at(61),
});
/** A shot at `second`, so many metres east of the first. */
const shot = (
  id: string,
  second: number,
  eastM = 0,
  changes: Partial<Finding> = {},
): FindingArrival => ({
  finding: finding(id, {
    clause: '1',
    subject: [id],
    from: at(second),
    to: at(second),
    ...changes,
  }),
  clauseKind: 'no-fire',
  about: 'event',
  position: { lon: 36 + eastM / 74_600, lat: 48 },
  recordedAt: at(second + 5),
});

const book = (...arrivals: FindingArrival[]): CaseBook => {
  const made = emptyCaseBook();
  for (const arrival of arrivals) applyFinding(made, arrival, context);
  return made;
};
const only = (of: CaseBook): Case => {
  expect(of.cases.size).toBe(1);
  return [...of.cases.values()][0] as Case;
};
let drawn = 0;
const step = (
  by: string,
  kind: StepKind,
  about: Pick<Case, 'id'>,
  more: Partial<CaseCommand> = {},
): CaseCommand => ({
  id: `C${++drawn}`,
  at: at(100),
  by,
  case: about.id,
  step: kind,
  reason: 'seen on the picture',
  ...more,
});
const take = (of: CaseBook, command: CaseCommand, second = 100) =>
  applyCommand(of, command, at(second), context);

describe('a case opens', () => {
  it('from a breach and from an undetermined finding, never from a compliant one', () => {
    expect(book(tank('F1')).cases.size).toBe(1);
    expect(book(tank('F1', { verdict: 'undetermined' })).cases.size).toBe(1);
    expect(book(tank('F1', { verdict: 'compliant' })).cases.size).toBe(0);
  });

  it('under the same id at every replay', () => {
    expect(only(book(tank('F1'))).id).toBe(only(book(tank('F1'))).id);
    expect(only(book(tank('F1'))).id).not.toBe(only(book(tank('F2'))).id);
  });

  it('once for one clause, party and subject', () => {
    const one = only(book(tank('F1'), tank('F2', { from: at(600), to: at(700) })));
    expect(one).toMatchObject({ findings: ['F1', 'F2'], from: at(0), to: at(700), state: 'open' });
  });

  it.each([
    ['clause', { clause: '2(b)' }],
    ['party', { party: 'B' }],
    ['subject', { subject: ['T2'] }],
    ['reality', { exercise: true as const }],
  ])('apart for another %s', (_what, changes) => {
    expect(book(tank('F1'), tank('F2', changes)).cases.size).toBe(2);
  });

  it('once for shots within 15 minutes and 5 km of the first', () => {
    const near = book(shot('E1', 0), shot('E2', 600), shot('E3', 1_400, 4_900));
    expect(only(near).subject).toEqual(['E1', 'E2', 'E3']);
  });

  it('apart for shots too late or too far, however they chain', () => {
    expect(book(shot('E1', 0), shot('E2', 901)).cases.size).toBe(2);
    expect(book(shot('E1', 0), shot('E2', 0, 5_100)).cases.size).toBe(2);
    expect(book(shot('E1', 0), shot('E2', 0, 4_000), shot('E3', 0, 8_000)).cases.size).toBe(2);
  });

  it('for shots that arrive in the wrong order as well', () => {
    expect(book(shot('E1', 900), shot('E2', 0)).cases.size).toBe(1);
  });

  it('of its own for a shot that nothing places', () => {
    const { position: _nowhere, ...unplaced } = shot('E2', 0);
    expect(book(shot('E1', 0), unplaced).cases.size).toBe(2);
  });

  it('anew for more shots than one case should hold', () => {
    const many = Array.from({ length: 501 }, (_, i) => shot(`E${i}`, i));
    expect(book(...many).cases.size).toBe(2);
  });
});

describe('a finding that replaces another', () => {
  it('joins its case whatever it says now, and the first stays in the history', () => {
    const revised = tank('F2', { supersedes: 'F1' as FindingId, party: 'B' });
    const one = only(book(tank('F1'), revised));
    expect(one.findings).toEqual(['F2']);
    expect(one.history.map((line) => line.entry === 'finding' && line.finding)).toEqual([
      'F1',
      'F2',
    ]);
  });

  it('and is compliant closes a case that nobody took up, by a named rule', () => {
    const cleared = tank('F2', { supersedes: 'F1' as FindingId, verdict: 'compliant' });
    const one = only(book(tank('F1'), cleared));
    expect(one).toMatchObject({ state: 'closed', verdict: 'compliant' });
    expect(one.decision).toBeUndefined();
    expect(one.history.at(-1)).toMatchObject({ entry: 'rule', rule: 'all-compliant' });
  });

  it('and is a breach again opens it again', () => {
    const cleared = tank('F2', { supersedes: 'F1' as FindingId, verdict: 'compliant' });
    const again = tank('F3', { supersedes: 'F2' as FindingId });
    expect(only(book(tank('F1'), cleared, again))).toMatchObject({
      state: 'open',
      verdict: 'breach',
    });
  });

  it('after people decided leaves their decision, and says that they did not weigh it', () => {
    const of = book(shot('E1', 0));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    applyFinding(
      of,
      shot('E1b', 0, 0, { supersedes: 'E1' as FindingId, verdict: 'compliant' }),
      context,
    );
    expect(only(of)).toMatchObject({ state: 'confirmed', findingsSinceDecision: 1 });
  });

  it('does nothing the second time', () => {
    const of = book(tank('F1'));
    expect(applyFinding(of, tank('F1'), context)).toEqual([]);
  });
});

describe('people decide a case', () => {
  it('of a shot by one of them', () => {
    const of = book(shot('E1', 0));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)), 200);
    expect(only(of)).toMatchObject({
      state: 'confirmed',
      decision: 'confirmed',
      decidedAt: at(200),
      holder: 'ana',
    });
  });

  it('of presence by two of different nations: after the first it shows 1 of 2', () => {
    const of = book(tank('F1'));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    expect(only(of)).toMatchObject({ state: 'being-verified', progress: { have: 1, need: 2 } });
    take(of, step('carla', 'confirm', only(of)));
    expect(only(of)).toMatchObject({ state: 'being-verified', progress: { have: 1, need: 2 } });
    take(of, step('bela', 'confirm', only(of)));
    expect(only(of)).toMatchObject({ state: 'confirmed', progress: { have: 2, need: 2 } });
  });

  it('and nobody counts twice, which is kept as a refusal', () => {
    const of = book(tank('F1'));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    const again = take(of, step('ana', 'confirm', only(of)));
    expect(again.refusal).toMatchObject({ kind: 'already-counted' });
    expect(only(of).votes).toHaveLength(1);
    expect(only(of).history.at(-1)).toMatchObject({ entry: 'refused' });
  });

  it('and one who changes their mind moves their vote; both entries stand', () => {
    const of = book(tank('F1'));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    take(of, step('ana', 'refute', only(of)));
    expect(only(of).votes).toEqual([{ by: 'ana', nation: 'AR', vote: 'refute' }]);
    expect(only(of).history).toHaveLength(4);
  });

  it('at once, and both entries stand: who came second dissents', () => {
    const of = book(shot('E1', 0));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    const second = take(of, step('bela', 'refute', only(of)));
    expect(second.refusal).toBeUndefined();
    expect(only(of).state).toBe('confirmed');
    expect(only(of).history.slice(-2)).toMatchObject([
      { effect: 'moved', to: 'confirmed' },
      { effect: 'dissent', step: { by: 'bela', step: 'refute' } },
    ]);
  });

  it('never without having taken it up, and the refusal says what can be done', () => {
    const of = book(shot('E1', 0));
    const { refusal } = take(of, step('ana', 'confirm', only(of)));
    expect(refusal).toMatchObject({ kind: 'illegal-step', state: 'open' });
    expect(refusal?.missing).toContain('verify');
    expect(only(of).state).toBe('open');
  });

  it.each(['confirm', 'refute', 'dissent'] as const)('never to %s without a reason', (kind) => {
    const of = book(shot('E1', 0));
    take(of, step('ana', 'verify', only(of)));
    const { refusal } = take(of, step('ana', kind, only(of), { reason: ' ' }));
    expect(refusal).toMatchObject({ kind: 'reason-missing' });
  });

  it('but neither a party nor a rule of the machine does', () => {
    const of = book(shot('E1', 0));
    take(of, step('rule', 'verify', only(of)));
    for (const by of ['party', 'rule']) {
      const { refusal } = take(of, step(by, 'confirm', only(of)));
      expect(refusal).toMatchObject({ kind: 'not-entitled', standing: by });
    }
    expect(take(of, step('party', 'reply', only(of))).refusal).toBeUndefined();
    expect(take(of, step('nobody', 'note', only(of))).refusal).toMatchObject({
      kind: 'unknown-person',
    });
  });

  it('again after it is reopened, and old votes do not count', () => {
    const of = book(tank('F1'));
    for (const [by, kind] of [
      ['ana', 'verify'],
      ['ana', 'confirm'],
      ['bela', 'confirm'],
      ['ana', 'reopen'],
      ['ana', 'refute'],
    ] as const) {
      expect(take(of, step(by, kind, only(of))).refusal).toBeUndefined();
    }
    expect(only(of)).toMatchObject({ state: 'being-verified', progress: { have: 1, need: 2 } });
    expect(only(of).decision).toBeUndefined();
  });

  it('and see it through to a remedy that was checked', () => {
    const of = book(shot('E1', 0));
    for (const kind of ['verify', 'confirm', 'refer', 'remedy', 're-verify', 'close'] as const) {
      expect(take(of, step('ana', kind, only(of))).refusal).toBeUndefined();
    }
    expect(only(of)).toMatchObject({ state: 'closed', decision: 'confirmed' });
    expect(only(of).clock).toBeUndefined();
  });

  it('and a next breach by the same subject is a new case that names the old', () => {
    const of = book(tank('F1'));
    const [first] = of.cases.values();
    for (const by of ['ana', 'bela']) {
      if (by === 'ana') take(of, step(by, 'verify', only(of)));
      take(of, step(by, 'confirm', only(of)));
    }
    const [next] = applyFinding(of, tank('F2', { from: at(9_000) }), context);
    expect(next?.recurrenceOf).toBe(first?.id);
  });
});

describe('a command', () => {
  it('that comes twice is taken once', () => {
    const of = book(shot('E1', 0));
    const command = step('ana', 'verify', only(of));
    take(of, command);
    expect(take(of, command)).toEqual({ changed: [] });
  });

  it('under an id already used for another is refused and kept', () => {
    const of = book(shot('E1', 0));
    const command = step('ana', 'verify', only(of));
    take(of, command);
    expect(take(of, { ...command, step: 'note' }).refusal).toMatchObject({ kind: 'id-used' });
    expect(only(of).history.at(-1)).toMatchObject({ entry: 'refused' });
  });

  it('to a case that is not there is kept in the book', () => {
    const of = emptyCaseBook();
    const stray = step('ana', 'verify', { id: 'none' as Case['id'] });
    expect(take(of, stray).refusal).toMatchObject({ kind: 'unknown-case' });
    expect(of.stray).toHaveLength(1);
  });

  it('hands a case over to somebody who is named', () => {
    const of = book(shot('E1', 0));
    expect(take(of, step('ana', 'hand-over', only(of))).refusal).toMatchObject({
      field: 'with.to',
    });
    take(of, step('ana', 'hand-over', only(of), { with: { to: 'bela' } }));
    expect(only(of).holder).toBe('bela');
  });

  it('suspends a case and takes it back to where it was', () => {
    const of = book(tank('F1'));
    take(of, step('ana', 'verify', only(of)));
    take(of, step('ana', 'confirm', only(of)));
    take(of, step('ana', 'suspend', only(of)));
    expect(only(of)).toMatchObject({ state: 'suspended', suspendedFrom: 'being-verified' });
    take(of, step('ana', 'resume', only(of)));
    expect(only(of)).toMatchObject({ state: 'being-verified', progress: { have: 1, need: 2 } });
  });
});

describe('the clock of a case', () => {
  it('runs out when nobody takes it up within the hour, and says so once', () => {
    const of = book(shot('E1', 0));
    const due = 5 + 3_600;
    expect(only(of).clock).toMatchObject({ state: 'open', dueAt: at(due), overdue: false });
    expect(tick(of, at(due))).toEqual([]);
    expect(isOverdue(only(of), at(due + 1))).toBe(true);
    expect(tick(of, at(due + 1))).toMatchObject([{ clock: { overdue: true } }]);
    expect(tick(of, at(due + 2))).toEqual([]);
    take(of, step('ana', 'verify', only(of)), due + 60);
    expect(only(of).clock).toMatchObject({ state: 'being-verified', overdue: false });
  });
});

const LEGAL: Readonly<Record<string, readonly string[]>> = {
  open: ['being-verified', 'suspended', 'closed'],
  'being-verified': ['confirmed', 'refuted', 'unresolved', 'suspended'],
  confirmed: ['before-the-commission', 'remedy-agreed', 'closed', 'being-verified', 'suspended'],
  refuted: ['closed', 'being-verified', 'suspended'],
  unresolved: ['being-verified', 'before-the-commission', 'closed', 'suspended'],
  'before-the-commission': ['remedy-agreed', 'closed', 'suspended'],
  'remedy-agreed': ['re-verified', 'suspended'],
  're-verified': ['closed', 'suspended'],
  closed: ['being-verified', 'open'],
};

describe('whatever anybody does in whatever order', () => {
  const acts = fc.array(
    fc.oneof(
      fc.record({
        by: fc.constantFrom('ana', 'bela', 'carla', 'party', 'rule', 'nobody'),
        step: fc.constantFrom(...STEPS),
        reason: fc.constantFrom('because', undefined),
        with: fc.constantFrom({ to: 'bela', source: 's' }, undefined),
      }),
      fc.record({
        revised: fc.constantFrom('breach' as const, 'undetermined' as const, 'compliant' as const),
      }),
      fc.record({ wait: fc.integer({ min: 0, max: 200_000 }) }),
    ),
    { minLength: 1, maxLength: 40 },
  );

  it('a case reaches no illegal state and loses no entry', () => {
    const runs = Number(process.env.GREENLINE_CASE_RUNS ?? 500);
    fc.assert(
      fc.property(acts, (sequence) => {
        const of = book(tank('F0'));
        let before = only(of);
        let second = 100;
        let revisions = 0;
        for (const act of sequence) {
          if ('wait' in act) {
            second += act.wait;
            tick(of, at(second));
          } else if ('revised' in act) {
            const supersedes = `F${revisions}` as FindingId;
            const next = tank(`F${++revisions}`, { supersedes, verdict: act.revised });
            applyFinding(of, next, context);
            expect(only(of).history.length).toBeGreaterThan(before.history.length);
          } else {
            const { reason, with: besides } = act;
            const command = step(act.by, act.step, before);
            const { reason: _none, ...rest } = command;
            take(
              of,
              {
                ...rest,
                ...(reason !== undefined && { reason }),
                ...(besides !== undefined && { with: besides }),
              },
              second,
            );
            expect(only(of).history.length).toBe(before.history.length + 1);
          }
          checkStep(before, only(of));
          before = only(of);
        }
      }),
      { numRuns: runs },
    );
  });

  function checkStep(before: Case, after: Case) {
    expect(after.history.slice(0, before.history.length)).toEqual(before.history);
    if (after.state !== before.state) {
      const legal =
        before.state === 'suspended' ? [before.suspendedFrom] : (LEGAL[before.state] ?? []);
      expect(legal).toContain(after.state);
    }
    if (after.state === 'confirmed') {
      const nations = new Set(
        after.votes.filter(({ vote }) => vote === 'confirm').map(({ nation }) => nation),
      );
      expect(nations.size).toBeGreaterThanOrEqual(2);
      expect(after.decision).toBe('confirmed');
    }
    if (['open', 'being-verified'].includes(after.state)) expect(after.decision).toBeUndefined();
    expect(new Set(after.votes.map(({ by }) => by)).size).toBe(after.votes.length);
    expect(stepsFrom(after.state).length).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(after))).toEqual(after);
  }

  it('the same journal gives the same book', () => {
    const run = () => {
      const of = book(tank('F1'), shot('E1', 0), shot('E2', 30));
      const first = [...of.cases.values()][0] as Case;
      take(of, step('ana', 'verify', first, { id: 'X1' }));
      take(of, step('bela', 'refute', first, { id: 'X2' }));
      return JSON.stringify([...of.cases.values()]);
    };
    expect(run()).toBe(run());
  });
});
