import { decodeFile, feeds } from '@greenline/feeds';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { readBytes } from '../input-file.ts';
import { OutputFile } from '../output-file.ts';

export function addDecode(program: Command): void {
  program
    .command('decode <format> <file>')
    .description(
      `Reads a recording, one JSON line a message. Formats: ${[...feeds.keys()].join(', ')}.`,
    )
    .option('--out <file>', 'default: standard output')
    .action((format: string, path: string, options: { out?: string }) => {
      const feed = feeds.get(format);
      if (feed === undefined) {
        throw new Failure(`decode ${format}: formats are ${[...feeds.keys()].join(', ')}`);
      }
      const bytes = readBytes(path);
      const out = options.out === undefined ? undefined : new OutputFile(options.out);
      let accepted = 0;
      const refused = new Map<string, number>();
      for (const line of decodeFile(feed, bytes)) {
        const text = JSON.stringify(line);
        if (out === undefined) process.stdout.write(`${text}\n`);
        else out.line(text);
        if (line.ok) accepted += 1;
        else refused.set(line.error.kind, (refused.get(line.error.kind) ?? 0) + 1);
      }
      out?.keep();
      const kinds = [...refused].map(([kind, count]) => `${count} ${kind}`).join(', ');
      const total = [...refused.values()].reduce((sum, count) => sum + count, 0);
      process.stderr.write(
        `greenline: ${accepted} accepted, ${total} refused${total === 0 ? '' : ` (${kinds})`}\n`,
      );
    });
}
