import type { Instant } from '@greenline/base';
import type { Case, CaseId } from './case.ts';
import { type CaseBook, keep } from './case-book.ts';
import { movedByRule } from './move.ts';
import type { CaseContext } from './practice.ts';
import { joinSources, type Source } from './source.ts';
import { weigh } from './weigh.ts';

/**
 * Somebody else has seen a subject: cases about it rest on one more source, though no finding changed.
 * Cases that changed come back; a level that rises stands in the history.
 */
export function corroborate(
  book: CaseBook,
  subject: string,
  now: Instant,
  context: CaseContext,
): readonly Case[] {
  const seen = book.witnessed.get(subject)?.sources ?? [];
  const touched = new Set<CaseId>();
  for (const id of book.about.get(subject) ?? []) {
    const kept = book.findings.get(id);
    if (kept === undefined || holdsAll(kept.sources, seen)) continue;
    book.findings.set(id, { ...kept, sources: joinSources(kept.sources, seen) });
    const one = book.cases.get(kept.case);
    if (one?.state !== 'closed' && one?.findings.includes(id)) touched.add(kept.case);
  }
  return [...touched].map((id) => {
    const one = book.cases.get(id) as Case;
    const sources = joinSources(one.sources, seen).filter(
      (source) => !one.withdrawn.includes(source.id),
    );
    const weighed = weigh(book, { ...one, sources }, now, context);
    const { level, words } = weighed.confidence;
    if (level === one.confidence.level) return keep(book, weighed);
    const reason = `another source: "${one.confidence.words}" before, "${words}" now`;
    const move = { rule: 'corroborated', to: weighed.state, reason, now } as const;
    return keep(book, movedByRule(weighed, move, context));
  });
}

const holdsAll = (known: readonly Source[], seen: readonly Source[]): boolean =>
  seen.every(({ id, trust, by }) =>
    known.some(
      (source) =>
        source.id === id &&
        (source.trust === trust || source.trust === 'authenticated') &&
        by.every((name) => source.by.includes(name)),
    ),
  );
