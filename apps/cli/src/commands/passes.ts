import { type AccessCase, Propagator, parseAccessCase, passes } from '@greenline/coverage';
import type { Command } from 'commander';
import { Failure, placed } from '../failure.ts';
import { readJson } from '../input-file.ts';
import { writeWhole } from '../output-file.ts';
import { progress } from '../progress.ts';

export function addPasses(program: Command): void {
  program
    .command('passes')
    .description('When satellites see a zone, how much of it, and how sure the times are.')
    .requiredOption('--case <file>', 'start, duration, zone, satellites with elements and sensors')
    .requiredOption('--out <file>', 'windows by satellite')
    .action(async (options: { case: string; out: string }) => {
      const found = caseOf(options.case);
      const propagator = await Propagator.open();
      const tell = progress('passes');
      const result = passes(propagator, found, (done) =>
        tell(() => `${done} of ${found.satellites.length} satellites`),
      );
      if (!result.ok)
        throw new Failure(placed(options.case, result.error.field, result.error.text));
      writeWhole(options.out, `${JSON.stringify(result.value, undefined, 1)}\n`);
      for (const assumption of result.value.assumptions) {
        process.stderr.write(`greenline: ${options.case}: assumed: ${assumption}\n`);
      }
    });
}

function caseOf(path: string): AccessCase {
  const json = readJson(path, 'write one object, the case');
  const found = parseAccessCase(json);
  if (!found.ok) throw new Failure(placed(path, found.error.field, found.error.text));
  return found.value;
}
