import { existsSync } from 'node:fs';
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
    .requiredOption('--key <vkey>', 'verification key of the log, as the node prints it')
    .action(async (dir: string, options: { key: string }) => {
      if (!existsSync(dir)) throw new Failure(`${dir}: no such folder`);
      const checked = await checkLog({
        store: fileLogStore(dir),
        vkey: options.key,
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
