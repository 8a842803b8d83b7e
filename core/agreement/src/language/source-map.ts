import { nearestName } from '@greenline/declarations';
import { type Document, isMap, isNode, isPair, type LineCounter, type Node } from 'yaml';
import type { z } from 'zod';
import { knownNames } from './known-names.ts';
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
  readonly #document: Document;
  readonly #lines: LineCounter;

  readonly #schema: z.core.$ZodType;

  constructor(document: Document, lines: LineCounter, schema: z.core.$ZodType) {
    this.#document = document;
    this.#lines = lines;
    this.#schema = schema;
  }

  error(field: FieldPath, text: string): AgreementError {
    return { ...this.#at(this.#offset(field)), field: fieldText(field), text };
  }

  /** The errors of a schema, in the words of the file. */
  issue(issue: z.core.$ZodIssue): readonly AgreementError[] {
    const path = issue.path.filter((part) => typeof part !== 'symbol') as FieldPath;
    if (issue.code === 'unrecognized_keys') {
      const known = knownNames(this.#schema, path, this.#document.toJS());
      return issue.keys.map((key) => {
        const near = nearestName(key, known);
        const remedy = near === undefined ? 'take it out' : `did you mean ${near}?`;
        return this.error([...path, key], `${key} is not known here: ${remedy}`);
      });
    }
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const first = issue.errors.find((branch) => branch.length > 0)?.[0];
      if (
        issue.discriminator === undefined &&
        first !== undefined &&
        issue.message === 'Invalid input'
      )
        return this.issue({ ...first, path: [...issue.path, ...first.path] } as z.core.$ZodIssue);
    }
    return [this.error(path, this.#words(issue, path))];
  }

  #words(issue: z.core.$ZodIssue, path: FieldPath): string {
    const value = this.#document.getIn([...path]);
    if (issue.code === 'invalid_union' && issue.discriminator !== undefined) {
      const kinds = ((issue as { options?: readonly unknown[] }).options ?? []).map(String);
      const near = nearestName(String(value ?? ''), kinds);
      const remedy = near === undefined ? `one of ${kinds.join(', ')}` : `did you mean ${near}?`;
      return value === undefined
        ? `is missing: ${remedy}`
        : `there is no kind ${String(value)}: ${remedy}`;
    }
    if (issue.code === 'invalid_value') {
      const values = issue.values.map(String);
      const near = nearestName(String(value), values);
      if (value === undefined) return `is missing: one of ${values.join(', ')}`;
      const remedy =
        near === undefined ? `one of ${values.slice(0, 20).join(', ')}` : `did you mean ${near}?`;
      return `${String(value)} is not known here: ${remedy}`;
    }
    if (value === undefined && issue.code === 'invalid_type') return `is missing: ${issue.message}`;
    return issue.message;
  }

  #offset(field: FieldPath): number {
    let node: Node | null = this.#document.contents as Node | null;
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
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

/** `clauses[2].distance`. */
export const fieldText = (field: FieldPath): string =>
  field
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
