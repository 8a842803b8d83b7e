// Lists the kinds of clause in core/agreement/src/clauses/registry.ts, so that a new kind is one file
// in that folder and nothing else. Runs before start, test and every command; plain JavaScript.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = join(dirname(dirname(fileURLToPath(import.meta.url))), 'core/agreement/src/clauses');

/** `no-presence.ts` is a kind where it exports `noPresence = clauseKind(…)`. */
function kindsIn(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'registry.ts')
    .map((file) => file.slice(0, -'.ts'.length))
    .map((file) => ({ file, name: file.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()) }))
    .filter(({ file, name }) =>
      readFileSync(join(folder, `${file}.ts`), 'utf8').includes(
        `export const ${name} = clauseKind(`,
      ),
    )
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

const textOf = (kinds) => `// Written by scripts/clause-registry.mjs from the files of this folder.
import type { ClauseKind } from '../language/clause-kind.ts';
${kinds.map(({ file, name }) => `import { ${name} } from './${file}.ts';`).join('\n')}

/** Every kind of clause. A new kind is a file beside this one. */
export const KINDS_OF_CLAUSE: readonly ClauseKind[] = [
${kinds.map(({ name }) => `  ${name},`).join('\n')}
];

export const kindOfClause = (name: string): ClauseKind | undefined =>
  KINDS_OF_CLAUSE.find((kind) => kind.kind === name);
`;

/** Writes the registry where a kind was added or taken away; where nobody may write, it stays. */
export function writeClauseRegistry() {
  const path = join(FOLDER, 'registry.ts');
  const text = textOf(kindsIn(FOLDER));
  try {
    if (readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}
