import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** What decides what the fold makes of the journal: the core, the decoders and their lockfile. */
const PARTS = ['core', 'edge/feeds', 'package-lock.json'];
const LEFT_OUT = /(\.test|\.bench|contract|\.fixture)\.ts$|node_modules/;

/**
 * Identity of the code that folds: a digest of its sources. Another code may make other records of
 * the same journal, so states and logs of one code are not gone on with by another.
 */
export function foldCode(): string {
  const hash = createHash('sha256').update(process.versions.node);
  for (const path of PARTS.flatMap((part) => sources(join(ROOT, part))).sort()) {
    hash.update(relative(ROOT, path)).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 32);
}

function sources(path: string): readonly string[] {
  if (path.endsWith('.json')) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !LEFT_OUT.test(file));
}
