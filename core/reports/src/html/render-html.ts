import type { Page, RecordsChapter } from '../document/document.ts';
import { pageOf } from '../document/page-of.ts';
import { ENGLISH, type Wording } from '../language/wording.ts';
import type { Report } from '../report.ts';
import { figureLinks } from './figure-links.ts';
import { type Html, html } from './html.ts';
import { type HtmlWriter, htmlWriter } from './html-blocks.ts';
import { exerciseStyle, PAGE_STYLE } from './page-style.ts';

/** The whole report as one page that needs nothing besides: no script, no other host. */
export function renderHtml(report: Report, wording: Wording = ENGLISH): string {
  const page = pageOf(report, wording);
  const { records, exercise, words } = page;
  const links = figureLinks(records.lines.map(({ id }) => id));
  const writer = htmlWriter(links, page.language);
  const chapters = page.chapters.map(({ id, heading, blocks }) => ({
    id,
    heading,
    body: html`${blocks.map(writer.block)}`,
  }));
  const contents = [...chapters, records];
  return html`<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<style>${{ markup: exercise === undefined ? PAGE_STYLE : PAGE_STYLE + exerciseStyle(exercise.margin) }}</style>
</head>
<body>
${exercise && html`<aside class="exercise">${exercise.banner}</aside>`}
<header>
${head(page)}
<nav aria-label="${words.chapters}"><ul>${contents.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}</ul></nav>
</header>
<main>
${chapters.map(
  ({ id, heading, body }) => html`<section id="${id}" aria-labelledby="${id}-h">
<h2 id="${id}-h">${heading}</h2>
${body}</section>
`,
)}
${appendix(records, links.lists(), writer)}
</main>
</body>
</html>
`.markup;
}

function head({ mission, heading, facts, notices }: Page): Html {
  return html`<p class="mission">${mission}</p>
<h1>${heading}</h1>
<dl class="span">
${facts.map(
  ({ term, main, small }) =>
    html`<div><dt>${term}</dt><dd>${main} <span>${small}</span></dd></div>
`,
)}</dl>
${notices.map(
  (notice) => html`<p class="provisional" role="note">${notice}</p>
`,
)}`;
}

function appendix(
  { heading, none, listsHeading, eachHeading, caption, columns, lines }: RecordsChapter,
  lists: readonly Html[],
  { text }: HtmlWriter,
): Html {
  if (lines.length === 0) {
    return html`<section id="appendix" aria-labelledby="appendix-h">
<h2 id="appendix-h">${heading}</h2><p class="nothing">${none}</p></section>`;
  }
  const [number = '', ...others] = columns;
  return html`<section id="appendix" aria-labelledby="appendix-h">
<h2 id="appendix-h">${heading}</h2>
<h3>${listsHeading}</h3>
<ol class="lists">${lists}</ol>
<h3>${eachHeading}</h3>
<div class="scroll" tabindex="0" role="group" aria-labelledby="appendix-c"><table class="records">
<caption id="appendix-c"><span>${caption}</span></caption>
<thead><tr><th scope="col" class="n">${number}</th>${others.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${lines.map(
    ({ id, kind, at, words }, i) =>
      html`<tr id="r${i + 1}"><th scope="row" class="n">${i + 1}</th><td>${at}</td><td>${kind}</td><td>${text(words)}</td><td><code>${id}</code></td></tr>
`,
  )}</tbody>
</table></div>
</section>`;
}
