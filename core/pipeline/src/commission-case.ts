import { type Instant, instant } from '@greenline/base';
import type { Case, CaseId, HistoryEntry, StepKind } from '@greenline/cases';
import { label } from '@greenline/labels';
import { hourOf, mayGoTo, releaseKey, releaseLabel, saltedId } from '@greenline/sharing';
import type { Rooms } from './rooms.ts';
import type { Walk } from './walk.ts';

const COMMISSION = { kind: 'commission' } as const;

/** Steps whose words are written for the commission, or by a party: the others may tell of sources. */
const HEARD: readonly StepKind[] = ['refer', 'reply', 'remedy', 're-verify', 'close'];

/**
 * A case as the joint commission has it: who decided what, and when; votes, clocks, the parties'
 * words. Of what sensors saw, the hours, and those only where the case's label opens them to it;
 * places it reads in what is released to it.
 */
export function commissionCase(one: Case, name: string, told: boolean): object {
  const { clause, agreement, version, nature, party, state, decision, decidedAt, verdict } = one;
  const { quorum, progress, clock, openedAt, exercise } = one;
  return {
    ...{ kind: 'commission-case', id: name, clause, agreement, version, nature, party, state },
    ...(decision !== undefined && { decision, decidedAt }),
    ...(told && { verdict, from: hourOf(one.from), to: hourOf(one.to) }),
    ...{ openedAt: hourOf(openedAt), quorum, progress },
    ...(clock !== undefined && { clock }),
    history: one.history.flatMap(lineOf),
    ...(exercise && { exercise }),
  };
}

function lineOf(line: HistoryEntry): readonly object[] {
  if (line.entry !== 'step') return [];
  const { recordedAt, nation, effect, from, to, step } = line;
  const reason = HEARD.includes(step.step) || effect === 'dissent' ? step.reason : undefined;
  return [
    {
      ...{ entry: 'step', recordedAt, nation, step: step.step, effect, from, to },
      ...(reason !== undefined && { reason }),
    },
  ];
}

/** Once a case has been sent up, and as much later as the guard asks, the commission has it. */
export function showToCommission(walk: Walk, rooms: Rooms, one: Case): void {
  const { mission } = rooms;
  const sentUp = one.history.some(
    (line) => line.entry === 'step' && line.to === 'before-the-commission',
  );
  if (!sentUp) return;
  const { beforeCommission } = walk.state;
  const freeAt = freeFrom(one, rooms);
  // A suspended mission hands nothing over: it waits with what is too fresh.
  if (freeAt > walk.state.now || walk.state.suspension !== undefined) {
    beforeCommission.set(one.id, freeAt);
    return;
  }
  beforeCommission.delete(one.id);
  const marked = walk.labels.get(one.label);
  const told = marked !== undefined && mayGoTo(COMMISSION, marked);
  const name = nameFor(walk, one.id);
  const shownTo = walk.labels.intern(label(releaseLabel(COMMISSION, mission.file.exercise)));
  walk.output.emit('commission-case', name, shownTo, one.openedAt, commissionCase(one, name, told));
}

const freeFrom = (one: Case, { mission }: Rooms): Instant => {
  const delay = Math.max(mission.agreement.guard.delayMs, mission.file.guard.delayH * 3_600_000);
  return instant(hourOf(one.to) + 3_600_000 + delay);
};

/** Cases whose time to be shown to the commission has come. */
export function showWaiting(walk: Walk, rooms: Rooms): void {
  for (const [id, freeAt] of [...walk.state.beforeCommission]) {
    const one = rooms.cases.cases.get(id as CaseId);
    if (one !== undefined && freeAt <= walk.state.now) showToCommission(walk, rooms, one);
  }
}

/** Under which name others than staff know a case; `undefined` where they know of none. */
export function caseNameOf({ state }: Walk, exact: string): string | undefined {
  for (const [name, known] of state.caseNames) if (known === exact) return name;
  return undefined;
}

/** That name, given where there is none yet. */
function nameFor(walk: Walk, exact: string): string {
  const known = caseNameOf(walk, exact);
  if (known !== undefined) return known;
  const { hasher, releaseKey: secret } = walk.ports;
  const name = saltedId(hasher, releaseKey(hasher, secret, 'commission'), 'case', { exact });
  walk.state.caseNames.set(name, exact);
  return name;
}
