import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const packages: string[] = json('package.json').workspaces;
const manifests = new Map(packages.map((path) => [path, json(`${path}/package.json`)]));
const names = packages.map((path): string => manifests.get(path).name);

/** Pure libraries that the core may use: no I/O, no clock, no chance. A new one is a decision. */
const PURE = [
  '@bufbuild/cel',
  '@noble/hashes',
  'canonicalize',
  'geographiclib-geodesic',
  'geojson',
  'satellite.js',
  'yaml',
  'zod',
];

/** Ways in which a core file would reach for the world outside itself. */
const WORLD =
  /\bDate\.now\(|new Date\(\)|\bMath\.random\(|\bperformance\.|\bprocess\.|\bsetTimeout\(|\bsetInterval\(|\bfetch\(|\bTemporal\.Now\b|\bcrypto\.(?:randomUUID|getRandomValues)/;

interface Source {
  readonly file: string;
  readonly text: string;
}

/** Sources of a package; tests and what they share, contract tests and benchmarks left out. */
function sources(path: string): Source[] {
  return readdirSync(`${path}/src`, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => /\.tsx?$/.test(file) && !/(\.test|\.fixture|\.bench|contract)\.tsx?$/.test(file),
    )
    .map((file) => ({ file, text: readFileSync(`${path}/src/${file}`, 'utf8') }));
}

/** What a package imports: our packages, others, and `node:`, each by package name. */
function imports(path: string): string[] {
  const found = sources(path).flatMap(({ text }) => [
    ...text.matchAll(/(?:from\s+|import\(|import\s+)'([^'.\s][^'\s]*)'/g),
  ]);
  return [...new Set(found.map((match) => packageOf(match[1] ?? '')))];
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

describe.each(packages)('%s', (path) => {
  const ours = imports(path).filter((name) => name.startsWith('@greenline/'));
  const others = imports(path).filter((name) => !name.startsWith('@greenline/'));
  const manifest = manifests.get(path);

  it('imports only packages listed before it', () => {
    expect(names.slice(0, packages.indexOf(path))).toEqual(expect.arrayContaining(ours));
  });

  it('declares what it imports', () => {
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).map(
      (name) => name.replace(/^@types\//, ''),
    );
    const packaged = others.filter((name) => !name.startsWith('node:') && name !== 'geojson');
    expect(declared).toEqual(expect.arrayContaining([...ours, ...packaged]));
  });

  it('declares nothing that it does not import', () => {
    const declared = Object.keys(manifest.dependencies ?? {}).filter((name) =>
      name.startsWith('@greenline/'),
    );
    expect(ours).toEqual(expect.arrayContaining(declared));
  });

  it('has one door', () => {
    if (path !== 'apps/web') expect(existsSync(`${path}/src/index.ts`)).toBe(true);
  });

  it.runIf(path.startsWith('core/'))('touches nothing outside the core', () => {
    expect(PURE).toEqual(expect.arrayContaining(others));
    const reaching = sources(path).filter(({ text }) => WORLD.test(text));
    expect(reaching.map(({ file }) => file)).toEqual([]);
  });
});
