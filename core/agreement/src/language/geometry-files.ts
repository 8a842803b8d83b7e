import { fail, ok, type Result } from '@greenline/base';
import { readYaml } from './read-yaml.ts';

/** GeoJSON nests seven deep at most; its properties may go a little further. */
const DEEPEST = 40;

/** Names of the files (GeoJSON) that an agreement file refers to, relative to it. */
export function agreementFiles(text: string): readonly string[] {
  const read = readYaml(text);
  return read.ok ? filesNamedIn(read.value.json) : [];
}

/** A file that an agreement refers to, as JSON; else what is wrong with it, in one sentence. */
export function readFile(
  files: ReadonlyMap<string, string>,
  name: string,
): Result<unknown, string> {
  const text = files.get(name);
  if (text === undefined) return fail(`there is no file ${name} next to the agreement`);
  try {
    const json: unknown = JSON.parse(text);
    return deeperThan(DEEPEST, json)
      ? fail(`${name} is nested deeper than any geometry`)
      : ok(json);
  } catch {
    return fail(`${name} is no JSON`);
  }
}

/** The files referred to, as JSON: they are part of what the agreement says. */
export function filesJson(
  json: unknown,
  files: ReadonlyMap<string, string>,
): Record<string, unknown> {
  return Object.fromEntries(
    filesNamedIn(json).flatMap((name) => {
      const file = readFile(files, name);
      return file.ok ? [[name, file.value]] : [];
    }),
  );
}

function filesNamedIn(json: unknown): readonly string[] {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (key === 'file' && typeof member === 'string') names.add(member);
      walk(member);
    }
  };
  walk(json);
  return [...names].sort();
}

function deeperThan(most: number, json: unknown): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
}
