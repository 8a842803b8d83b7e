import type { FurtherChapter } from '../../report.ts';
import type { Chapter, Span } from '../document.ts';
import { numeric, type Telling } from '../telling.ts';

/** A table that another room made, as it is; its words are that room's. */
export function furtherChapter(told: Telling, one: FurtherChapter, index: number): Chapter {
  const { wording, figure } = told;
  const said = (cell: string | number | Parameters<Telling['figure']>[0]): Span =>
    typeof cell === 'string'
      ? { kind: 'quoted', text: cell }
      : typeof cell === 'number'
        ? wording.number(cell)
        : figure(cell);
  const isNumeric = (column: number): boolean =>
    one.rows.length > 0 && one.rows.every((row) => typeof row[column] !== 'string');
  return {
    id: `further-${index + 1}`,
    heading: one.title,
    blocks: [
      {
        kind: 'table',
        caption: one.title,
        ...(one.note !== undefined && { note: one.note }),
        columns: one.columns.map((heading, i) => (isNumeric(i) ? numeric(heading) : { heading })),
        rows: one.rows.map(([first = '', ...rest]) => ({
          heading: said(first),
          cells: rest.map(said),
        })),
      },
    ],
  };
}
