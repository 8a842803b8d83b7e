import type { Block, Span, Table, TableRow, Text } from '../document/document.ts';
import { PAPER, svgOf } from '../drawings/drawing.ts';
import type { RecordLists } from '../html/figure-links.ts';
import { type Typst, typst } from './typst.ts';

/** How the pieces of a page become Typst. */
export interface TypstWriter {
  block(block: Block): Typst;
  text(text: Text): Typst;
}

export function typstWriter(lists: RecordLists): TypstWriter {
  const text = (said: Text): Typst => (isList(said) ? typst`${said.map(span)}` : span(said));

  function span(one: Span): Typst {
    if (typeof one === 'string') return typst`#${one}`;
    switch (one.kind) {
      case 'strong':
        return typst`#strong[${text(one.text)}]`;
      case 'soft':
        return typst`#nothing[${text(one.text)}]`;
      case 'mark':
        return typst`#mark[${text(one.text)}]`;
      case 'absent':
        return typst`#absent[${text(one.text)}]`;
      case 'figure':
        return typst`#figure-link(${{ code: String(lists.numberOf(one.records)) }}, ${one.text})`;
      case 'party':
        return typst`#party(${one.hue ?? ''}, ${one.text})`;
      case 'verdict':
        return typst`#verdict(${one.verdict}, ${one.text})`;
      case 'quoted':
        return typst`#text(lang: "en", ${one.text})`;
      case 'bar':
        return bar(one.shares);
    }
  }

  const block = (one: Block): Typst => {
    switch (one.kind) {
      case 'table':
        return sheetTable(one, text);
      case 'nothing':
        return typst`#nothing(${one.text})\n`;
      case 'list':
        return typst`${one.items.map((item) => typst`#list.item[${text(item)}]\n`)}`;
      case 'changes':
        return typst`${one.items.map(
          ({ share, about, mark = '', text: words }, i) =>
            typst`#change(${share}, ${{ code: String(i === 0) }}, ${about}, ${mark}, ${words})\n`,
        )}`;
      case 'legend':
        return typst`#block(text(size: 7.5pt, fill: soft)[${one.items.map(
          ({ state, text: words }) => typst`#swatch(${state}) #${words} #h(10pt)`,
        )}])\n`;
      case 'drawing': {
        const { title, description } = one.drawing;
        const { markup } = svgOf(one.drawing, PAPER, 'alone');
        return typst`#align(center, image(bytes(${markup}), format: "svg", width: 125mm, alt: ${`${title}. ${description}`}))\n`;
      }
    }
  };
  return { block, text };
}

const isList = (text: Text): text is readonly Span[] => Array.isArray(text);

function bar({
  looked,
  notLooked,
  jammed,
  denied,
}: Extract<Span, { readonly kind: 'bar' }>['shares']): Typst {
  const parts = [
    ['looked', looked],
    ['not-looked', notLooked],
    ['jammed', jammed],
    ['denied', denied],
  ] as const;
  return typst`#bar(${parts
    .filter(([, part]) => part > 0)
    .map(([state, part]) => typst`(${state}, ${{ code: part.toFixed(4) }}), `)})`;
}

function sheetTable({ caption, note, columns, rows }: Table, text: (text: Text) => Typst): Typst {
  const many = columns.length > 7;
  const size = columns.length > 9 ? '7pt' : '8pt';
  const wide = columns.map(({ numeric }, i) => {
    if (i === 0) return many ? '2fr' : '1.4fr';
    return numeric && !many ? 'auto' : '1fr';
  });
  const align = columns.map(({ numeric }) => (numeric ? 'right' : 'left'));
  return typst`#caption(${caption}, ${note ?? ''})
#text(size: ${{ code: size }}, sheet-table((${{ code: wide.join(', ') }}), (${{ code: align.join(', ') }}), (${columns.map(({ heading }) => typst`${heading}, `)}),
${rows.map((row) => sheetRow(row, text))}))
`;
}

function sheetRow({ heading, cells, whole }: TableRow, text: (text: Text) => Typst): Typst {
  const fill = whole === true ? 'panel' : 'none';
  const cell = (said: Text, spans = 1): Typst => {
    const words = text(said);
    const body = whole === true ? typst`strong[${words}]` : typst`[${words}]`;
    return typst`table.cell(colspan: ${{ code: String(spans) }}, fill: ${{ code: spans > 1 ? 'panel' : fill }}, ${{ code: spans > 1 ? 'align: left, ' : '' }}stroke: (bottom: 0.4pt + rule), ${body}), `;
  };
  return typst`${cell(heading)}${cells.map((one) =>
    typeof one === 'object' && 'spans' in one ? cell(one.cell, one.spans) : cell(one as Text),
  )}
`;
}
