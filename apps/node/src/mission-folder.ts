import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fail, type Hasher, ok, type Result } from '@greenline/base';
import { nodeHasher } from '@greenline/crypto';
import {
  type Mission,
  type MissionError,
  type MissionFiles,
  readMission,
} from '@greenline/pipeline';

const TEXT = /\.(ya?ml|geojson|json|cedar|cedarschema|md)$/;
const MOST_FILES = 500;
const MOST_BYTES = 64 * 1024 * 1024;

/** Reads a mission's folder: the text files in it, by their name within it. */
export function readFolder(folder: string): Result<MissionFiles, readonly MissionError[]> {
  const files: Record<string, string> = {};
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !TEXT.test(entry.name)) continue;
      bytes += statSync(path).size;
      if (bytes > MOST_BYTES || Object.keys(files).length >= MOST_FILES) {
        return fail([{ file: '', text: 'holds too much for a mission: 500 files, 64 MiB' }]);
      }
      files[relative(folder, path).split(sep).join('/')] = readFileSync(path, 'utf8');
    }
  } catch (cause) {
    const text = `cannot be read (${(cause as NodeJS.ErrnoException).code ?? cause}): name a folder with a mission.yaml`;
    return fail([{ file: '', text }]);
  }
  return ok(files);
}

/** The mission in a folder, checked. */
export function openMission(
  folder: string,
  hasher: Hasher,
): Result<Mission, readonly MissionError[]> {
  const files = readFolder(folder);
  return files.ok ? readMission(files.value, hasher) : files;
}

/** One line a person can act on. */
export function describeMissionError(folder: string, error: MissionError): string {
  const line = error.line === undefined ? '' : `:${error.line}`;
  const field = error.field === undefined || error.field === '' ? '' : `${error.field}: `;
  return `${join(folder, error.file)}${line}: ${field}${error.text}`;
}

/** As `openMission`; throws one line an error. */
export function mustOpenMission(folder: string): Mission {
  const opened = openMission(folder, nodeHasher);
  if (opened.ok) return opened.value;
  throw new Error(opened.error.map((error) => describeMissionError(folder, error)).join('\n'));
}
