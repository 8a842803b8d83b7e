import { KeptDraft, Outbox } from '../live/outbox.ts';
import type { PatrolReport, ReportDraft } from './draft.ts';

export const reportDraft = new KeptDraft<ReportDraft>('greenline.report.draft');

/** Reports on their way. What the node keeps and cannot read is refused with its own words. */
export const reports = new Outbox<PatrolReport>(
  'greenline.report.outbox',
  ({ id }) => id,
  async (node, report) => {
    const answer = await node.intake('report', JSON.stringify(report));
    if (!answer.ok) return answer;
    const { receipt } = answer.value;
    const [refused] = receipt.refused ?? [];
    if (refused === undefined) return { ok: true, value: receipt };
    return { ok: false, error: { status: 200, missing: [], problems: [], ...refused } };
  },
);
