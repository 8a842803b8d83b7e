import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeHasher, verifyEd25519 } from '@greenline/crypto';
import { checkLog } from '@greenline/evidence';
import { fileLogStore } from '@greenline/stores';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';

export function addLog(program: Command): void {
  const log = program.command('log').description('Reads transparency logs (C2SP tlog-tiles).');
  log
    .command('check <dir>')
    .description('Verifies signature, root, tiles and every leaf; names what does not fit.')
    .option('--key <vkey>', 'verification key; default: the file log.vkey in or beside the folder')
    .action(async (dir: string, options: { key?: string }) => {
      if (!existsSync(dir)) throw new Failure(`${dir}: no such folder`);
      const vkey = options.key ?? keyBeside(dir);
      const checked = await checkLog({
        store: fileLogStore(dir),
        vkey,
        hasher: nodeHasher,
        verifyEd25519,
      });
      if (!checked.ok) {
        const { step, path, reason } = checked.error;
        throw new Failure(`${dir}: ${step}: ${path}: ${reason}`, 1);
      }
      const { origin, size, root, files } = checked.value;
      const line = { origin, size, root: Buffer.from(root).toString('base64'), files };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    });
}

/** A key from the same disk shows that the log holds together, not whose it is. */
function keyBeside(dir: string): string {
  const path = [join(dir, 'log.vkey'), join(dir, '..', 'log.vkey')].find((one) => existsSync(one));
  if (path === undefined) throw new Failure(`${dir}: no log.vkey in or beside it: give --key`);
  process.stderr.write(`greenline: key from ${path}: compare it with one you got another way\n`);
  return readFileSync(path, 'utf8').trim();
}
