// Runs before `npm start` and `npm test`, on any Node from 20 and before anything is installed: makes
// the installed packages agree with the lockfile. Plain JavaScript, no dependency, on purpose.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeClauseRegistry } from './clause-registry.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const locked = read('package-lock.json').packages;
const pinned = `v${locked['node_modules/node'].version}`;

/** The first package that is not as the lockfile says; undefined where all are. */
function astray() {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return 'everything';
  const installed = read('node_modules/.package-lock.json').packages;
  return Object.entries(locked).find(([path, { version, link, optional }]) => {
    if (!path.includes('node_modules/') || link || optional) return false;
    return installed[path]?.version !== version || !existsSync(join(root, path));
  })?.[0];
}

/** Version of the pinned runtime's binary; undefined where it is not there or does not run. */
function runtime() {
  const binary = join(
    root,
    'node_modules/node/bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(binary)) return undefined;
  return spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout?.trim();
}

function stop(message) {
  console.error(`greenline: ${message}`);
  process.exit(1);
}

const missing = astray();
if (missing !== undefined || runtime() !== pinned) {
  const why = missing === undefined ? `Node ${pinned}` : missing;
  console.error(`greenline: installing what the lockfile names (${why} is not there yet)…`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const installed = spawnSync(npm, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (installed.status !== 0)
    stop('npm ci failed: see above; it needs the npm registry and 1 GB of disk');
  const found = runtime();
  if (found !== pinned) {
    stop(
      `the pinned Node ${pinned} did not install (found ${found ?? 'none'}): allow the install script of the package "node" and run npm ci again`,
    );
  }
}

writeClauseRegistry();
