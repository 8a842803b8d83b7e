import { isMap, isNode, isPair, type Node } from 'yaml';
import type { z } from 'zod';
import type { ReadYaml } from './read-yaml.ts';
import { objectionsOf } from './schema-issue.ts';
import type { FieldPath } from './terms.ts';

/** What is wrong with an agreement file, where, and what to change. */
export interface AgreementError {
  /** 1-based; so is `column`. */
  readonly line: number;
  readonly column: number;
  /** As `clauses[2].distance`. */
  readonly field: string;
  /** One sentence with the remedy. */
  readonly text: string;
}

/** Finds the line and column of a field; of its nearest parent where it is missing. */
export class SourceMap {
  readonly #read: ReadYaml;
  readonly #schema: z.core.$ZodType;

  constructor(read: ReadYaml, schema: z.core.$ZodType) {
    this.#read = read;
    this.#schema = schema;
  }

  error(field: FieldPath, text: string): AgreementError {
    const place = this.#at(this.#offset(field));
    return { ...place, field: inOneLine(fieldText(field)), text: inOneLine(text) };
  }

  /** The errors of a schema, in the words of the file. */
  issue(issue: z.core.$ZodIssue): readonly AgreementError[] {
    return objectionsOf(issue, this.#schema, this.#read.json).map(({ path, text }) =>
      this.error(path, text),
    );
  }

  #offset(field: FieldPath): number {
    let node: Node | null = this.#read.document.contents as Node | null;
    let offset = node?.range?.[0] ?? 0;
    for (const part of field) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isPair(item) && String(item.key) === String(part));
        if (pair === undefined) return offset;
        if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
        node = isNode(pair.value) ? pair.value : null;
        continue;
      }
      const next: unknown =
        node !== null && 'get' in node ? node.get(part as never, true) : undefined;
      if (!isNode(next)) return offset;
      node = next;
      offset = next.range?.[0] ?? offset;
    }
    return offset;
  }

  #at(offset: number): { readonly line: number; readonly column: number } {
    const { line, col } = this.#read.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

/** Names and values of the file stand in errors: those that run over lines or pages are cut short. */
const inOneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

const LONGEST = 600;

/** `clauses[2].distance`. */
export const fieldText = (field: FieldPath): string =>
  field
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
