import { thousands } from './compare.ts';
import type { Count, DayReport, Figure } from './day-report.ts';
import { type Html, html } from './html.ts';

/** Links numbers of a page to lists of their records, and those to the lines of the appendix. */
export interface FigureLinks {
  figure(value: Figure | undefined): Html;
  count(value: Count | undefined): Html;
  /** All lists linked to so far. */
  lists(): readonly Html[];
}

export function figureLinks(report: DayReport): FigureLinks {
  const lineOf = new Map(report.appendix.map(({ id }, i) => [id, i + 1]));
  const lists = new Map<string, { readonly anchor: string; readonly lines: readonly number[] }>();

  const linked = (records: readonly string[], words: string): Html => {
    if (records.length === 0) return html`${words}`;
    const key = records.join(' ');
    let list = lists.get(key);
    if (list === undefined) {
      const lines = records.map((id) => lineOf.get(id) ?? 0).sort((a, b) => a - b);
      list = { anchor: `f${lists.size + 1}`, lines };
      lists.set(key, list);
    }
    return html`<a href="#${list.anchor}">${words}</a>`;
  };

  return {
    figure: (value) => (value === undefined ? NONE : linked(value.records, thousands(value.value))),
    count(value) {
      if (value === undefined) return NONE;
      if (value.standing === 'counted') return linked(value.records, thousands(value.value));
      const words = value.standing === 'not-observed' ? 'not observed' : 'effort not recorded';
      return html`<span class="absent">${linked(value.records, words)}</span>`;
    },
    lists: () =>
      [...lists.values()].map(({ anchor, lines }) => html`<li id="${anchor}">${runs(lines)}</li>`),
  };
}

const NONE = html`<span class="absent" aria-label="none before">–</span>`;

/** `1–240, 300`: each end a link to its line. */
function runs(lines: readonly number[]): readonly Html[] {
  const ends: [number, number][] = [];
  for (const line of lines) {
    const run = ends.at(-1);
    if (run !== undefined && line === run[1] + 1) run[1] = line;
    else ends.push([line, line]);
  }
  return ends.map(([first, last], i) => {
    const comma = i === 0 ? '' : ', ';
    const to = last > first ? html`–<a href="#r${last}">${last}</a>` : undefined;
    return html`${comma}<a href="#r${first}">${first}</a>${to}`;
  });
}
