import { type Instant, parseInstant } from '@greenline/base';
import { decodeFile, feeds, readMapping, tableFeed, unknownEdition } from '@greenline/feeds';
import type { Feed, FeedSettings } from '@greenline/observation';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { readBytes, readText } from '../input-file.ts';
import { OutputFile } from '../output-file.ts';
import { progress } from '../progress.ts';

export function addDecode(program: Command): void {
  program
    .command('decode <format> <file>')
    .description(
      `Reads a recording, one JSON line a message. Formats: ${[...feeds.keys()].join(', ')}; table, by --mapping.`,
    )
    .option('--out <file>', 'default: standard output')
    .option('--received-at <time>', 'when it was recorded, where the recording does not say')
    .option('--place <lon,lat>', 'where the receiver stood (adsb)')
    .option('--edition <category=edition...>', 'as 021=0.26 (asterix)')
    .option('--mapping <file>', 'for table: which columns are which fields (docs/feeds.md)')
    .action((format: string, path: string, options: DecodeOptions) => {
      const known = format === 'table' ? tableBy(options.mapping) : feeds.get(format);
      if (known === undefined) {
        throw new Failure(`decode ${format}: formats are ${[...feeds.keys()].join(', ')}, table`);
      }
      const feed = settled(known, options);
      const receivedAt = timeOf(options.receivedAt);
      const bytes = readBytes(path);
      const out = options.out === undefined ? undefined : new OutputFile(options.out);
      let accepted = 0;
      const refused = new Map<string, number>();
      const tell = progress('decode');
      for (const line of decodeFile(feed, bytes, receivedAt)) {
        const text = JSON.stringify(line);
        if (out === undefined) process.stdout.write(`${text}\n`);
        else out.line(text);
        if (line.ok) accepted += 1;
        else refused.set(line.error.kind, (refused.get(line.error.kind) ?? 0) + 1);
        tell(() => `${line.index + 1} messages`);
      }
      out?.keep();
      const kinds = [...refused].map(([kind, count]) => `${count} ${kind}`).join(', ');
      const total = [...refused.values()].reduce((sum, count) => sum + count, 0);
      process.stderr.write(
        `greenline: ${accepted} accepted, ${total} refused${total === 0 ? '' : ` (${kinds})`}\n`,
      );
    });
}

interface DecodeOptions {
  readonly out?: string;
  readonly receivedAt?: string;
  readonly place?: string;
  readonly edition?: readonly string[];
  readonly mapping?: string;
}

/** The format as the sender of this recording spoke it. */
function settled(feed: Feed, { place, edition }: DecodeOptions): Feed {
  if (place === undefined && edition === undefined) return feed;
  if (feed.settled === undefined)
    throw new Failure(`decode ${feed.format}: takes neither --place nor --edition`);
  const settings: FeedSettings = {
    ...(place !== undefined && { place: placeOf(place) }),
    ...(edition !== undefined && { editions: editionsOf(edition) }),
  };
  return feed.settled(settings);
}

function placeOf(text: string): { lon: number; lat: number } {
  const [lon = Number.NaN, lat = Number.NaN, more] = text.split(',').map(Number);
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && more === undefined) return { lon, lat };
  throw new Failure(`--place ${text}: write longitude and latitude in degrees, as 33.36,35.18`);
}

function editionsOf(texts: readonly string[]): Record<string, string> {
  const editions = Object.fromEntries(texts.map((text) => text.split('=') as [string, string]));
  const unknown = unknownEdition(editions);
  if (unknown !== undefined) throw new Failure(`--edition ${texts.join(' ')}: ${unknown}`);
  return editions;
}

function timeOf(text: string | undefined): Instant | undefined {
  const at = text === undefined ? undefined : parseInstant(text);
  if (text !== undefined && at === undefined)
    throw new Failure(`--received-at ${text}: write it as 2026-03-10T10:00:00Z`);
  return at;
}

/** A table of anybody's, by the mapping that goes with it. */
function tableBy(path: string | undefined): Feed {
  if (path === undefined) throw new Failure('decode table: give its mapping with --mapping FILE');
  const mapping = readMapping(readText(path));
  if (!mapping.ok) throw new Failure(`${path}: ${mapping.error}`);
  return tableFeed(mapping.value);
}
