import type { Instant } from '@greenline/base';
import type { Filing } from './filing.ts';
import { FORM_NAMES, type FormName } from './form.ts';
import { FORMS } from './forms.ts';
import type { ShownFiling } from './shown-filing.ts';

/** A form’s chapter of a report: plain text, in rows that lead back to their records. */
export interface FilingsChapter {
  readonly form: FormName;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly id: string;
    /** When it was filed. */
    readonly at: Instant;
    readonly cells: readonly string[];
  }[];
  readonly note: string;
}

/** For whom a chapter is: `staff`, or everybody by the names under which all of them are shown things. */
export type ChapterReader = 'staff' | readonly string[];

/**
 * The filings of a period, a chapter a form: those that were filed in it, or moved in it, each as it
 * stood at its end. A reader of several names (both parties) is told what is shown to all of them.
 */
export function chapters(
  filings: readonly (Filing | ShownFiling)[],
  from: Instant,
  to: Instant,
  reader: ChapterReader,
): readonly FilingsChapter[] {
  const newest = new Map(filings.map((filing) => [filing.id, filing as Filing]));
  const within = [...newest.values()]
    .filter((filing) => isShown(filing, reader))
    .map((filing) => asOf(filing, to))
    .filter(({ history }) =>
      history.some(({ entry, recordedAt }) => entry !== 'refused' && recordedAt >= from),
    );
  return FORM_NAMES.flatMap((name) => {
    const of = within.filter(({ form }) => form === name);
    if (of.length === 0) return [];
    const { title, columns, row, note } = FORMS[name].chapter;
    const rows = of
      .sort((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1))
      .map((filing) => ({ id: filing.id, at: filing.openedAt, cells: row(filing) }));
    return [{ form: name, title, columns, rows, note }];
  });
}

/** A filing as it stood before a moment: a report says the same whenever it is made. */
function asOf(filing: Filing, before: Instant): Filing {
  const history = filing.history.filter(({ recordedAt }) => recordedAt < before);
  const last = history.findLast((line) => line.entry !== 'refused');
  const clocks = filing.clocks
    .filter((clock) => clock.from < before)
    .map(({ to, ...clock }) => ({
      ...clock,
      ...(to !== undefined && to < before && { to }),
      overdue: clock.dueAt < before && (to === undefined || to > clock.dueAt),
    }));
  return { ...filing, history, clocks, state: last?.state ?? filing.state };
}

const isShown = ({ shownTo }: Pick<Filing, 'shownTo'>, reader: ChapterReader): boolean =>
  reader === 'staff' ||
  shownTo.includes('public') ||
  (reader.length > 0 && reader.every((name) => shownTo.includes(name)));
