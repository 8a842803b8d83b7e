import { nodeHasher } from '@greenline/crypto';
import { LabelTable, label } from '@greenline/labels';
import {
  ACTIONS,
  DecisionPoint,
  PERMISSIONS,
  type PolicyEngine,
  type Principal,
  ROLES,
} from '@greenline/sharing';
import { referencePolicy } from './reference-policy.ts';

/**
 * Random (principal, action, label) questions to a decision point and to the reference, over so many
 * principals and labels; gives back the questions on which they differ, and how many were asked.
 * For tests.
 */
export function differ(
  engine: PolicyEngine,
  seed: number,
  size: { readonly questions: number; readonly principals: number; readonly labels: number },
): { readonly differences: readonly string[]; readonly asked: number; readonly allowed: number } {
  const { whole, some, odds } = random(seed);
  const members = ['A', 'B', 'nation-c', 'nation-d'];
  const names = [...members, 'public', 'mission', 'humanitarian'];
  const principals = Array.from({ length: size.principals }, (_, index): Principal => {
    const role = ROLES[index % ROLES.length] ?? 'public';
    const member = role !== 'public' && odds(0.9) ? { member: some(members) } : {};
    const may = PERMISSIONS.filter(() => odds(0.5));
    return { id: `p${index}`, role, ...member, name: role, may, ...(odds(0.1) && EXERCISE) };
  });
  const labels = new LabelTable(nodeHasher);
  while (labels.entries().length < size.labels)
    labels.intern(
      label({
        owner: some(names),
        releasableTo: names.filter(() => odds(0.2)),
        notReleasableTo: names.filter(() => odds(0.04)),
        caveats: odds(0.2) ? ['EYES'] : [],
        originatorControlled: odds(0.3),
        exercise: odds(0.1),
      }),
    );
  const entries = labels.entries();
  const point = (exercise: boolean) =>
    new DecisionPoint({ engine, hasher: nodeHasher, labels, context: { exercise } });
  const points = [point(false), point(true)];
  const differences: string[] = [];
  for (let asked = 0; asked < size.questions; asked++) {
    const exercise = odds(0.1);
    const principal = some(principals);
    const action = some(ACTIONS);
    const [id, what] = entries[whole(entries.length)] as (typeof entries)[number];
    const answer = points[exercise ? 1 : 0]?.decide(principal, action, id).allow;
    if (answer !== referencePolicy(principal, action, what, exercise))
      differences.push(JSON.stringify({ principal, action, what, exercise, answer }));
  }
  const sum = (count: 'asked' | 'allowed') =>
    points.reduce((all, { counts }) => all + counts[count], 0);
  return { differences, asked: sum('asked'), allowed: sum('allowed') };
}

const EXERCISE = { exercise: true as const };

/** Mulberry32, so that a seed names a run. */
function random(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  const some = <T>(items: readonly T[]): T => items[whole(items.length)] as T;
  return { whole, some, odds: (share: number): boolean => next() < share };
}
