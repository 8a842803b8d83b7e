import { fail, ok, type Result } from '@greenline/base';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { type Flaw, flawsOf, flawsOfText } from './yaml-flaws.ts';

/** A YAML text as it was read. */
export interface ReadYaml {
  readonly document: Document;
  readonly lines: LineCounter;
  /** Plain values; keys are text. */
  readonly json: unknown;
}

/** A flaw with its place, 1-based. */
export interface PlacedFlaw {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/**
 * Reads a YAML text that anybody may have written: what is too large, too deep, repeats itself through
 * aliases or holds characters that nobody sees is refused before it can cost time or mislead a reader.
 */
export function readYaml(text: string): Result<ReadYaml, readonly PlacedFlaw[]> {
  const lines = new LineCounter();
  const placed = ({ offset, text: words }: Flaw): PlacedFlaw => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), text: words };
  };
  const before = flawsOfText(text, lines);
  if (before.length > 0) return fail(before.map(placed));
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // The library compares every key with every other: `flawsOf` does so in one pass.
    uniqueKeys: false,
  });
  const flaws = flawsOf(document);
  if (flaws.length > 0) return fail(flaws.map(placed));
  try {
    return ok({ document, lines, json: document.toJS({ maxAliasCount: 100 }) });
  } catch {
    const offset = document.contents?.range?.[0] ?? 0;
    return fail([
      placed({ offset, text: 'repeats itself too often through aliases: write it out' }),
    ]);
  }
}
