import type { Chronicle, Judgement } from '../chronicle/chronicle.ts';
import type { Figure, WithdrawalRow } from '../report.ts';
import type { ReportMission } from '../report-mission.ts';
import { grouped, partyOrder } from './grouped.ts';

/** Kinds of clauses that keep weapons behind a line. */
const LINE_KINDS: ReadonlySet<string> = new Set(['withdrawal', 'reach']);

/** Things by withdrawal line and verdict: a thing judged ten times in a day is one thing. */
export function withdrawalRows(
  now: Chronicle,
  before: Chronicle | undefined,
  mission: ReportMission,
): readonly WithdrawalRow[] | undefined {
  const kinds = mission.clauseKinds ?? new Map();
  if (![...kinds.values()].some((kind) => LINE_KINDS.has(kind))) return undefined;
  const ofLines = (of: Chronicle | undefined) =>
    (of?.judgements ?? []).filter(({ clause }) => LINE_KINDS.has(kindOf(clause, kinds)));
  const [judged, earlier] = [ofLines(now), ofLines(before)];
  const groups = grouped([...judged, ...earlier], (one) => [
    one.clause,
    partyOrder(one.party, mission),
    one.reading ?? '',
  ]);
  return groups.flatMap(([first]): readonly WithdrawalRow[] => {
    if (first === undefined) return [];
    const alike = (of: readonly Judgement[], verdict: string) =>
      thingsIn(
        of.filter(
          (one) =>
            one.clause === first.clause &&
            one.party === first.party &&
            one.reading === first.reading &&
            one.verdict === verdict,
        ),
      );
    return [
      {
        clause: first.clause,
        party: first.party,
        ...(first.reading !== undefined && { reading: first.reading }),
        breach: alike(judged, 'breach'),
        undetermined: alike(judged, 'undetermined'),
        compliant: alike(judged, 'compliant'),
        ...(before !== undefined && { breachBefore: alike(earlier, 'breach') }),
      },
    ];
  });
}

/** A clause's own number, or that of which it is a part: `2(b), growth`. */
function kindOf(clause: string, kinds: ReadonlyMap<string, string>): string {
  const whole = [...kinds.keys()].find((cite) => clause.startsWith(`${cite}, `));
  return kinds.get(clause) ?? kinds.get(whole ?? '') ?? '';
}

/** Counts what findings are about, and leads back to the findings. */
const thingsIn = (judgements: readonly Judgement[]): Figure => ({
  value: new Set(judgements.map(({ about }) => about)).size,
  records: [...new Set(judgements.map(({ id }) => id))].sort(),
});
