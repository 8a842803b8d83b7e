import { formatInstant, type Instant } from '@greenline/base';
import type { Chronicle } from './chronicle.ts';
import type { RecordLine } from './day-report.ts';

/** Every record that a figure leads back to, each once, in order of time and then of id. */
export function appendixOf(chronicles: readonly Chronicle[]): readonly RecordLine[] {
  const lines = new Map<string, RecordLine & { readonly instant: Instant }>();
  const note = (kind: string, { id, at }: { id: string; at: Instant }, words: string) => {
    if (!lines.has(id)) lines.set(id, { id, kind, at: formatInstant(at), words, instant: at });
  };
  for (const of of chronicles) {
    for (const one of of.happenings)
      note('event', one, `${one.type}, ${one.direction}${by(one.means)}`);
    for (const one of of.things) note('track', one, `${one.class}, party ${one.party}`);
    for (const one of of.judgements) {
      note('finding', one, `clause ${one.clause}, ${one.verdict}: ${one.reason}`);
    }
    for (const one of of.turns) note('case', one, `clause ${one.clause}, party ${one.party}`);
    for (const one of of.restrictions ?? []) {
      const minutes = one.delayMin === undefined ? '' : `, ${one.delayMin} min`;
      note('restriction', one, `passage ${one.access}${minutes}`);
    }
    for (const one of of.hazards) note('hazard', one, one.class);
    for (const one of of.interference ?? []) note('interference', one, one.type);
  }
  return [...lines.values()]
    .sort((a, b) => a.instant - b.instant || (a.id < b.id ? -1 : 1))
    .map(({ instant: _sorted, ...line }) => line);
}

const by = (means: readonly string[]): string =>
  means.length === 0 ? '' : ` (${means.join(', ')})`;
