import { judge, parseFacts } from '@greenline/agreement';
import { nodeHasher } from '@greenline/crypto';
import { LabelTable, label } from '@greenline/labels';
import { recordText } from '@greenline/pipeline';
import type { Command } from 'commander';
import { Failure, placed } from '../failure.ts';
import { linesOf, readInstant } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';
import { openAgreement } from './agreement.ts';

interface Options {
  readonly agreement: string;
  readonly facts: string;
  readonly asOf?: string;
  readonly out?: string;
}

export function addJudge(program: Command): void {
  program
    .command('judge')
    .description('Judges facts against an agreement: one finding a clause, subject and verdict.')
    .requiredOption('--agreement <file>')
    .requiredOption('--facts <file>', 'one JSON line a fact')
    .option('--as-of <time>', 'leaves later facts out; duties are judged up to it')
    .option('--out <file>', 'default: standard output')
    .action((options: Options) => {
      const agreement = openAgreement(options.agreement);
      const asOf = options.asOf === undefined ? undefined : readInstant('--as-of', options.asOf);
      const lines: string[] = [];
      const numbers: number[] = [];
      for (const { text, line } of linesOf(options.facts)) {
        lines.push(text);
        numbers.push(line);
      }
      const { models = {}, classes = {} } = agreement.source;
      const known = new Set([...Object.keys(models), ...Object.keys(classes)]);
      const parsed = parseFacts(lines, nodeHasher, known);
      if (!parsed.ok) {
        const { line, field, text } = parsed.error;
        throw new Failure(placed(`${options.facts}:${numbers[line - 1] ?? line}`, field, text));
      }
      for (const note of parsed.value.notes) {
        const line = numbers[note.line - 1] ?? note.line;
        process.stderr.write(`${options.facts}:${line}: note: ${note.field}: ${note.text}\n`);
      }
      const labels = new LabelTable(nodeHasher);
      const findings = judge(agreement, parsed.value.facts, {
        hasher: nodeHasher,
        label: labels.intern(label({ owner: 'mission' })),
        rollUp: (a, b) => labels.rollUp(a, b),
        ...(asOf !== undefined && { asOf }),
      });
      const text = findings.map((finding) => `${recordText(finding)}\n`).join('');
      if (options.out === undefined) process.stdout.write(text);
      else writeWhole(options.out, text);
    });
}
