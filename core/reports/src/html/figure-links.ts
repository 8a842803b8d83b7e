import { type Html, html } from './html.ts';

/** Links numbers of a page to lists of their records, and those to the lines of the appendix. */
export interface FigureLinks {
  link(records: readonly string[], words: string): Html;
  /** All lists linked to so far. */
  lists(): readonly Html[];
}

/** `ids`: of the lines of the appendix, in order. */
export function figureLinks(ids: readonly string[]): FigureLinks {
  const lists = recordLists(ids);
  return {
    link: (records, words) => html`<a href="#f${lists.numberOf(records)}">${words}</a>`,
    lists: () => lists.all().map((runs, i) => html`<li id="f${i + 1}">${runs.map(run)}</li>`),
  };
}

/** Lists of records as lines of the appendix, each different list once. */
export interface RecordLists {
  /** From 1 on. */
  numberOf(records: readonly string[]): number;
  all(): readonly (readonly Run[])[];
}

/** Lines that follow on each other, the first and the last. */
export type Run = readonly [first: number, last: number];

export function recordLists(ids: readonly string[]): RecordLists {
  const lineOf = new Map(ids.map((id, i) => [id, i + 1]));
  const numbers = new Map<string, number>();
  const lists: Run[][] = [];
  return {
    numberOf(records) {
      const key = records.join(' ');
      const known = numbers.get(key);
      if (known !== undefined) return known;
      const lines = records.flatMap((id) => lineOf.get(id) ?? []).sort((a, b) => a - b);
      lists.push(runsOf(lines));
      numbers.set(key, lists.length);
      return lists.length;
    },
    all: () => lists,
  };
}

/** `1–240, 300`: each end a link to its line. */
function run([first, last]: Run, index: number): Html {
  const comma = index === 0 ? '' : ', ';
  const to = last > first ? html`–<a href="#r${last}">${last}</a>` : undefined;
  return html`${comma}<a href="#r${first}">${first}</a>${to}`;
}

function runsOf(lines: readonly number[]): Run[] {
  const runs: [number, number][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last !== undefined && line === last[1] + 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs;
}
