import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case, HistoryEntry } from '@greenline/cases';
import type { Report } from '@greenline/reports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PATROL_DAY } from './support/patrol-day.ts';
import { atRest, quickly } from './support/quickly.ts';
import { type Line, type Replayed, refusedIn, replay, writeLines } from './support/replay.ts';

const folder = mkdtempSync(join(tmpdir(), 'greenline-commands-'));
const mission = join(folder, 'mission');
const day = `report:${writeLines(folder, 'day.jsonl', PATROL_DAY)}`;
let found: readonly Line[];
let runs = 0;

beforeAll(async () => {
  cpSync(join(import.meta.dirname, '../missions/forty-km'), mission, { recursive: true });
  const path = join(mission, 'policy/principals.yaml');
  const officer = '{ id: night-officer, role: staff, member: lead, name: Night, may: [decide] }';
  writeFileSync(path, `${readFileSync(path, 'utf8').trimEnd()}\n  - ${officer}\n`);
  found = (await replay(mission, [day], join(folder, 'found'))).lines('cases');
});
afterAll(() => {
  atRest();
  rmSync(folder, { recursive: true, force: true });
});

const caseOf = (clause: string, party: string): string =>
  found.find((one) => one.clause === clause && one.party === party)?.id ?? 'none';

/** A step, as somebody wrote it down, `minute` minutes after 09:40Z, ten after the patrol was denied. */
const step = (minute: number, by: string, about: string, name: string, more: object = {}) => ({
  id: `step-${minute}-${by}-${name}`,
  at: new Date(Date.UTC(2026, 2, 10, 9, 40 + minute)).toISOString(),
  by,
  case: about,
  step: name,
  reason: 'seen on the patrol’s pictures',
  ...more,
});

const taken = async (...steps: readonly object[]): Promise<Replayed> => {
  const commands = writeLines(folder, `steps-${++runs}.jsonl`, steps);
  return replay(mission, [day, `commands:${commands}`], join(folder, `run-${runs}`));
};

const stateOf = (run: Replayed, id: string): Case =>
  run.lines('cases').find((one) => one.id === id) as unknown as Case;
const kinds = (history: readonly HistoryEntry[]) =>
  history
    .filter((one) => one.entry !== 'finding')
    .map((one) =>
      one.entry === 'refused'
        ? `refused ${one.refusal.kind}`
        : one.entry === 'step'
          ? `${one.step.step} ${one.effect}`
          : one.entry === 'rule'
            ? one.rule
            : one.link,
    );

describe('officers’ steps in a replay', () => {
  it('confirm a case when two persons of two nations have, and not before', async () => {
    const denied = caseOf('5', 'B');
    const one = await taken(
      step(0, 'duty-officer', denied, 'verify'),
      step(1, 'duty-officer', denied, 'confirm'),
      step(2, 'night-officer', denied, 'confirm'),
    );
    expect(stateOf(one, denied)).toMatchObject({
      state: 'being-verified',
      progress: { have: 1, need: 2 },
    });
    const two = await taken(
      step(0, 'duty-officer', denied, 'verify'),
      step(1, 'duty-officer', denied, 'confirm'),
      step(2, 'night-officer', denied, 'confirm'),
      step(3, 'analyst-aster', denied, 'confirm'),
    );
    const confirmed = stateOf(two, denied);
    expect(confirmed).toMatchObject({ state: 'confirmed', decision: 'confirmed' });
    expect(confirmed.decidedAt).toBe('2026-03-10T09:43:00Z');
    expect(two.summary.accepted).toBe(two.summary.in);
    const untouched = two.lines('cases').filter(({ id }) => id !== denied);
    for (const { state } of untouched) expect(state).toBe('open');
    const [waiting] = untouched as unknown as readonly Case[];
    expect(kinds(waiting?.history ?? [])).toEqual(['overdue']);
  });

  it('need one officer alone where the mission says so', async () => {
    const fire = caseOf('4', 'unknown');
    const run = await taken(
      step(0, 'duty-officer', fire, 'verify'),
      step(1, 'duty-officer', fire, 'confirm'),
    );
    expect(stateOf(run, fire).state).toBe('confirmed');
  });

  it('record who disagrees, before the decision and after it, and lose neither', async () => {
    const denied = caseOf('5', 'B');
    const run = await taken(
      step(0, 'duty-officer', denied, 'verify'),
      step(1, 'liaison-b', denied, 'dissent'),
      step(2, 'duty-officer', denied, 'confirm'),
      step(3, 'analyst-aster', denied, 'confirm'),
      step(4, 'analyst-birch', denied, 'refute'),
      step(5, 'liaison-b', denied, 'reply'),
    );
    const one = stateOf(run, denied);
    expect(one.state).toBe('confirmed');
    expect(kinds(one.history)).toEqual([
      'verify moved',
      'dissent dissent',
      'confirm voted',
      'confirm moved',
      'refute dissent',
      'reply recorded',
    ]);
    expect(run.summary.refused).toEqual({});
  });

  it('that cannot be taken are refused, counted by kind, and stand in the history', async () => {
    const denied = caseOf('5', 'B');
    const run = await taken(
      step(0, 'duty-officer', denied, 'remedy'),
      step(1, 'duty-officer', denied, 'verify'),
      step(2, 'liaison-a', denied, 'confirm'),
      step(3, 'nobody', denied, 'confirm'),
      step(4, 'duty-officer', denied, 'confirm', { reason: ' ' }),
      step(5, 'duty-officer', denied, 'confirm'),
      step(6, 'duty-officer', denied, 'confirm'),
      step(7, 'duty-officer', 'no-such-case', 'verify'),
      step(8, 'duty-officer', denied, 'withdraw-source'),
      step(9, 'duty-officer', denied, 'dance'),
      { step: 'verify' },
    );
    const { summary } = run;
    expect(summary.refused).toEqual({
      'already-counted': 1,
      'field-missing': 1,
      'illegal-step': 1,
      'no-time': 1,
      'not-entitled': 1,
      'reason-missing': 1,
      'unknown-case': 1,
      'unknown-person': 1,
      'unknown-step': 1,
    });
    expect(summary.in).toBe(summary.accepted + refusedIn(summary));
    expect(stateOf(run, denied)).toMatchObject({ state: 'being-verified' });
    expect(kinds(stateOf(run, denied).history)).toEqual([
      'refused illegal-step',
      'verify moved',
      'refused not-entitled',
      'refused unknown-person',
      'refused reason-missing',
      'confirm voted',
      'refused already-counted',
      'refused field-missing',
    ]);
    expect(run.lines('refusals')).toHaveLength(8);
  });

  it('sent again, byte for byte, change nothing; another under the same id is refused', async () => {
    const denied = caseOf('5', 'B');
    const verify = step(0, 'duty-officer', denied, 'verify');
    const once = await taken(verify);
    const twice = await taken(verify, verify, { ...verify, reason: 'another' });
    expect(stateOf(twice, denied).state).toBe('being-verified');
    expect(kinds(stateOf(twice, denied).history)).toEqual(['verify moved', 'refused id-used']);
    expect(kinds(stateOf(once, denied).history)).toEqual(['verify moved']);
    expect(twice.summary).toMatchObject({ refused: { 'id-used': 1 } });
  });

  it('withdraw a source with its reason, which the history keeps', async () => {
    const denied = caseOf('5', 'B');
    const run = await taken(
      step(0, 'analyst-aster', denied, 'withdraw-source', { with: { source: 'patrol-aster-1' } }),
    );
    const one = stateOf(run, denied);
    expect(one.state).toBe('open');
    expect(kinds(one.history)).toEqual(['withdraw-source recorded', 'overdue']);
    expect(run.summary.refused).toEqual({});
  });

  it('make of a finding a ceasefire violation: only what was confirmed is one, for staff and parties', async () => {
    const denied = caseOf('5', 'B');
    const run = await taken(
      step(0, 'duty-officer', denied, 'verify'),
      step(1, 'duty-officer', denied, 'confirm'),
      step(2, 'analyst-aster', denied, 'confirm'),
    );
    const reports = ['duty-officer', 'liaison-b'].map(async (principal) => {
      const out = join(folder, `${principal}.json`);
      const of = ['--mission', mission, '--from', run.folder, '--day', '2026-03-10'];
      const said = await quickly(
        'report',
        ...of,
        '--format',
        'json',
        '--for',
        principal,
        '--out',
        out,
      );
      expect(said.errors).toBe('');
      return JSON.parse(readFileSync(out, 'utf8')) as Report;
    });
    for (const { cases } of await Promise.all(reports)) {
      const confirmed = cases.filter((one) => one.confirmed.value > 0);
      expect(confirmed).toMatchObject([{ clause: '5', party: 'B', confirmed: { value: 1 } }]);
    }
  });
});
