import type { Chronicle, Judgement } from '../chronicle/chronicle.ts';
import { figure } from '../compare.ts';
import type { FindingRow } from '../report.ts';
import type { ReportMission } from '../report-mission.ts';
import { grouped, partyOrder } from './grouped.ts';

const VERDICTS = ['breach', 'undetermined', 'compliant'];

/** Findings in force, by clause, party, verdict and reading. */
export function findingRows(
  now: Chronicle,
  before: Chronicle | undefined,
  mission: ReportMission,
): readonly FindingRow[] {
  const groups = grouped([...now.judgements, ...(before?.judgements ?? [])], (one) => [
    one.clause,
    partyOrder(one.party, mission),
    String(VERDICTS.indexOf(one.verdict)),
    one.reading ?? '',
  ]);
  return groups.flatMap(([first]) => {
    if (first === undefined) return [];
    const alike = (of: Chronicle) =>
      of.judgements.filter(
        (one) =>
          one.clause === first.clause &&
          one.party === first.party &&
          one.verdict === first.verdict &&
          one.reading === first.reading,
      );
    return {
      clause: first.clause,
      party: first.party,
      verdict: first.verdict,
      ...(first.reading !== undefined && { reading: first.reading }),
      now: figure(alike(now)),
      ...(before !== undefined && { before: figure(alike(before)) }),
      ...confirmed(alike(now)),
      ...excepted(alike(now)),
    };
  });
}

function confirmed(judgements: readonly Judgement[]): Pick<FindingRow, 'confirmed'> {
  const of = figure(judgements.filter((one) => one.confirmed));
  return of.value === 0 ? {} : { confirmed: of };
}

/** What exceptions excuse, by the exceptions. */
function excepted(judgements: readonly Judgement[]): Pick<FindingRow, 'excepted'> {
  const excused = judgements.filter(({ excusedBy }) => excusedBy.length > 0);
  if (excused.length === 0) return {};
  return {
    excepted: grouped(excused, ({ excusedBy }) => excusedBy).map((lines) => ({
      by: lines[0]?.excusedBy.join(', ') ?? '',
      now: figure(lines),
    })),
  };
}
