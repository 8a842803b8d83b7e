import { decodeFile, feeds, readMapping, tableFeed } from '@greenline/feeds';
import type { Feed } from '@greenline/observation';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { readBytes, readText } from '../input-file.ts';
import { OutputFile } from '../output-file.ts';

export function addDecode(program: Command): void {
  program
    .command('decode <format> <file>')
    .description(
      `Reads a recording, one JSON line a message. Formats: ${[...feeds.keys()].join(', ')}; table, by --mapping.`,
    )
    .option('--out <file>', 'default: standard output')
    .option('--mapping <file>', 'for table: which columns are which fields (docs/feeds.md)')
    .action((format: string, path: string, options: { out?: string; mapping?: string }) => {
      const feed = format === 'table' ? tableBy(options.mapping) : feeds.get(format);
      if (feed === undefined) {
        throw new Failure(`decode ${format}: formats are ${[...feeds.keys()].join(', ')}, table`);
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

/** A table of anybody's, by the mapping that goes with it. */
function tableBy(path: string | undefined): Feed {
  if (path === undefined) throw new Failure('decode table: give its mapping with --mapping FILE');
  const mapping = readMapping(readText(path));
  if (!mapping.ok) throw new Failure(`${path}: ${mapping.error}`);
  return tableFeed(mapping.value);
}
