import type { Page, RecordsChapter, Text } from '../document/document.ts';
import { pageOf } from '../document/page-of.ts';
import { recordLists } from '../html/figure-links.ts';
import type { Wording } from '../language/wording.ts';
import type { Report } from '../report.ts';
import { SHEET_STYLE } from './sheet-style.ts';
import { type Typst, typst } from './typst.ts';
import { typstWriter } from './typst-blocks.ts';

/** A report on its way to paper: its page in Typst, and the moment that the file bears. */
export interface Sheets {
  readonly text: string;
  /** Milliseconds of POSIX time. */
  readonly datedAt: number;
}

/** The whole report in Typst, to be set as a PDF in a font that whoever prints it has. */
export function renderTypst(report: Report, wording: Wording, font: string): Sheets {
  const page = pageOf(report, wording);
  const lists = recordLists(page.records.lines.map(({ id }) => id));
  const writer = typstWriter(lists);
  const chapters = page.chapters.map(
    ({ heading, blocks }) => typst`#heading(level: 2, ${heading})\n${blocks.map(writer.block)}`,
  );
  const { code } = typst`#set document(title: ${page.title}, author: ${page.mission})
${{ code: SHEET_STYLE }}
#set text(font: ${font}, lang: ${page.language})
${sheets(page)}
${head(page)}
${chapters}
${appendix(page.records, lists.all())}`;
  return { text: code, datedAt: page.datedAt };
}

function sheets({ exercise, words, title }: Page): Typst {
  const [before = '', between = '', after = ''] = words.foot.split(/\{pages?\}/);
  const header =
    exercise === undefined
      ? typst`none`
      : typst`align(center, block(fill: rgb("#fff3c4"), inset: 3pt, text(size: 8pt, weight: "bold", ${exercise.margin})))`;
  return typst`#set page(paper: "a4", margin: (x: 14mm, top: 18mm, bottom: 16mm), header: ${header}, footer: context text(size: 7.5pt, fill: soft)[#${title} #h(1fr) #${before}#counter(page).display()#${between}#str(counter(page).final().first())#${after}])`;
}

function head({ mission, heading, facts, notices }: Page): Typst {
  return typst`#text(fill: soft, weight: "bold", ${mission})
#heading(level: 1, ${heading})
#block(width: 100%, fill: panel, inset: 8pt, grid(columns: (1fr, 1fr), gutter: 8pt, ${facts.map(
    ({ term, main, small }) => typst`fact(${term}, ${main}, ${small}), `,
  )}))
${notices.map((notice) => typst`#notice(${notice})\n`)}`;
}

/** So many lines to a table: one of all would take minutes to set. */
const LINES = 60;

function appendix(
  { heading, none, listsHeading, eachHeading, more, columns, lines }: RecordsChapter,
  lists: ReturnType<ReturnType<typeof recordLists>['all']>,
): Typst {
  if (lines.length === 0) return typst`#heading(level: 2, ${heading})\n#nothing(${none})`;
  const numbered = lines.map((line, i) => ({ line, number: String(i + 1) }));
  const tables: Typst[] = [];
  for (let from = 0; from < lines.length; from += LINES) {
    const rows = numbered
      .slice(from, from + LINES)
      .map(
        ({ line: { id, at, kind, words }, number }) =>
          typst`${number}, ${at}, ${kind}, ${plain(words)}, ${breakable(id)},\n`,
      );
    const header =
      from === 0
        ? typst`table.header(${columns.map((name) => typst`strong(${name}), `)}),`
        : undefined;
    tables.push(typst`#record-table(${header}${rows})\n`);
  }
  return typst`#heading(level: 2, ${heading})
#heading(level: 3, ${listsHeading})
#text(size: 7pt, columns(3)[${lists.map(
    (runs, i) =>
      typst`#block(below: 3pt)[#${String(i + 1)}. #${wordsOf(runs, more)}]${{
        code: `#label("f${i + 1}")`,
      }}\n`,
  )}])
#heading(level: 3, ${eachHeading})
#let record-table(..rows) = block(above: 0pt, below: 0pt, table(columns: (9mm, 29mm, 19mm, 1fr, 56mm), align: (right, left, left, left, left), stroke: none, inset: (x: 3pt, y: 2pt), ..rows))
#set text(size: 6.5pt)
${tables}`;
}

/** More runs than these are no help on paper. */
const MOST_RUNS = 200;

function wordsOf(
  runs: readonly (readonly [number, number])[],
  more: RecordsChapter['more'],
): string {
  const shown = runs.slice(0, MOST_RUNS);
  const words = shown.map(([first, last]) => (last > first ? `${first}–${last}` : String(first)));
  const left = runs.slice(MOST_RUNS).reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return [...words, ...(left === 0 ? [] : [more(left)])].join(', ');
}

/** Without marks: there may be tens of thousands of lines. */
const plain = (text: Text): string =>
  typeof text === 'string'
    ? text
    : 'text' in text
      ? plain(text.text)
      : 'kind' in text
        ? ''
        : text.map(plain).join('');

/** A digest may be broken in the middle, or it would run out of its column. */
const breakable = (id: string): string =>
  id.length <= 40 ? id : (id.match(/.{1,32}/g) ?? []).join('\u200b');
