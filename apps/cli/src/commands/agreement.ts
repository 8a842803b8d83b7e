import {
  agreementJsonSchema,
  describeAgreement,
  diffAgreements,
  differenceWords,
  zonesGeoJson,
} from '@greenline/agreement';
import { type Command, Option } from 'commander';
import { openAgreement } from '../agreement-file.ts';
import { placed } from '../failure.ts';
import { readInstant } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';
import { addTry } from './agreement-try.ts';

export function addAgreement(program: Command): void {
  const agreement = program.command('agreement').description('Reads agreements.');
  agreement
    .command('check <file>')
    .description('Checks schema and meaning; prints clauses and zones.')
    .action((file: string) => {
      const checked = openAgreement(file, EVERY_ERROR);
      process.stdout.write(describeAgreement(checked));
      for (const { line, column, field, text } of checked.notes)
        process.stderr.write(
          `greenline: note: ${placed(`${file}:${line}:${column}`, field, text)}\n`,
        );
    });
  agreement
    .command('diff <old> <new>')
    .description('Says in plain words how two versions differ, and where readings part in each.')
    .addOption(formatOption())
    .action((old: string, now: string, options: { format: 'text' | 'json' }) => {
      const difference = diffAgreements(openAgreement(old), openAgreement(now));
      process.stdout.write(
        options.format === 'json'
          ? `${JSON.stringify(difference, undefined, 2)}\n`
          : differenceWords(difference),
      );
    });
  agreement
    .command('schema')
    .description('Writes the JSON Schema of agreement files, for editors.')
    .option('--out <file>', 'file to write; default: standard output')
    .action((options: { out?: string }) => {
      const schema = `${JSON.stringify(agreementJsonSchema(), undefined, 2)}\n`;
      if (options.out === undefined) process.stdout.write(schema);
      else writeWhole(options.out, schema);
    });
  addTry(agreement);
  agreement
    .command('zones <file>')
    .description('Writes the geometries in force, with area_km2 and length_km.')
    .option('--at <time>', 'moment, RFC 3339; default: all that ever hold')
    .requiredOption('--out <file>', 'GeoJSON to write')
    .action((file: string, options: { at?: string; out: string }) => {
      const at = options.at === undefined ? undefined : readInstant('--at', options.at);
      const zones = zonesGeoJson(openAgreement(file), at);
      writeWhole(options.out, `${JSON.stringify(zones)}\n`);
    });
}

const formatOption = (): Option =>
  new Option('--format <format>', 'words, or the same as data')
    .choices(['text', 'json'])
    .default('text');

const EVERY_ERROR = (lines: readonly string[]): string => lines.join('\ngreenline: ');
