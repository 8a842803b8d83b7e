/** A task as a node shows it. */
export interface ShownTask {
  readonly id: string;
  readonly want: string;
  readonly text: string;
  readonly state: string;
  readonly dueAt: string;
  readonly late?: true;
  readonly asset?: string;
  readonly nation?: string;
  readonly about?: string;
  readonly results: readonly string[];
}

/** Who could do a task, and when, or why not, as a node shows it. */
export type ShownCandidate = { readonly asset: string; readonly nation: string } & (
  | { readonly looksAt: string; readonly deliversAt: string }
  | { readonly because: string }
);

/** One task in one line of fields, tabs between them: id, want, state, due, lateness, who, about, results, text. */
export const taskLine = (task: ShownTask): string =>
  [
    task.id,
    task.want,
    task.state,
    task.dueAt,
    task.late ? 'late' : '-',
    task.asset === undefined ? '-' : `${task.asset} (${task.nation})`,
    task.about ?? '-',
    task.results.length === 0 ? '-' : task.results.join(','),
    task.text.replaceAll(/\s+/g, ' '),
  ].join('\t');

export const candidateLine = (one: ShownCandidate): string =>
  [
    one.asset,
    one.nation,
    ...('because' in one ? ['-', '-', one.because] : [one.looksAt, one.deliversAt, '']),
  ].join('\t');
