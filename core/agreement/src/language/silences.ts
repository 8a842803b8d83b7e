import type { Silence } from '../judging/timetable.ts';
import type { AgreementSource } from './file-schema.ts';
import { termsAt, type Words } from './words.ts';

/** The milestones that come after so long without fire. Silence counts from entry into force, or `since`. */
export function readSilences(source: AgreementSource, words: Words): readonly Silence[] {
  const silences = Object.entries(source.milestones ?? {}).flatMap(([milestone, one]) => {
    if (one.silence === undefined) return [];
    const terms = termsAt(words, ['milestones', milestone]);
    const since =
      one.since === undefined
        ? termsAt(words, []).moment(source.inForce.from, 'inForce', 'from')
        : terms.moment(one.since, 'since');
    return [
      {
        milestone,
        lastsMs: one.silence,
        things: terms.things(one.of ?? ['fire'], 'of'),
        zone: one.zone === undefined ? undefined : terms.zone(one.zone, 'zone'),
        since,
      },
    ];
  });
  for (const { milestone } of silences)
    if (countsFromItself(milestone, silences))
      words.refuse(
        ['milestones', milestone, 'since'],
        `${milestone} never comes: its silence counts from itself`,
      );
  return silences;
}

/** Whether silences are counted from one another in a ring. */
function countsFromItself(milestone: string, silences: readonly Silence[]): boolean {
  const seen = new Set<string>();
  let at: string | undefined = milestone;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    at = silences.find((one) => one.milestone === at)?.since.milestone;
  }
  return at === milestone;
}
