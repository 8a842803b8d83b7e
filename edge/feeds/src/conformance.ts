/** One check of a format against something that others made. */
export interface ConformanceCheck {
  /** Title of the test as its source writes it, `%s` and `$name` included. */
  readonly what: string;
  /** The vector, the peer's program or the document it is held against. */
  readonly source: string;
  /** What agrees, in words. Printed with the outcome of the last run, never instead of it. */
  readonly result: string;
}

/** What is claimed for one format. Nothing is claimed that no test shows. */
export interface Conformance {
  /** Name in the interfaces, as `cot`. */
  readonly format: string;
  /** Standard and edition. */
  readonly edition: string;
  readonly reads: string;
  /** Absent where the format is not written. */
  readonly writes?: string;
  readonly checkedWith: readonly ConformanceCheck[];
  readonly notSupported: readonly string[];
}

export type Outcome = 'passed' | 'skipped' | 'failed' | 'missing';

/** One test as a run reports it. */
export interface TestOutcome {
  readonly title: string;
  readonly outcome: Outcome;
}

/** Whether a test that ran is one of those that this title stands for. */
export function isTitled(title: string, what: string): boolean {
  const parts = what.split(/%[sdifjo#%]|\$[\w.]+/).map((part) => part.replace(/\W/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(title);
}

/** One failure fails the check; without one, a test that ran and passed shows it. */
export function outcomeOf(what: string, run: readonly TestOutcome[]): Outcome {
  const outcomes = run.filter((one) => isTitled(one.title, what)).map((one) => one.outcome);
  const order = ['failed', 'passed', 'skipped'] as const;
  return order.find((outcome) => outcomes.includes(outcome)) ?? 'missing';
}

/** The page `docs/conformance.md`. */
export function conformancePage(
  formats: readonly Conformance[],
  run: readonly TestOutcome[],
): string {
  const sorted = [...formats].sort((a, b) => (a.format < b.format ? -1 : 1));
  return `# What the feeds are held to

Written by \`npm run conformance\` from the \`conformance.ts\` of every format and a run of the tests it names. Nothing is claimed that no test shows.

${sorted.map((one) => sectionOf(one, run)).join('\n')}`;
}

function sectionOf(one: Conformance, run: readonly TestOutcome[]): string {
  const { format, edition, reads, writes, checkedWith, notSupported } = one;
  const rows = checkedWith.map(
    ({ what, source, result }) =>
      `| ${cell(what)} | ${cell(source)} | ${cell(result)} | ${outcomeOf(what, run)} |`,
  );
  return `## ${format}

${edition}. Reads ${reads}.${writes === undefined ? '' : ` Writes ${writes}.`}

| test | held against | what agrees | last run |
|---|---|---|---|
${rows.join('\n')}

Not supported: ${notSupported.length === 0 ? 'nothing known' : notSupported.join('; ')}.
`;
}

/** A title as a cell of the page shows it. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
