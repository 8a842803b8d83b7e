import type { Saying } from './language/wording.ts';
import type { ReportAudience, ReportMission } from './report-mission.ts';

/** How the figures were made, for the reader who doubts them. */
export function methodOf(
  { patrol }: ReportMission,
  audience: ReportAudience,
  has: { readonly storage: boolean },
): readonly Saying[] {
  const staff = audience === 'staff';
  return [
    { phrase: 'method.once' },
    { phrase: 'method.violation' },
    { phrase: 'method.excused' },
    { phrase: 'method.effort' },
    { phrase: 'method.shares' },
    { phrase: 'method.regions' },
    ...(has.storage ? [{ phrase: 'method.storage' } as const] : []),
    ...(staff && patrol !== undefined
      ? [
          {
            phrase: 'method.patrol',
            values: { minutes: patrol.forS / 60, km: patrol.radiusM / 1000 },
          } as const,
        ]
      : []),
    ...(staff ? [] : [{ phrase: 'method.released' } as const]),
  ];
}
