import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, type Instant, instant, ok, type Result } from '@greenline/base';
import { openSaltKeyFile } from '@greenline/crypto';
import { folderOf } from './keeping.ts';
import { mustOpenMission } from './mission-folder.ts';
import { issueToken } from './token.ts';

export interface TokenOptions {
  readonly mission: string;
  readonly data: string;
  readonly principal: string;
  readonly hours: number;
  readonly now: Instant;
}

/** A token under the key of a node's data folder: whoever can read that folder may issue one. */
export async function issueForDataFolder(options: TokenOptions): Promise<Result<string, string>> {
  const mission = mustOpenMission(options.mission);
  if (!mission.principals.has(options.principal)) {
    const known = [...mission.principals.keys()].join(', ');
    return fail(`--for ${options.principal}: the mission’s principals are ${known}`);
  }
  const keys = join(options.data, folderOf(mission), 'keys');
  if (!existsSync(keys)) {
    return fail(`${keys}: no node keeps its data there: start one first, or name it with --data`);
  }
  const key = await openSaltKeyFile(join(keys, 'token.key'));
  if (!key.ok) return fail(`${key.error.path}: ${key.error.reason}`);
  const until = instant(options.now + options.hours * 3_600_000);
  return ok(issueToken(key.value, options.principal, until));
}
