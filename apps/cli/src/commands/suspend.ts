import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { instant, type JsonObject } from '@greenline/base';
import { openSignerFile } from '@greenline/crypto';
import { signedBytes } from '@greenline/declarations';
import { issueForDataFolder, mustOpenMission } from '@greenline/node';
import type { Command } from 'commander';
import { DATA, EXAMPLE_MISSION } from '../defaults.ts';
import { Failure } from '../failure.ts';

interface Options {
  readonly for: string;
  readonly reason: string;
  readonly node: string;
  readonly key?: string;
  readonly mission: string;
  readonly data: string;
}

export const addSuspend = (program: Command): void =>
  addStep(program, 'suspend', 'Suspends the mission: intake is kept, releases and clocks stop.');

export const addResume = (program: Command): void =>
  addStep(program, 'resume', 'Resumes a suspended mission.');

function addStep(program: Command, step: 'suspend' | 'resume', about: string): void {
  program
    .command(step)
    .description(about)
    .requiredOption('--for <principal>', 'who does it: one of mission staff who may suspend')
    .requiredOption('--reason <text>', 'why; it goes into the log')
    .option('--node <url>', 'the node that runs', 'http://localhost:8420')
    .option('--key <file>', 'signs with this key')
    .option('--mission <dir>', 'mission that the node serves', EXAMPLE_MISSION)
    .option('--data <dir>', 'where the node keeps its data', DATA)
    .action((options: Options) => act(step, options));
}

const TOKEN_HOURS = 1 / 6;

async function act(step: 'suspend' | 'resume', options: Options): Promise<void> {
  const now = instant(Date.now());
  const asked = { mission: options.mission, data: options.data, hours: TOKEN_HOURS, now };
  const token = await issueForDataFolder({ ...asked, principal: options.for });
  if (!token.ok) throw new Failure(token.error);
  const { file } = mustOpenMission(options.mission);
  const command: JsonObject =
    options.key === undefined
      ? { step, reason: options.reason }
      : await signed(options.key, options.for, {
          id: randomUUID(),
          at: new Date(now).toISOString(),
          by: options.for,
          mission: file.mission,
          step,
          reason: options.reason,
        });
  const answer = await post(options.node, token.value, command);
  const { error } = (await answer.json().catch(() => ({}))) as { error?: { text?: string } };
  if (!answer.ok) {
    const text = error?.text ?? String(answer.status);
    throw new Failure(`--node ${options.node}: ${text}`, answer.status === 400 ? 2 : 1);
  }
  process.stdout.write(`${file.name} is ${step === 'suspend' ? 'suspended' : 'resumed'}\n`);
}

async function signed(path: string, by: string, command: JsonObject): Promise<JsonObject> {
  if (!existsSync(path)) throw new Failure(`--key ${path}: no such file: name the key of ${by}`);
  const signer = await openSignerFile(path, by);
  if (!signer.ok) throw new Failure(`${signer.error.path}: ${signer.error.reason}`);
  const signature = await signer.value.sign(signedBytes(command));
  return { ...command, signature: Buffer.from(signature).toString('base64url') };
}

async function post(node: string, token: string, command: JsonObject): Promise<Response> {
  if (!URL.canParse(node) || !/^https?:/.test(node)) {
    throw new Failure(`--node ${node}: is no address: write one as http://localhost:8420`);
  }
  try {
    return await fetch(new URL('/api/mission/steps', node), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(command),
    });
  } catch {
    throw new Failure(`--node ${node}: no node answers there: start one, or give its address`);
  }
}
