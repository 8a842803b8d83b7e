import type { Block, Span, Text } from '../document/document.ts';
import { SCREEN, svgOf } from '../drawings/drawing.ts';
import type { FigureLinks } from './figure-links.ts';
import { type Html, html } from './html.ts';
import { htmlTable } from './html-table.ts';

/** How the pieces of a page become HTML. */
export interface HtmlWriter {
  block(block: Block): Html;
  text(text: Text): Html;
}

export function htmlWriter(links: FigureLinks, language: string): HtmlWriter {
  let tables = 0;
  const text = (said: Text): Html => (isList(said) ? html`${said.map(span)}` : span(said));

  function span(one: Span): Html {
    if (typeof one === 'string') return html`${one}`;
    switch (one.kind) {
      case 'strong':
        return html`<b>${text(one.text)}</b>`;
      case 'soft':
        return html`<span class="before">${text(one.text)}</span>`;
      case 'mark':
        return html`<span class="mark">${text(one.text)}</span>`;
      case 'absent':
        return html`<span class="absent">${text(one.text)}</span>`;
      case 'figure':
        return links.link(one.records, one.text);
      case 'party':
        return html`<span class="party ${one.hue}">${one.text}</span>`;
      case 'verdict':
        return html`<span class="verdict ${one.verdict}">${one.text}</span>`;
      case 'quoted':
        return language === 'en' ? html`${one.text}` : html`<span lang="en">${one.text}</span>`;
      case 'bar':
        return bar(one.shares);
    }
  }

  const block = (one: Block): Html => {
    switch (one.kind) {
      case 'table':
        tables += 1;
        return htmlTable(one, { text }, `t${tables}`);
      case 'nothing':
        return html`<p class="nothing">${one.text}</p>`;
      case 'list':
        return html`<ul class="method">${one.items.map((item) => html`<li>${text(item)}</li>`)}</ul>`;
      case 'changes':
        return html`<ul class="changes">${one.items.map(
          ({ share, about, mark, text: words }) =>
            html`<li><span class="share">${share}</span> <div><b>${about}</b> ${
              mark === undefined ? undefined : html`<span class="mark">${mark}</span>`
            }<p>${words}</p></div></li>
`,
        )}</ul>`;
      case 'legend':
        return html`<p class="legend">${one.items.map(
          ({ state, text: words }) => html`<span><i class="${state}"></i>${words}</span> `,
        )}</p>`;
      case 'drawing':
        return html`<figure>${svgOf(one.drawing, SCREEN)}</figure>
`;
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
}: Extract<Span, { readonly kind: 'bar' }>['shares']): Html {
  const parts = [
    ['looked', looked],
    ['not-looked', notLooked],
    ['jammed', jammed],
    ['denied', denied],
  ] as const;
  return html`<span class="bar" aria-hidden="true">${parts
    .filter(([, part]) => part > 0)
    .map(([name, part]) => html`<i class="${name}" style="flex:${part.toFixed(4)}"></i>`)}</span>`;
}
