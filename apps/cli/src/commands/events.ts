import { type HappeningReport, happenings, parseHappeningReport } from '@greenline/tracking';
import type { Command } from 'commander';
import { Failure, placed } from '../failure.ts';
import { linesOf } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';

interface Options {
  readonly reports: string;
  readonly out?: string;
}

export function addEvents(program: Command): void {
  program
    .command('events')
    .description('Counts each happening once, from what many sensors heard and saw of it.')
    .requiredOption('--reports <file>', 'one JSON line a report')
    .option('--out <file>', 'default: standard output')
    .action(({ reports, out }: Options) => {
      const found = happenings([...reportsOf(reports)]);
      const lines = found.map(({ t, x, y, sigmaM, reports: of }, i) => {
        const place = { t: rounded(t, 1000), x: rounded(x, 10), y: rounded(y, 10) };
        const event = { id: `e${i + 1}`, ...place, sigmaM: rounded(sigmaM, 10), reports: of };
        return `${JSON.stringify(event)}\n`;
      });
      if (out === undefined) process.stdout.write(lines.join(''));
      else writeWhole(out, lines.join(''));
    });
}

function* reportsOf(path: string): Generator<HappeningReport> {
  const seen = new Set<string>();
  for (const { text, line } of linesOf(path)) {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw new Failure(`${path}:${line}: is no JSON: one report is one line`);
    }
    const report = parseHappeningReport(json);
    if (!report.ok)
      throw new Failure(placed(`${path}:${line}`, report.error.field, report.error.text));
    if (seen.has(report.value.id))
      throw new Failure(placed(`${path}:${line}`, 'id', 'stands twice: each report has its own'));
    seen.add(report.value.id);
    yield report.value;
  }
}

const rounded = (value: number, by: number): number => Math.round(value * by) / by;
