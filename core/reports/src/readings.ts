import type { Judgement } from './chronicle/chronicle.ts';
import type { Figure, ReadingsRow } from './report.ts';

/**
 * Where the readings of a clause part: of how many subjects they say the same, of how many not. Only
 * clauses that were judged under more than one reading have a row.
 */
export function readingsRows(judgements: readonly Judgement[]): readonly ReadingsRow[] {
  const clauses = Map.groupBy(
    judgements.filter(({ reading }) => reading !== undefined),
    ({ clause }) => clause,
  );
  return [...clauses]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([clause, all]) => {
      const readings = [...new Set(all.map(({ reading }) => reading ?? ''))].sort();
      if (readings.length < 2) return [];
      const subjects = [...Map.groupBy(all, ({ about }) => about).values()];
      const parted = subjects.filter((one) => !agree(one, readings));
      const alike = subjects.filter((one) => agree(one, readings));
      return [{ clause, readings, alike: figureOf(alike), parted: figureOf(parted) }];
    });
}

/** Whether every reading says the same of a subject, whatever it says, and none is silent. */
function agree(judgements: readonly Judgement[], readings: readonly string[]): boolean {
  const said = readings.map((reading) =>
    judgements
      .filter((one) => one.reading === reading)
      .map(({ verdict }) => verdict)
      .sort()
      .join(),
  );
  return said.every((one) => one === said[0]);
}

/** Counts subjects; leads back to their findings. */
const figureOf = (subjects: readonly (readonly Judgement[])[]): Figure => ({
  value: subjects.length,
  records: [...new Set(subjects.flat().map(({ id }) => id))].sort(),
});
