import { once } from 'node:events';
import { instantOf, LiveJudge } from '@greenline/agreement';
import { nodeHasher } from '@greenline/crypto';
import { LabelTable, label } from '@greenline/labels';
import type { Command } from 'commander';
import { openAgreement } from '../agreement-file.ts';
import { readInTimeOrder } from '../facts-file.ts';
import { FindingSpool } from '../finding-spool.ts';
import { readInstant } from '../input-file.ts';
import { OutputFile } from '../output-file.ts';
import { progress } from '../progress.ts';

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
    .action(judgeFile);
}

async function judgeFile({ agreement: path, facts, asOf: until, out }: Options): Promise<void> {
  const agreement = openAgreement(path);
  const asOf = until === undefined ? undefined : readInstant('--as-of', until);
  const { models = {}, classes = {} } = agreement.source;
  const named = new Set([...Object.keys(models), ...Object.keys(classes)]);
  const labels = new LabelTable(nodeHasher);
  const begin = () => ({
    spool: new FindingSpool(),
    live: new LiveJudge(agreement, {
      hasher: nodeHasher,
      label: labels.intern(label({ owner: 'mission' })),
      rollUp: (a, b) => labels.rollUp(a, b),
      endsOnly: true,
    }),
  });
  let { spool, live } = begin();
  try {
    let taken = 0;
    const tell = progress('judge');
    const notes = readInTimeOrder(facts, named, () => {
      spool.drop();
      ({ spool, live } = begin());
      return (fact) => {
        taken += 1;
        tell(() => `${taken} facts`);
        if (asOf !== undefined && instantOf(fact) > asOf) return;
        for (const finding of live.take(fact)) spool.put(finding);
      };
    });
    for (const note of notes) process.stderr.write(`${note}\n`);
    for (const findings of live.ends(asOf)) for (const finding of findings) spool.put(finding);
    if (out === undefined) await print(spool.pieces());
    else write(out, spool.pieces());
  } finally {
    spool.drop();
  }
}

function write(path: string, pieces: Iterable<Uint8Array>): void {
  const file = new OutputFile(path);
  for (const piece of pieces) file.bytes(piece);
  file.keep();
}

/** No faster than it is read. */
async function print(pieces: Iterable<Uint8Array>): Promise<void> {
  for (const piece of pieces) if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
}
