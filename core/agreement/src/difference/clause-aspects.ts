import type { ReadClause } from '../language/clauses.ts';
import type { Naming } from '../language/naming.ts';
import { exceptionWords, percent, whom } from '../printout/sentences.ts';
import { type Aspect, aspect } from './aspect.ts';
import { termAspects } from './term-aspects.ts';

/** Said in their own words below, or of the clause and not of a reading. */
const OWN: ReadonlySet<string> = new Set([
  'cite',
  'kind',
  'parties',
  'exceptions',
  'standardOfProof',
  'strict',
  'readings',
  'chosenReading',
]);

/** Everything that a clause says under one reading, but for its number. */
export function clauseAspects(read: ReadClause, naming: Naming): readonly Aspect[] {
  const { source, written, clause } = read;
  const { exceptions = [], strict = false, kind } = source;
  const binds = whom(source, naming);
  return [
    aspect('kind', kind, kind),
    ...termAspects(source, written, naming, OWN),
    aspect('circle of those it binds', binds, binds),
    ...exceptions.map((one, i) => {
      const twice = exceptions.slice(0, i).filter(({ cite }) => cite === one.cite).length;
      const what = `exception ${one.cite}${twice === 0 ? '' : ` (${twice + 1})`}`;
      return aspect(what, one, exceptionWords(one, naming));
    }),
    aspect(
      'rule on the limit itself',
      strict,
      strict ? 'at the limit there is already a breach' : 'at the limit there is no breach yet',
    ),
    aspect(
      'standard of proof',
      [clause.breachAt, clause.compliantAt],
      `breach at ${percent(clause.breachAt)}, compliance at ${percent(clause.compliantAt)}`,
    ),
  ];
}
