import { formatInstant, type Instant } from '@greenline/base';
import type { Saying } from '../language/wording.ts';
import type { RecordLine } from '../report.ts';
import type { Chronicle } from './chronicle.ts';
import type { DeclaredRecord } from './records.ts';

/** Every record that a figure leads back to, each once, in order of time and then of id. */
export function appendixOf(
  chronicles: readonly Chronicle[],
  declared: readonly DeclaredRecord[],
): readonly RecordLine[] {
  const lines = new Map<string, RecordLine & { readonly instant: Instant }>();
  const note = (kind: string, { id, at }: { id: string; at: Instant }, said: Saying) => {
    if (!lines.has(id)) lines.set(id, { id, kind, at: formatInstant(at), said, instant: at });
  };
  for (const of of chronicles) {
    for (const one of of.happenings) {
      const { type: kind, direction, means } = one;
      note(
        'event',
        one,
        means.length === 0
          ? { phrase: 'record.event', values: { kind, direction } }
          : { phrase: 'record.event.means', values: { kind, direction, means: means.join(' ') } },
      );
    }
    for (const one of of.things) {
      note('track', one, { phrase: 'record.track', values: { kind: one.class, party: one.party } });
    }
    for (const one of of.judgements) {
      const { clause, verdict, reason } = one;
      note('finding', one, { phrase: 'record.finding', values: { clause, verdict, reason } });
    }
    for (const one of of.turns) {
      const { clause, party } = one;
      note('case', one, { phrase: 'record.case', values: { clause, party } });
    }
    for (const one of of.replies ?? []) {
      const { clause, party } = one;
      note('case', one, { phrase: 'record.case', values: { clause, party } });
    }
    for (const one of of.restrictions ?? []) {
      const { access, delayMin: minutes } = one;
      note(
        'restriction',
        one,
        minutes === undefined
          ? { phrase: 'record.restriction', values: { access } }
          : { phrase: 'record.restriction.delay', values: { access, minutes } },
      );
    }
    for (const one of of.hazards) {
      note('hazard', one, { phrase: 'record.hazard', values: { kind: one.class } });
    }
    for (const one of of.interference ?? []) {
      note('interference', one, { phrase: 'record.interference', values: { kind: one.type } });
    }
  }
  const cited = new Set(
    chronicles.flatMap(({ sites = [] }) => sites.flatMap(({ records }) => records)),
  );
  for (const one of declared) {
    if (!cited.has(one.digest)) continue;
    const words = [one.declaration, 'site' in one ? one.site : ''].join(' ').trim();
    const at = { id: one.digest, at: one.recordedAt };
    note('declaration', at, { phrase: 'record.declaration', values: { words } });
  }
  return [...lines.values()]
    .sort((a, b) => a.instant - b.instant || (a.id < b.id ? -1 : 1))
    .map(({ instant: _sorted, ...line }) => line);
}
