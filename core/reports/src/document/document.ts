import type { Drawing } from '../drawings/drawing.ts';
import type { EffortRow } from '../report.ts';

/** A piece of text on a page, before it is known whether it becomes HTML or paper. */
export type Span =
  | string
  | { readonly kind: 'strong' | 'soft' | 'mark' | 'absent'; readonly text: Text }
  /** A number that leads to its records. */
  | { readonly kind: 'figure'; readonly text: string; readonly records: readonly string[] }
  | { readonly kind: 'party'; readonly text: string; readonly hue?: 'blue' | 'orange' }
  | { readonly kind: 'verdict'; readonly verdict: string; readonly text: string }
  /** Words from a record, in the language in which they were recorded. */
  | { readonly kind: 'quoted'; readonly text: string }
  /** Shares of area and time, drawn; the numbers stand beside it. */
  | { readonly kind: 'bar'; readonly shares: NonNullable<EffortRow['now']> };
export type Text = Span | readonly Span[];

export interface Column {
  readonly heading: string;
  readonly numeric?: true;
}

export interface TableRow {
  /** Names the row. */
  readonly heading: Text;
  /** For the columns after the first; one cell may span several. */
  readonly cells: readonly (Text | { readonly cell: Text; readonly spans: number })[];
  /** Stands for the whole of the others. */
  readonly whole?: boolean;
}

export interface Table {
  readonly kind: 'table';
  readonly caption: string;
  readonly note?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
}

export type Block =
  | Table
  | { readonly kind: 'nothing'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | {
      readonly kind: 'changes';
      readonly items: readonly {
        readonly share: string;
        readonly about: string;
        readonly mark?: string;
        readonly text: string;
      }[];
    }
  /** What the textures of bars and maps mean. */
  | {
      readonly kind: 'legend';
      readonly items: readonly { readonly state: string; readonly text: string }[];
    }
  | { readonly kind: 'drawing'; readonly drawing: Drawing };

/** One chapter of a report: its heading and what stands below it. */
export interface Chapter {
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** A whole report in one language, for either renderer. */
export interface Page {
  readonly language: string;
  readonly title: string;
  readonly mission: string;
  readonly heading: string;
  /** Milliseconds of POSIX time that the file bears: no clock is asked. */
  readonly datedAt: number;
  readonly exercise?: { readonly banner: string; readonly margin: string };
  readonly notices: readonly string[];
  readonly facts: readonly {
    readonly term: string;
    readonly main: string;
    readonly small: string;
  }[];
  readonly chapters: readonly Chapter[];
  readonly records: RecordsChapter;
  /** Of the contents, and of the foot of a sheet (with `{page}` and `{pages}`). */
  readonly words: { readonly chapters: string; readonly foot: string };
}

/** Behind each number its records, and each record. */
export interface RecordsChapter {
  readonly id: string;
  readonly heading: string;
  readonly none: string;
  readonly listsHeading: string;
  readonly eachHeading: string;
  /** Of a list too long for paper: how many records more there are. */
  readonly more: (records: number) => string;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly lines: readonly {
    readonly id: string;
    readonly at: string;
    readonly kind: string;
    readonly words: Text;
  }[];
}
