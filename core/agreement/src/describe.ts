import type { ReadClause } from './language/clauses.ts';
import { type Naming, namingOf } from './language/naming.ts';
import { lengthWords } from './language/quantity.ts';
import { stretchWords } from './language/time-words.ts';
import type { PreparedAgreement } from './prepared.ts';
import { clauseLines } from './printout/clause-lines.ts';
import { definitionLines } from './printout/definitions.ts';
import { wrapped } from './printout/wrapped.ts';

/**
 * The agreement in plain English, to be read beside its text: what its words stand for, then each
 * clause with what the machine holds it to.
 */
export function describeAgreement(agreement: PreparedAgreement): string {
  const naming = namingOf(agreement.source);
  return `${[
    ...wrapped(agreement.title, 0),
    '='.repeat(Math.min(100, [...agreement.title].length)),
    ...wrapped(`${agreement.id}, version ${agreement.version}`, 0),
    `Digest ${agreement.digest}`,
    '',
    ...headSentences(agreement, naming).flatMap((text) => wrapped(text, 0)),
    '',
    ...definitionLines(agreement, naming),
    'Clauses',
    ...byCite(agreement.readings).flatMap((readings) => [
      '',
      ...clauseLines(agreement, readings, naming),
    ]),
  ].join('\n')}\n`;
}

function headSentences(
  { source, timezone, reportCutOff, guard }: PreparedAgreement,
  naming: Naming,
): readonly string[] {
  const { from, to } = source.inForce;
  const until = to === undefined ? 'without an end' : `until ${naming.time(to)}`;
  return [
    `In force from ${naming.time(from)}, ${until}.`,
    `Local times are those of ${timezone}. A report’s day ends at ${reportCutOff} local time.`,
    `The guard: nothing finer than ${lengthWords(guard.gridM)} or sooner than ${stretchWords(guard.delayMs)} leaves the mission.`,
  ];
}

/** The readings of each clause together, in the order of the file. */
export function byCite(readings: readonly ReadClause[]): readonly (readonly ReadClause[])[] {
  return [...Map.groupBy(readings, ({ source }) => source.cite).values()];
}
