import type { Column, Table, TableRow, Text } from '../document/document.ts';
import { type Html, html } from './html.ts';

/** A table with a caption, whose first column names its rows. It scrolls on its own where it is wide. */
export function htmlTable(
  { caption, note, columns, rows }: Table,
  { text }: { text(text: Text): Html },
  id: string,
): Html {
  const headings = columns.map(({ heading, numeric }, i) =>
    i === 0 || numeric === undefined
      ? html`<th scope="col">${heading}</th>`
      : html`<th scope="col" class="n">${heading}</th>`,
  );
  const small = note === undefined ? undefined : html` <small>${note}</small>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="${id}"><table>
<caption id="${id}"><span>${caption}${small}</span></caption>
<thead><tr>${headings}</tr></thead>
<tbody>${rows.map((row) => tableRow(row, columns, text))}</tbody>
</table></div>
`;
}

function tableRow(
  { heading, cells, whole }: TableRow,
  columns: readonly Column[],
  text: (text: Text) => Html,
): Html {
  let column = 1;
  const written = cells.map((cell) => {
    const wide = typeof cell === 'object' && 'spans' in cell ? cell : undefined;
    const numeric = columns[column]?.numeric === true;
    column += wide?.spans ?? 1;
    if (wide !== undefined) {
      return html`<td colspan="${wide.spans}" class="note">${text(wide.cell)}</td>`;
    }
    const said = text(cell as Text);
    return numeric ? html`<td class="n">${said}</td>` : html`<td>${said}</td>`;
  });
  const open = whole === true ? html`<tr class="whole">` : html`<tr>`;
  return html`${open}<th scope="row">${text(heading)}</th>${written}</tr>
`;
}
