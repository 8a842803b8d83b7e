import type { ReadClause } from '../language/clauses.ts';
import type { Naming } from '../language/naming.ts';
import { exceptionWords, percent, whom } from '../printout/sentences.ts';
import { type Aspect, aspect } from './aspect.ts';
import { keyAspect } from './written-words.ts';

/** Said in their own words below, or of the clause and not of a reading. */
const OWN = new Set([
  'cite',
  'kind',
  'parties',
  'exceptions',
  'standardOfProof',
  'strict',
  'from',
  'to',
  'start',
  'since',
  'readings',
  'chosenReading',
]);

/** Everything that a clause says under one reading, but for its number. */
export function clauseAspects(read: ReadClause, naming: Naming): readonly Aspect[] {
  const { source, written, clause } = read;
  const { exceptions = [], strict, kind } = source;
  const parts = source as Readonly<Record<string, unknown>>;
  const times = ['start', 'since', 'from', 'to'].filter((key) => typeof written[key] === 'string');
  return [
    aspect('kind', kind, kind),
    ...Object.keys(parts)
      .filter((key) => !OWN.has(key) && parts[key] !== undefined)
      .map((key) => keyAspect(key, parts[key], written[key], naming)),
    aspect('list of whom it binds', whom(source, naming), whom(source, naming)),
    ...times.map((key) => {
      const said = naming.time(written[key] as string);
      return { ...keyAspect(key, said, said) };
    }),
    ...exceptions.map((one, i) => {
      const twice = exceptions.slice(0, i).filter(({ cite }) => cite === one.cite).length;
      return aspect(
        `exception ${one.cite}${twice === 0 ? '' : ` (${twice + 1})`}`,
        one,
        exceptionWords(one, naming),
      );
    }),
    aspect(
      'rule on the limit itself',
      strict === true,
      strict === true ? 'that it is already a breach' : 'that it is no breach',
    ),
    aspect(
      'standard of proof',
      [clause.breachAt, clause.compliantAt],
      `breach at ${percent(clause.breachAt)}, compliance at ${percent(clause.compliantAt)}`,
    ),
  ];
}
