import type { EffortCell } from '../wire.ts';
import { shortMoment, utcDay } from './time.ts';

/** The stretches of looking that hold at a moment. */
export const cellsAt = (cells: readonly EffortCell[], at: number): readonly EffortCell[] =>
  cells.filter(({ from, to }) => Date.parse(from) <= at && Date.parse(to) > at);

/** What was looked at in a moment, for those who do not see the map: `At 14:07Z: 7 areas looked at, …`. */
export function coverageWords(cells: readonly EffortCell[], at: number, now: number): string {
  const when = utcDay(at) === utcDay(now) ? shortMoment(at) : `${utcDay(at)} ${shortMoment(at)}`;
  const held = cellsAt(cells, at);
  const count = (state: string): number =>
    held.filter((cell) => (cell.state ?? 'looked') === state).length;
  const [looked, jammed, denied] = [count('looked'), count('jammed'), count('denied')];
  if (held.length === 0) return `At ${when} nobody looked: what is empty means nothing at all.`;
  const more = [
    ...(jammed > 0 ? [`${jammed} jammed`] : []),
    ...(denied > 0 ? [`${denied} denied`] : []),
  ];
  const areas = `${looked} area${looked === 1 ? '' : 's'} looked at`;
  return `At ${when}: ${[areas, ...more].join(', ')}; all else was not looked at.`;
}
