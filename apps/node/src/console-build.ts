import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = join(dirname(fileURLToPath(import.meta.url)), '../../web');

/** Builds the console where its sources have changed since it was built; gives back its folder. */
export async function builtConsole(say: (line: string) => void): Promise<string> {
  const dist = join(WEB, 'dist');
  const stamp = join(dist, '.sources');
  const sources = digestOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return dist;
  say('building the console…');
  await build();
  writeFileSync(stamp, sources);
  return dist;
}

function digestOfSources(): string {
  const hash = createHash('sha256');
  const files = ['package.json', 'index.html', 'vite.config.ts', '../../package-lock.json'];
  for (const entry of readdirSync(join(WEB, 'src'), { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) files.push(join(entry.parentPath.slice(WEB.length + 1), entry.name));
  }
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(WEB, file)));
  return hash.digest('hex');
}

function build(): Promise<void> {
  const require = createRequire(import.meta.url);
  const vite = join(dirname(require.resolve('vite/package.json', { paths: [WEB] })), 'bin/vite.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
      cwd: WEB,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the console could not be built (vite ended with ${code}): see above`));
    });
  });
}
