import type { Report } from '../report.ts';
import type { Correction } from './correction.ts';
import { figuresOf, numberIn, type ReportFigure, recordsIn } from './figures.ts';

/**
 * Every figure of a published report that is another now, in the order of the chapters: what it was, what
 * it is, and which records made the difference. A figure that appears or goes counts as changed.
 */
export function correctionsOf(published: Report, now: Report): readonly Correction[] {
  const before = byPlace(published);
  const after = byPlace(now);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((place) => {
    const [was, is] = [before.get(place), after.get(place)];
    const figure = is ?? was;
    if (figure === undefined || numberIn(was?.now) === numberIn(is?.now)) return [];
    if (isNothing(was) && isNothing(is)) return [];
    return [correction(figure, was, is)];
  });
}

/** A row that is not there says no more than one of nought. */
const isNothing = (figure: ReportFigure | undefined): boolean =>
  figure === undefined || numberIn(figure.now) === 0;

function correction(
  { chapter, kind, region, party, measure }: ReportFigure,
  was: ReportFigure | undefined,
  is: ReportFigure | undefined,
): Correction {
  const [before, after] = [recordsIn(was?.now), recordsIn(is?.now)];
  const [known, found] = [new Set(before), new Set(after)];
  const [valueWas, valueIs] = [numberIn(was?.now), numberIn(is?.now)];
  return {
    chapter,
    kind,
    ...(region !== undefined && { region }),
    ...(party !== undefined && { party }),
    measure,
    ...(valueWas !== undefined && { was: valueWas }),
    ...(valueIs !== undefined && { is: valueIs }),
    added: after.filter((id) => !known.has(id)),
    removed: before.filter((id) => !found.has(id)),
  };
}

const byPlace = (report: Report): ReadonlyMap<string, ReportFigure> =>
  new Map(
    figuresOf(report).map((figure) => {
      const { chapter, kind, region = '', party = '', measure } = figure;
      return [[chapter, kind, region, party, measure].join('\u001f'), figure];
    }),
  );
