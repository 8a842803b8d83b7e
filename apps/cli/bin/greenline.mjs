#!/usr/bin/env node
// Runs the command on the pinned Node, which reads TypeScript as it is. An older Node hands over to
// the pinned one, with its signals and its exit code.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as modules from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeClauseRegistry } from '../../../scripts/clause-registry.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [major = 0] = process.versions.node.split('.').map(Number);

if (major >= 24) {
  // Halves what a command waits for before it begins; beside the packages, where nobody else may write.
  modules.enableCompileCache(join(here, '../../../node_modules/.cache/compiled'));
  writeClauseRegistry();
  await import(new URL('../src/main.ts', import.meta.url).href);
} else {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(here, '../../../node_modules/node/bin', name);
  if (!existsSync(pinned)) {
    console.error('greenline: the pinned Node is not installed: run `npm ci` in the project first');
    process.exit(2);
  }
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
}
