import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf, parseFacts } from '@greenline/agreement';
import { fromUtf8, type Instant, type Json, parseInstant, utf8 } from '@greenline/base';
import { parseCommand } from '@greenline/cases';
import { nodeHasher } from '@greenline/crypto';
import { feeds, identify } from '@greenline/feeds';
import type { Decoded, Feed } from '@greenline/observation';
import { type JournalInput, OPERATOR, publicationText } from '@greenline/pipeline';
import type { PublishedReport } from '@greenline/reports';
import { openJournal } from '@greenline/stores';
import { Failure } from './failure.ts';
import { linesOf, readBytes } from './input-file.ts';

/** One input of a replay: an entry of the journal, with its place in the order of all of them. */
export interface RecordedInput
  extends Pick<JournalInput, 'receivedAt' | 'type' | 'by' | 'offset' | 'bytes' | 'label'> {
  readonly argument: number;
  /** Within the argument: byte offset, or the journal's own seq. */
  readonly order: number;
}

/** What the files of a replay hold, in order of time. */
export interface Recording {
  readonly inputs: readonly RecordedInput[];
  /** Messages refused before they had a time, by kind. */
  readonly refused: ReadonlyMap<string, number>;
}

/** Lines of JSON that are no feed: each kind tells its own time. */
const LINES = ['observations', 'facts', 'commands', 'filings', 'publications'] as const;
type LineFormat = (typeof LINES)[number];
const TYPES: Readonly<Partial<Record<LineFormat, string>>> = {
  commands: 'command',
  filings: 'filing',
};

/** Reads `[FORMAT:]FILE` arguments; throws a `Failure` on a file that is doubtful or not there. */
export async function readRecording(
  args: readonly string[],
  {
    missions = false,
  }: {
    /** Keep the missions that a journal was written under. */ readonly missions?: boolean;
  } = {},
): Promise<Recording> {
  const inputs: RecordedInput[] = [];
  const refused = new Map<string, number>();
  const refuse = (kind: string) => refused.set(kind, (refused.get(kind) ?? 0) + 1);
  for (const [argument, text] of args.entries()) {
    const { format, path } = formatOf(text);
    if (format === 'journal') {
      await readJournal(path, argument, inputs, missions);
    } else if (isLineFormat(format)) {
      for (const { text: line, offset } of linesOf(path)) {
        const receivedAt = timeOfLine(format, line);
        if (receivedAt === undefined) refuse('no-time');
        else inputs.push(stated({ receivedAt, argument, offset, ...entryOf(format, line) }));
      }
    } else {
      const feed = feeds.get(format);
      if (feed === undefined) throw new Failure(`${text}: no feed reads ${format}`);
      readFeed(feed, readBytes(path), argument, inputs, refuse);
    }
  }
  inputs.sort(
    (a, b) => a.receivedAt - b.receivedAt || a.argument - b.argument || a.order - b.order,
  );
  return { inputs, refused };
}

/** Its type in the journal, and what the journal holds of it. */
function entryOf(format: LineFormat, line: string): Pick<RecordedInput, 'type' | 'bytes'> {
  if (format !== 'publications') {
    return { type: TYPES[format] ?? `message/${format}`, bytes: utf8(line) };
  }
  const { report = {} } = JSON.parse(line) as Partial<PublishedReport>;
  return { type: 'publication', bytes: utf8(publicationText(report as PublishedReport['report'])) };
}

/** What a file says was said by the operator's hand, in the order of the file. */
const stated = (input: Omit<RecordedInput, 'by' | 'order'>): RecordedInput => ({
  ...input,
  by: OPERATOR,
  order: input.offset,
});

/**
 * A node's journal, read from a copy: whoever writes the original is not disturbed. Entries keep the
 * hand that they came by, or a broadcast would be believed in a replay as no node believed it. Ticks
 * come along: duties fall due by them.
 */
async function readJournal(
  folder: string,
  argument: number,
  inputs: RecordedInput[],
  missions: boolean,
): Promise<void> {
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  if (!isFolder || !readdirSync(folder).some((name) => name.endsWith('.segment'))) {
    throw new Failure(`${folder}: is no journal: name the folder \`journal\` in a node’s data`);
  }
  const copy = mkdtempSync(join(tmpdir(), 'greenline-journal-'));
  try {
    cpSync(folder, copy, { recursive: true });
    const journal = await openJournal(copy);
    for await (const entries of journal.read(1)) {
      for (const { seq, ...entry } of entries) {
        if (entry.type === 'mission' && !missions) continue;
        inputs.push({ ...entry, bytes: Uint8Array.from(entry.bytes), argument, order: seq });
      }
    }
    await journal.close();
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    throw new Failure(text.replaceAll(copy, folder));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function readFeed(
  feed: Feed,
  file: Uint8Array,
  argument: number,
  inputs: RecordedInput[],
  refuse: (kind: string) => void,
): void {
  for (const cut of feed.split(file)) {
    if (!cut.ok) {
      refuse(cut.error.kind);
      continue;
    }
    const { bytes, offset, receivedAt } = cut.value;
    const decoded = feed.decode(bytes, receivedAt);
    const at = receivedAt ?? (decoded.ok ? ownTime(decoded.value) : undefined);
    if (at !== undefined) {
      const type = `message/${feed.format}`;
      inputs.push(stated({ receivedAt: at, argument, offset, type, bytes }));
    } else {
      refuse(decoded.ok ? 'no-time' : decoded.error.kind);
    }
  }
}

/** A message without a capture's time came when it says it was sent. */
function ownTime({ sightings, periods, message }: Decoded): Instant | undefined {
  const [first] = sightings;
  if (first !== undefined) return first.observedAt;
  const [period] = periods ?? [];
  if (period !== undefined) return period.to;
  for (const name of ['time', 'timestamp', 'at', 'observedAt', 'sent']) {
    const stated: Json | undefined = message[name];
    const at = typeof stated === 'string' ? parseInstant(stated) : undefined;
    if (at !== undefined) return at;
  }
  return undefined;
}

function formatOf(text: string): { format: string; path: string } {
  const colon = text.indexOf(':');
  const named = colon === -1 ? '' : text.slice(0, colon);
  if (feeds.has(named) || isLineFormat(named) || named === 'journal') {
    return { format: named, path: text.slice(colon + 1) };
  }
  const file = readBytes(text);
  const told = identify(file, [
    { format: 'facts', recognises: (head) => firstLineHas(head, 'fact') },
    { format: 'observations', recognises: (head) => firstLineHas(head, 'observedAt') },
    { format: 'filings', recognises: isFiling },
    {
      format: 'commands',
      recognises: (head) => firstLineHas(head, 'step') && !isFiling(head),
    },
    { format: 'publications', recognises: (head) => firstLineHas(head, 'report') },
  ]);
  if (told.ok) return { format: told.value, path: text };
  const candidates = told.error.candidates.join(', ');
  throw new Failure(
    `${text}: ${candidates === '' ? 'no format is recognised' : `could be ${candidates}`}: write it as FORMAT:${text}`,
  );
}

const isFiling = (head: Uint8Array): boolean =>
  firstLineHas(head, 'file') || firstLineHas(head, 'filing');

function firstLineHas(head: Uint8Array, field: string): boolean {
  const [line = ''] = (fromUtf8(head) ?? Buffer.from(head).toString('latin1')).split('\n');
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && field in value && !('type' in value);
  } catch {
    return false;
  }
}

const isLineFormat = (format: string): format is LineFormat =>
  (LINES as readonly string[]).includes(format);

function timeOfLine(format: LineFormat, line: string): Instant | undefined {
  if (format === 'facts') {
    const parsed = parseFacts([line], nodeHasher);
    const [fact] = parsed.ok ? parsed.value.facts : [];
    return fact === undefined ? fieldTime(line) : instantOf(fact);
  }
  if (format === 'commands') {
    const parsed = parseCommand(line);
    return parsed.ok ? parsed.value.at : fieldTime(line);
  }
  return fieldTime(line);
}

function fieldTime(line: string): Instant | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  for (const name of ['receivedAt', 'observedAt', 'at']) {
    const stated = fields[name];
    const at = typeof stated === 'string' ? parseInstant(stated) : undefined;
    if (at !== undefined) return at;
  }
  return undefined;
}
