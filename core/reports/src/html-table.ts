import { type Html, html } from './html.ts';

/** One column of a table: its heading, and whether it holds numbers. */
export interface Column {
  readonly heading: string;
  readonly numeric?: true;
}

export interface TableRow {
  readonly heading: Html;
  /** For the columns after the first; one cell may span several. */
  readonly cells: readonly (Html | { readonly cell: Html; readonly spans: number })[];
  readonly whole?: boolean;
}

/** A table with a caption, whose first column names its rows. It scrolls on its own where it is wide. */
export function table(caption: Html, columns: readonly Column[], rows: readonly TableRow[]): Html {
  const headings = columns.map(({ heading, numeric }, i) =>
    i === 0 || numeric === undefined
      ? html`<th scope="col">${heading}</th>`
      : html`<th scope="col" class="n">${heading}</th>`,
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table that scrolls sideways"><table>
<caption><span>${caption}</span></caption>
<thead><tr>${headings}</tr></thead>
<tbody>${rows.map((row) => tableRow(row, columns))}</tbody>
</table></div>
`;
}

function tableRow({ heading, cells, whole }: TableRow, columns: readonly Column[]): Html {
  let column = 1;
  const written = cells.map((cell) => {
    const spans = 'spans' in cell ? cell.spans : 1;
    const numeric = columns[column]?.numeric === true && spans === 1;
    column += spans;
    if ('spans' in cell) return html`<td colspan="${spans}" class="note">${cell.cell}</td>`;
    return numeric ? html`<td class="n">${cell}</td>` : html`<td>${cell}</td>`;
  });
  const open = whole === true ? html`<tr class="whole">` : html`<tr>`;
  return html`${open}<th scope="row">${heading}</th>${written}</tr>
`;
}
