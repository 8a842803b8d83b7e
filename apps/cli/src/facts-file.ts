import { closeSync, openSync, readSync } from 'node:fs';
import { type Fact, FactReader, instantOf, rankOf } from '@greenline/agreement';
import { nodeHasher } from '@greenline/crypto';
import { Failure, placed } from './failure.ts';
import { linesOf } from './input-file.ts';

/**
 * Reads the facts of a file in time order, without holding them, and hands each to what `begin` gave.
 *
 * `begin` is called again where a fact turns out to lie before one that was handed over. Notes for
 * people come back.
 */
export function readInTimeOrder(
  path: string,
  /** Models and classes of the agreement. */
  named: ReadonlySet<string>,
  begin: () => (fact: Fact) => void,
): readonly string[] {
  const reader = new FactReader(nodeHasher, named);
  let take = begin();
  let before: Fact | undefined;
  for (const { text, line } of linesOf(path)) {
    const fact = read(reader, path, text, line);
    if (before !== undefined && isBefore(fact, before)) {
      take = begin();
      return sorted(path, new FactReader(nodeHasher, named), take);
    }
    before = fact;
    take(fact);
  }
  return notesOf(reader, path);
}

/** Notes where each line lies, and reads the lines once more in time order. */
function sorted(path: string, reader: FactReader, take: (fact: Fact) => void): readonly string[] {
  const instants: number[] = [];
  const ranks: number[] = [];
  const lines: number[] = [];
  const offsets: number[] = [];
  const lengths: number[] = [];
  for (const { text, line, offset } of linesOf(path)) {
    const fact = read(reader, path, text, line);
    instants.push(instantOf(fact));
    ranks.push(rankOf(fact));
    lines.push(line);
    offsets.push(offset);
    lengths.push(Buffer.byteLength(text));
  }
  const at = (list: readonly number[], i: number): number => list[i] as number;
  const order = Uint32Array.from(instants.keys()).sort(
    (a, b) => at(instants, a) - at(instants, b) || at(ranks, a) - at(ranks, b) || a - b,
  );
  const handle = openSync(path, 'r');
  try {
    for (const i of order) {
      const bytes = Buffer.alloc(at(lengths, i));
      readSync(handle, bytes, { position: at(offsets, i) });
      take(read(reader, path, bytes.toString(), at(lines, i)));
    }
  } finally {
    closeSync(handle);
  }
  return notesOf(reader, path);
}

function read(reader: FactReader, path: string, text: string, line: number): Fact {
  const fact = reader.read(text, line);
  if (fact.ok) return fact.value;
  throw new Failure(placed(`${path}:${line}`, fact.error.field, fact.error.text));
}

const isBefore = (one: Fact, other: Fact): boolean =>
  instantOf(one) - instantOf(other) < 0 ||
  (instantOf(one) === instantOf(other) && rankOf(one) < rankOf(other));

const notesOf = ({ notes }: FactReader, path: string): readonly string[] =>
  notes.map(({ line, field, text }) => `${path}:${line}: note: ${field}: ${text}`);
