import { isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { Failure } from '../failure.ts';
import { readText } from '../input-file.ts';
import type { Filed } from './filed.ts';
import { readTable } from './read-table.ts';

/** The declarations in a file: JSON, JSON lines or YAML, one or many; tables as `.csv`. */
export function readDeclarationsFile(path: string): readonly Filed[] {
  const filed = /\.csv$/i.test(path) ? readTable(path, readText(path)) : readObjectsFile(path);
  if (filed.length === 0)
    throw new Failure(`${path}: holds no declaration: write one as JSON or YAML`);
  return filed;
}

/** The objects in a file: JSON, JSON lines or YAML, one or many. */
export function readObjectsFile(path: string): readonly Filed[] {
  const text = readText(path);
  return isLines(path, text) ? readLines(path, text) : readDocuments(path, text, 0);
}

function isLines(path: string, text: string): boolean {
  if (/\.(jsonl|ndjson)$/i.test(path)) return true;
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length > 1 && lines.every((line) => line.startsWith('{') && line.endsWith('}'));
}

function readLines(path: string, text: string): readonly Filed[] {
  return text
    .split('\n')
    .flatMap((line, before) => (line.trim() === '' ? [] : readDocuments(path, line, before)));
}

/** JSON is YAML, and YAML knows where each field stands. `before`: lines of the file above the text. */
function readDocuments(path: string, text: string, before: number): readonly Filed[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines });
  const lineAt = (node: unknown): number =>
    before + lines.linePos((node as Node | undefined)?.range?.[0] ?? 0).line;
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const [wrong] = document.errors;
    if (wrong !== undefined) {
      const line = before + lines.linePos(wrong.pos[0]).line;
      throw new Failure(
        `${path}:${line}: is neither JSON nor YAML: ${wrong.message.split('\n')[0]}`,
      );
    }
    const { contents } = document;
    const nodes: readonly unknown[] = isSeq(contents) ? contents.items : [contents];
    return nodes.map((node) => ({
      value: contentOf(path, node, document),
      lineOf: placesIn(node, lineAt),
    }));
  });
}

function contentOf(
  path: string,
  node: unknown,
  document: ReturnType<typeof parseAllDocuments>[number],
): unknown {
  try {
    return (node as Node | null)?.toJS(document);
  } catch (cause) {
    throw new Failure(`${path}: is not YAML that can be read: ${(cause as Error).message}`);
  }
}

function placesIn(node: unknown, lineAt: (node: unknown) => number): Filed['lineOf'] {
  return (field) => {
    const [name] = field.split(/[./[]/);
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && key.value === name)
      : undefined;
    return lineAt(pair?.key ?? node);
  };
}
