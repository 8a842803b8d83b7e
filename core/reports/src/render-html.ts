import { parseInstant } from '@greenline/base';
import { localTime } from './day-bounds.ts';
import type { DayReport } from './day-report.ts';
import { figureLinks } from './figure-links.ts';
import { type Html, html } from './html.ts';
import { chaptersOf } from './html-chapters.ts';
import { EXERCISE_STYLE, PAGE_STYLE } from './page-style.ts';

const AUDIENCES = {
  staff: 'For mission staff: exact records',
  parties: 'For both parties, the same for both: made from released records',
  nation: 'For one contributing nation: made from released records',
  public: 'Public: made from released records',
} as const;

/** The whole report as one page that needs nothing besides: no script, no other host. */
export function renderHtml(report: DayReport): string {
  const links = figureLinks(report);
  const chapters = chaptersOf(report, links);
  const title = `${report.mission.name}: report of ${report.day ?? `${report.from} to ${report.to}`}`;
  const contents = [
    ...chapters,
    { id: 'method', heading: 'How it was made' },
    { id: 'appendix', heading: 'Records' },
  ];
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${{ markup: report.exercise ? PAGE_STYLE + EXERCISE_STYLE : PAGE_STYLE }}</style>
</head>
<body>
${report.exercise ? html`<p class="exercise" role="note">Exercise. Nothing in this report is real.</p>` : undefined}
<header>
${heading(report)}
<nav aria-label="Chapters"><ul>${contents.map(({ id, heading: name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>
</header>
<main>
${chapters.map(
  ({ id, heading: name, body }) => html`<section id="${id}" aria-labelledby="${id}-h">
<h2 id="${id}-h">${name}</h2>
${body}</section>
`,
)}
<section id="method" aria-labelledby="method-h">
<h2 id="method-h">How it was made</h2>
<ul class="method">${report.method.map((line) => html`<li>${line}</li>`)}</ul>
</section>
${appendix(report, links.lists())}
</main>
</body>
</html>
`;
  return page.markup;
}

function heading(report: DayReport): Html {
  const { day, from, to, hours, timeZone } = report;
  const local = (at: string): string => {
    const instant = parseInstant(at);
    return instant === undefined ? at : localTime(instant, timeZone);
  };
  return html`<p class="mission">${report.mission.name}</p>
<h1>${day === undefined ? 'Report of a period' : `Report of ${longDate(day)}`}</h1>
<dl class="span">
<div><dt>From</dt><dd>${local(from)} <span>${from}</span></dd></div>
<div><dt>To</dt><dd>${local(to)} <span>${to}</span></dd></div>
<div><dt>Length</dt><dd>${hours} hours <span>${timeZone}</span></dd></div>
<div><dt>Reader</dt><dd>${AUDIENCES[report.audience]} <span>${report.member}</span></dd></div>
</dl>
${report.provisional ? html`<p class="provisional" role="note">Provisional: the period is not over.</p>` : undefined}`;
}

const MONTHS =
  'January February March April May June July August September October November December';

/** `2026-03-10` as `10 March 2026`. */
function longDate(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date} ${MONTHS.split(' ')[(month ?? 0) - 1]} ${year}`;
}

function appendix({ appendix: lines }: DayReport, lists: readonly Html[]): Html {
  if (lines.length === 0) {
    return html`<section id="appendix" aria-labelledby="appendix-h">
<h2 id="appendix-h">Records</h2><p class="nothing">No record stands behind this report.</p></section>`;
  }
  return html`<section id="appendix" aria-labelledby="appendix-h">
<h2 id="appendix-h">Records</h2>
<h3>Behind each number</h3>
<ol class="lists">${lists}</ol>
<h3>Each record</h3>
<div class="scroll" tabindex="0" role="group" aria-label="Table that scrolls sideways"><table class="records">
<caption><span>Every record that a number leads back to, in order of time</span></caption>
<thead><tr><th scope="col" class="n">No.</th><th scope="col">Time, UTC</th><th scope="col">Kind</th><th scope="col">What</th><th scope="col">Id</th></tr></thead>
<tbody>${lines.map(
    ({ id, kind, at, words }, i) =>
      html`<tr id="r${i + 1}"><th scope="row" class="n">${i + 1}</th><td>${at}</td><td>${kind}</td><td>${words}</td><td><code>${id}</code></td></tr>
`,
  )}</tbody>
</table></div>
</section>`;
}
