import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { agreementFiles, checkAgreement, type PreparedAgreement } from '@greenline/agreement';
import { nodeHasher } from '@greenline/crypto';
import { Failure, inOneLine, placed } from './failure.ts';
import { readText } from './input-file.ts';

/** A checked agreement, or what is wrong with it, with file, line and column: `check` says it all. */
export function openAgreement(
  file: string,
  words: (lines: readonly string[]) => string = inOneLine,
): PreparedAgreement {
  const text = readText(file);
  const files = new Map<string, string>();
  for (const name of agreementFiles(text)) {
    const path = join(dirname(file), name);
    if (existsSync(path)) files.set(name, readFileSync(path, 'utf8'));
  }
  const checked = checkAgreement(text, nodeHasher, files);
  if (checked.ok) return checked.value;
  const lines = checked.error.map(({ line, column, field, text: what }) =>
    placed(`${file}:${line}:${column}`, field, what),
  );
  throw new Failure(words(lines));
}
