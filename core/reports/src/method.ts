import type { ReportAudience, ReportMission } from './report-mission.ts';

/** How the figures were made, for the reader who doubts them. */
export function methodOf(mission: ReportMission, audience: ReportAudience): readonly string[] {
  const patrol = mission.patrol;
  return [
    'Each happening is counted once, however many reported it; a burst is one, each explosion is one.',
    'A breach or an undetermined finding is what a rule computed. Only a case that people confirmed is called a ceasefire violation.',
    'A count stands beside the sensor-hours behind it. Where nobody looked it says "not observed"; where no effort is recorded it says so, and no number.',
    'Looked, jammed, denied and not looked are shares of area and time, exact in time and within 0.5 % of the area. One region under two sensors is looked at once; their hours add up.',
    'A sensor that looks into two regions counts in the hours of both, and once in the whole.',
    ...(audience === 'staff' && patrol !== undefined
      ? [
          `A patrol's report is taken for ${patrol.forS / 60} minutes of looking within ${patrol.radiusM / 1000} km of it.`,
        ]
      : []),
    ...(audience === 'staff'
      ? []
      : [
          'Made from released records alone: places to the kilometre at best, given here by region.',
        ]),
  ];
}
